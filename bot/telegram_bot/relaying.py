"""A person's question -> staff; their reply -> the person, and its edits after it."""

from __future__ import annotations

from telegram import Message, ReplyParameters

from bot.answers.reply import Block, Paragraph, Span
from bot.storage import misses, relays, replies
from bot.storage.database import Connection
from bot.storage.misses import Handled
from bot.storage.relays import Relay
from bot.telegram_bot.group_hearing import speaker
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services
from bot.telegram_bot.speaking import language_in
from bot.telegram_bot.staff import is_staff

SENT = "staff-sent"
"""The sentence for staff whose answer has reached the person."""


async def forward(services: Services, asked: Relay, text: str) -> bool:
    """Put a question before staff; False where that is not possible. A reply to any part of a long one will do."""
    if not services.relays:
        return False
    sentences = services.sentences()
    blocks: list[Block] = [
        Paragraph(sentences.line("staff-question")),
        Paragraph((Span(text),)),
        Paragraph(sentences.line("staff-how")),
    ]
    sent, now = await services.sender.say(services.staff_chat, messages(blocks)), services.now()

    def remember(connection: Connection) -> None:
        for part in sent:
            relays.add(connection, (services.staff_chat, part), asked, now)

    await services.database.run(remember)
    return bool(sent)


async def on_staff_reply(services: Services, message: Message, *, edited: bool = False) -> bool:
    """Bring an answer of staff, or its edit, to the person who asked; False for a message that is none."""
    replied = message.reply_to_message
    if replied is None or (message.text or "").startswith("/"):
        return False  # a command is for the bot
    if not message.text and message.effective_attachment is None:
        return False  # it tells of something, such as a pinned message
    staff = (message.chat_id, replied.message_id)
    relay = await services.database.run(lambda connection: relays.find(connection, staff))
    if relay is None:
        return False
    if not is_staff(services, message):
        return await _refuse(services, message)
    said = await (_edit if edited else _bring)(services, message, relay)
    if said == SENT and services.albums.goes_on(message.chat_id, message.media_group_id):
        return True  # both sides were told of the first of its pictures that arrived
    if said == SENT and not message.text:
        await _tell(services, relay.chat, "staff-sends", language=await language_in(services, relay.chat))
    await _tell(services, message.chat_id, said, message.message_id)
    return True


async def _refuse(services: Services, message: Message) -> bool:
    """Tell somebody who may not answer that the person does not see it; another bot is told nothing."""
    if speaker(message) is None:
        return False
    if not services.albums.goes_on(message.chat_id, message.media_group_id):
        await _tell(services, message.chat_id, "staff-not-listed", message.message_id)
    return True


async def _tell(
    services: Services, chat: int, key: str, reply_to: int | None = None, language: str | None = None
) -> None:
    """One of the bot's own sentences; staff are told in English."""
    line = services.sentences(language).line(key)
    await services.sender.say(chat, messages([Paragraph(line)]), reply_to=reply_to)


async def _bring(services: Services, message: Message, relay: Relay) -> str:
    """Send an answer to the person; the name of the sentence for staff."""
    replied = message.reply_to_message
    sent = await (_say(services, message.text, relay) if message.text else _copy(services, message, relay))
    if not sent or replied is None:
        return "staff-not-sent"
    staff, now, who = (message.chat_id, replied.message_id), services.now(), message.from_user

    def remember(connection: Connection) -> None:
        relays.answered(connection, staff, now)
        misses.handle(connection, [relay.number], Handled.ANSWERED, who.id if who else 0, now)
        replies.save(connection, message.chat_id, message.message_id, sent, now)

    await services.database.run(remember)
    return SENT


async def _say(services: Services, text: str, relay: Relay) -> list[int]:
    """An answer in words; the ids of the person's copies."""
    texts = await _answer(services, relay.chat, text)
    return await services.sender.say(relay.chat, texts, reply_to=relay.question)


async def _copy(services: Services, message: Message, relay: Relay) -> list[int]:
    """A picture, a file, a voice: copied as it is; the id of the copy."""
    question = ReplyParameters(relay.question, allow_sending_without_reply=True)
    copied = await services.sender.attempt(relay.chat, lambda to: message.copy(to, reply_parameters=question))
    return [copied.message_id] if copied else []


async def _edit(services: Services, message: Message, relay: Relay) -> str:
    """Give the person's copy the words that staff gave their answer; the name of the sentence for staff."""
    chat, number = message.chat_id, message.message_id
    ours = await services.database.run(lambda connection: replies.find(connection, chat, number))
    texts = await _answer(services, relay.chat, message.text) if message.text else []
    if len(ours) == len(texts) == 1 and await services.sender.edit(relay.chat, ours[0], texts[0]):
        return "staff-edited"
    return "staff-edit-lost"


async def _answer(services: Services, chat: int, text: str) -> list[str]:
    """The words of staff, as the person reads them."""
    sentences = services.sentences(await language_in(services, chat))
    return messages((Paragraph(sentences.line("staff-answers")), Paragraph((Span(text),))))
