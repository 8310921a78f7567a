"""A person's question -> staff; their reply -> the person."""

from __future__ import annotations

from telegram import Message

from bot.answers.reply import Block, Paragraph
from bot.answers.sentences import plain
from bot.storage import relays
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services


async def forward(services: Services, chat: int, message: int, text: str) -> bool:
    """Put a question before staff; False where that is not possible."""
    if not services.relays:
        return False
    sentences = services.sentences()
    blocks: list[Block] = [
        Paragraph(sentences.line("staff-question")),
        Paragraph(plain(text)),
        Paragraph(sentences.line("staff-how")),
    ]
    sent = await services.sender.say(services.staff_chat, messages(blocks))
    if not sent:
        return False
    staff, now = (services.staff_chat, sent[-1]), services.now()
    await services.database.run(lambda connection: relays.add(connection, staff, chat, message, now))
    return True


async def on_staff_reply(services: Services, message: Message) -> bool:
    """Bring an answer of staff to the person who asked; False for a message that is none.

    Staff is who is listed by id and writes as themselves: an anonymous administrator could be anybody.
    """
    person, replied = message.from_user, message.reply_to_message
    if replied is None or person is None or message.sender_chat is not None or not message.text:
        return False
    staff = (message.chat_id, replied.message_id)
    relay = await services.database.run(lambda connection: relays.find(connection, staff))
    if relay is None or person.id not in services.staff:
        return False
    sentences = services.sentences()
    blocks = (Paragraph(sentences.line("staff-answers")), Paragraph(plain(message.text)))
    sent = await services.sender.say(relay.chat, messages(blocks), reply_to=relay.question)
    if sent:
        now = services.now()
        await services.database.run(lambda connection: relays.answered(connection, staff, now))
    key = "staff-sent" if sent else "staff-not-sent"
    await services.sender.say(message.chat_id, messages([Paragraph(sentences.line(key))]), reply_to=message.message_id)
    return True
