"""An answer of staff on its way to all who asked alike: each person once, and none who asks something else by now."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from bot.answers.reply import Block, Paragraph, Span
from bot.storage import chats, drafts, misses
from bot.storage.database import Connection
from bot.storage.drafts import Draft
from bot.storage.misses import Asked, Handled
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.missed import reachable
from bot.telegram_bot.press import Press
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.speaking import language_in
from bot.telegram_bot.staff_answers import key_of_draft, left_of, letter, still_open


class End(Enum):
    """What became of an answer to one person."""

    SENT = auto()
    LOST = auto()
    """They cannot be reached."""
    FAILED = auto()
    """Telegram did not take it."""
    OVER = auto()
    """They have an answer, or ask for none any more."""


async def send(press: Press) -> str:
    """Send the answer to everybody who can be reached, each once; the button holds only for the words it showed.

    Who is written to next is noted before and after: another draft for the same group answers nobody twice, and after
    a kill it goes on with the person at whom it stopped.
    """
    services, place, key = press.services, *_place(press)
    draft = await services.database.run(lambda connection: drafts.find(connection, place))
    if draft is None or not draft.written or key != key_of_draft(draft):
        return "outdated"
    await services.database.run(lambda connection: _give_back(connection, place, draft.sending))
    asked = await left_of(services, draft)
    found = await reachable(services, (one.who for one in asked))
    by_person: dict[str, list[int]] = {}
    for one in asked:
        by_person.setdefault(one.who, []).append(one.number)
    ends = [await _deliver(press, draft, found.get(who), theirs) for who, theirs in by_person.items()]
    await services.database.run(lambda connection: drafts.drop(connection, place))
    sentences = services.sentences()
    told = (("team-answer-sent", End.SENT), ("team-answer-lost", End.LOST), ("team-answer-failed", End.FAILED))
    counts = [(key, ends.count(end)) for key, end in told]
    blocks: list[Block] = [
        Paragraph(sentences.line(key, count=count)) for at, (key, count) in enumerate(counts) if count or not at
    ]
    blocks += [Paragraph((Span(draft.text),))] if draft.text else []
    await press.edit(messages(blocks)[0], Keyboard([]))
    return ""


async def unsend(press: Press) -> str:
    """Nothing is sent."""
    place, _ = _place(press)

    def drop(connection: Connection) -> None:
        draft = drafts.find(connection, place)
        _give_back(connection, place, draft.sending if draft else ())
        drafts.drop(connection, place)

    await press.services.database.run(drop)
    await press.edit(messages([Paragraph(press.services.sentences().line("team-answer-dropped"))])[0], Keyboard([]))
    return ""


def _place(press: Press) -> tuple[tuple[int, int], str]:
    """The chat and our message that asked for the draft, and the key of its words; 0 for a message that is made up."""
    number, _, key = press.value.partition(".")
    return (press.chat, int(number) if number.isdecimal() and len(number) < 12 else 0), key


async def _deliver(press: Press, draft: Draft, chat: int | None, asked: Sequence[int]) -> End:
    """Answer the questions of one person, unless they want nothing more or somebody else was quicker."""
    services, staff, now, place = press.services, press.person, press.services.now(), _place(press)[0]
    if chat is None:
        return End.LOST

    def claim(connection: Connection) -> list[Asked]:
        left = still_open(connection, draft, asked, now)
        numbers = [one.number for one in left]
        misses.handle(connection, numbers, Handled.ANSWERED, staff, now)
        drafts.send(connection, place, numbers)
        return left

    theirs = await services.database.run(claim)
    if not theirs:
        return End.OVER
    sent = await _bring(press, chat, theirs[0].text, draft)
    numbers = [one.number for one in theirs]

    def settle(connection: Connection) -> bool:
        drafts.send(connection, place)
        if not sent:
            misses.reopen(connection, numbers, Handled.ANSWERED)
        known = chats.find(connection, chat)
        return known is not None and known.reachable

    open_ = await services.database.run(settle)
    return End.SENT if sent else End.FAILED if open_ else End.LOST


def _give_back(connection: Connection, place: tuple[int, int], numbers: Sequence[int]) -> None:
    """Of the person at whom it stopped nobody knows whether they got it: they are answered again."""
    misses.reopen(connection, numbers, Handled.ANSWERED)
    drafts.send(connection, place)


async def _bring(press: Press, chat: int, question: str, draft: Draft) -> bool:
    """Send the answer to one person below their own question; what is no text is copied as it is, above it."""
    services, bot = press.services, press.query.get_bot()
    if not draft.text:
        copied = await services.sender.attempt(chat, lambda to: bot.copy_message(to, press.chat, draft.written))
        if copied is None:
            return False
    sentences = services.sentences(await language_in(services, chat))
    return bool(await services.sender.say(chat, messages(letter(sentences, question, draft.text))))
