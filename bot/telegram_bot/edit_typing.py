"""What somebody is asked to type for ``/edit``, and what becomes of it: a proposal like that of a file sent back."""

from __future__ import annotations

import asyncio
import hashlib

from telegram import ForceReply, Message, User

from bot.answers.reply import Block, Paragraph, Span
from bot.editing.amendments import Field, changed, present, without
from bot.editing.proposal import Changed
from bot.errors import BotError
from bot.knowledge.loaded import Key
from bot.knowledge.publishing import PublishingError
from bot.matching.compiling import FALLBACK
from bot.storage import edits
from bot.storage.edits import Step
from bot.storage.publications import Source
from bot.telegram_bot.press import Press
from bot.telegram_bot.proposing import Proposer, Wish, folder_of, propose
from bot.telegram_bot.rendering import messages, without_markup
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team, bullets, name_of

HINTS = {
    Field.ANSWER: "team-type-text",
    Field.PHRASING: "team-type-phrasing",
    Field.DATES: "team-type-days",
    Field.START: "team-type-day",
    Field.END: "team-type-day",
    Field.WINDOW: "team-type-window",
    Field.OPENS: "team-type-day",
    Field.CLOSES: "team-type-moment",
    Field.LINK: "team-type-link",
}
"""What is asked for."""
_LABELS = {
    Field.ANSWER: "team-field-answer",
    Field.PHRASING: "team-field-phrasing",
    Field.DATES: "team-field-dates",
    Field.START: "team-field-start",
    Field.END: "team-field-end",
    Field.WINDOW: "team-field-window",
    Field.OPENS: "team-field-opens",
    Field.CLOSES: "team-field-closes",
    Field.LINK: "team-field-link",
}


def label_of(team: Team, field: Field) -> str:
    """What staff call a field."""
    return team.text(_LABELS[field])


async def ask(team: Team, person: int, record: Key, field: Field, language: str) -> str:
    """Show what stands there, and ask for what shall; the sentence to show above the chat where that is of no use."""
    services, folder = team.services, folder_of(team.services)
    if folder is None:
        return "outdated"
    try:
        shown = await asyncio.to_thread(present, folder, record, field, language)
    except BotError:
        return "outdated"
    path = "/".join(map(str, record)) + (f" ({language})" if language != FALLBACK else "")
    key = "team-edit-now" if shown else "team-edit-nothing"
    blocks: list[Block] = [team.paragraph(key, name=label_of(team, field), path=path), *_shown(field, shown)]
    hint = team.text(HINTS[field])
    blocks.append(team.paragraph("team-type", hint=hint, name=label_of(team, field), path=path))
    texts = messages(blocks)
    said, now = digest_of(without_markup(texts[-1])), services.now()
    step = Step(team.chat, person, said, tuple(map(str, record)), field, language, shown, now)
    await services.database.run(lambda connection: edits.ask(connection, step))
    reply = ForceReply(input_field_placeholder=label_of(team, field))
    await services.sender.say(team.chat, texts, reply, reply_to=team.reply_to, topic=team.topic)
    return ""


def _shown(field: Field, values: tuple[str, ...]) -> list[Block]:
    if field is Field.PHRASING and values:
        return [bullets(values)]
    return [Paragraph((Span(" – ".join(values)),))] if values else []


async def on_typed(services: Services, message: Message) -> bool:
    """Propose what somebody of staff (that is seen to) types in reply to a question; False for any other message."""
    replied, person = message.reply_to_message, message.from_user
    if replied is None or person is None or (message.text or "").startswith("/"):
        return False
    chat, said = message.chat_id, digest_of(replied.text or "")
    step = await services.database.run(lambda connection: edits.find(connection, chat, said))
    folder = folder_of(services)
    if step is None or folder is None:
        return False
    team, field = Team.answering(services, message), Field(step.field)
    try:
        change = await asyncio.to_thread(changed, folder, step.record, field, message.text or "", step.language)
        now = await asyncio.to_thread(present, folder, step.record, field, step.language)
    except BotError as error:
        await team.tell("team-type-wrong", reason=str(error))
        if await ask(team, step.person, step.record, field, step.language):
            await _end(services, step)
        return True
    if now != step.shown:
        await team.say(team.paragraph("team-edit-meanwhile"), *_shown(field, now))
    await _propose(team, person, message.message_id, change)
    await _end(services, step)
    return True


async def drop(press: Press, record: Key, field: Field, language: str = FALLBACK, text: str = "") -> str:
    """Propose to take something away: a field, or of the phrasings in a language the one with that text."""
    team, folder = Team(press.services, press.chat, topic=press.topic), folder_of(press.services)
    if folder is None:
        return "outdated"
    try:
        change = await asyncio.to_thread(without, folder, record, field, language, text)
    except BotError as error:
        await team.tell("team-edit-refused", reason=str(error))
        return ""
    await _propose(team, press.query.from_user, press.message.message_id, change)
    await press.close()  # one message stands for one proposal
    return ""


async def cancel(services: Services, message: Message) -> None:
    """Forget what somebody was asked to type."""
    person, chat = message.from_user, message.chat_id
    asked = person.id if person else 0
    ended = await services.database.run(lambda connection: edits.end(connection, chat, asked))
    await Team.answering(services, message).tell("team-cancelled" if ended else "team-cancel-none")


def phrase_key(text: str) -> str:
    """What a button can carry in place of a phrasing."""
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def digest_of(text: str) -> str:
    """Of the words alone, as Telegram takes white space away."""
    return hashlib.blake2b(" ".join(text.split()).encode(), digest_size=16).hexdigest()


async def _end(services: Services, step: Step) -> None:
    await services.database.run(lambda connection: edits.end(connection, step.chat, step.person))


async def _propose(team: Team, person: User, message: int, change: Changed) -> None:
    by = Proposer(person.id, name_of(person), message, Source.EDIT)
    try:
        await propose(team, by, [Wish(change.file, change.before, change.after)])
    except PublishingError as error:
        await team.tell("team-not-published", reason=str(error))
