"""One answer of staff to all who asked alike: asked for, written as a reply, shown, and sent once it is confirmed.

The chats of the people are found when they are needed; who asked in a group only, or is forgotten, cannot be found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from telegram import Message
from telegram.constants import ChatType

from bot.answers.reply import Block, Paragraph, Span
from bot.answers.sentences import Sentences
from bot.storage import chats, drafts, misses, prompts
from bot.storage.database import Connection
from bot.storage.drafts import Draft
from bot.storage.misses import Asked, Handled
from bot.storage.phrases import key_of
from bot.telegram_bot.edit_typing import digest_of
from bot.telegram_bot.group_hearing import thread_of
from bot.telegram_bot.keyboards import Button, Keyboard
from bot.telegram_bot.missed import reachable
from bot.telegram_bot.payloads import pack_staff
from bot.telegram_bot.press import Press
from bot.telegram_bot.rendering import messages, without_markup
from bot.telegram_bot.services import Services
from bot.telegram_bot.speaking import language_in
from bot.telegram_bot.staff import is_staff
from bot.telegram_bot.staff_inbox import cut, seen_of, staff_button


class End(Enum):
    """What became of an answer to one person."""

    SENT = auto()
    LOST = auto()
    """They cannot be reached."""
    FAILED = auto()
    """Telegram did not take it."""
    OVER = auto()
    """They have an answer, or ask for none any more."""


async def ask_for_answer(press: Press) -> str:
    """Ask staff for the answer to a group, where anybody can be reached with it."""
    services, group = press.services, await seen_of(press)
    if group is None:
        return "outdated"
    found = await reachable(services, (miss.who for miss in group.members))
    asked = {miss.number: miss.text for miss in group.members if miss.who in found}
    if not asked:
        await press.say("team-answer-nobody")
        return ""
    sentences = services.sentences()
    blocks = [
        Paragraph((Span(cut(group.text), bold=True),)),
        Paragraph(sentences.line("team-answer-write", count=len(found))),
    ]
    if group.people > len(found):
        blocks.append(Paragraph(sentences.line("team-answer-lost", count=group.people - len(found))))
    texts, now = messages(blocks), services.now()
    sent = await services.sender.say(press.chat, texts, topic=press.topic)

    def remember(connection: Connection) -> None:
        for part, text in zip(sent, texts, strict=False):
            drafts.add(connection, (press.chat, part), asked, now)
            prompts.add(connection, press.chat, digest_of(without_markup(text)), now)

    await services.database.run(remember)
    return ""


async def on_staff_draft(services: Services, message: Message) -> bool:
    """Take the answer that staff were asked for, and show what people would get; False for any other message."""
    replied = message.reply_to_message
    private = message.chat.type == ChatType.PRIVATE
    if replied is None or not is_staff(services, message) or not (private or message.chat_id == services.staff_chat):
        return False
    place, text = (message.chat_id, replied.message_id), message.text or ""
    draft = await services.database.run(lambda connection: drafts.find(connection, place))
    if draft is None or text.startswith("/"):
        return False
    if not text.strip() and message.effective_attachment is None:
        return False  # it tells of something, such as a pinned message
    draft, sentences = replace(draft, written=message.message_id, text=text), services.sentences()
    person = message.from_user.id if message.from_user else 0
    await services.database.run(lambda connection: drafts.write(connection, place, person, draft.written, text))
    asked = await _left(services, draft)
    count = len({one.who for one in asked})
    if not count:
        await _tell(services, message, [Paragraph(sentences.line("team-answer-done"))])
        return True
    blocks = [*_letter(sentences, asked[0].text, text), Paragraph(sentences.line("team-answer-check", count=count))]
    label = sentences.text("team-button-send", count=count)
    send: Button = {"text": label, "callback_data": pack_staff("send", f"{place[1]}.{_key(draft)}")}
    cancel = staff_button(sentences, "team-button-unsend", "unsend", place[1])
    await _tell(services, message, blocks, Keyboard([[send], [cancel]]))
    return True


async def send(press: Press) -> str:
    """Send the answer to everybody who can be reached, each once; the button holds only for the words it showed.

    Who is written to next is noted before and after: another draft for the same group answers nobody twice, and after
    a kill it goes on with the person at whom it stopped.
    """
    services, place, key = press.services, *_place(press)
    draft = await services.database.run(lambda connection: drafts.find(connection, place))
    if draft is None or not draft.written or key != _key(draft):
        return "outdated"
    await services.database.run(lambda connection: _give_back(connection, place, draft.sending))
    asked = await _left(services, draft)
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


async def _deliver(press: Press, draft: Draft, chat: int | None, asked: Sequence[int]) -> End:
    """Answer the questions of one person, unless they want nothing more or somebody else was quicker."""
    services, staff, now, place = press.services, press.person, press.services.now(), _place(press)[0]
    if chat is None:
        return End.LOST

    def claim(connection: Connection) -> list[Asked]:
        left = _still(connection, draft, asked, now)
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


def _place(press: Press) -> tuple[tuple[int, int], str]:
    """The chat and our message that asked for the draft, and the key of its words; 0 for a message that is made up."""
    number, _, key = press.value.partition(".")
    return (press.chat, int(number) if number.isdecimal() and len(number) < 12 else 0), key


async def _left(services: Services, draft: Draft) -> list[Asked]:
    """The questions that the draft was written for and that are still open, the latest first."""
    now = services.now()
    numbers = [number for number, _ in draft.questions]
    return await services.database.run(lambda connection: _still(connection, draft, numbers, now))


def _still(connection: Connection, draft: Draft, numbers: Sequence[int], now: float) -> list[Asked]:
    """Those of a draft's questions that are kept, with the same words, and still without a good answer."""
    kept = misses.unhandled(connection, numbers)
    return [one for one in kept if draft.answers(one.number, one.text) and one.why(now) is not None]


async def _bring(press: Press, chat: int, question: str, draft: Draft) -> bool:
    """Send the answer to one person below their own question; what is no text is copied as it is, above it."""
    services, bot = press.services, press.query.get_bot()
    if not draft.text:
        copied = await services.sender.attempt(chat, lambda to: bot.copy_message(to, press.chat, draft.written))
        if copied is None:
            return False
    sentences = services.sentences(await language_in(services, chat))
    return bool(await services.sender.say(chat, messages(_letter(sentences, question, draft.text))))


def _letter(sentences: Sentences, question: str, text: str) -> list[Block]:
    """What a person reads; without a text, that what stands above is from the team."""
    heading = Paragraph((Span(cut(question), bold=True),))
    if not text:
        return [heading, Paragraph(sentences.line("staff-sends"))]
    return [heading, Paragraph(sentences.line("staff-answers")), Paragraph((Span(text),))]


def _key(draft: Draft) -> str:
    """Tells one answer from another, so that a button sends what it showed."""
    return key_of(f"{draft.written}\0{draft.text}")


async def _tell(
    services: Services, message: Message, blocks: Sequence[Block], keyboard: Keyboard | None = None
) -> None:
    await services.sender.say(
        message.chat_id, messages(blocks), keyboard, reply_to=message.message_id, topic=thread_of(message)
    )
