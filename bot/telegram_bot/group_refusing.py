"""Groups that the bot does not know, where a setting refuses them: one sentence, and out."""

from __future__ import annotations

import logging

from telegram import Bot, Chat, Message, User
from telegram.constants import ChatType

from bot.answers.composing.shared import contacts
from bot.answers.reply import Paragraph
from bot.storage import chats
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services

log = logging.getLogger(__name__)


def refuses(services: Services, chat: int, *, known: bool, by: User | None = None) -> bool:
    """Whether the bot does not stay: it does not know the chat, and nobody of staff has brought it there.

    An anonymous administrator could be anybody, and shows as a bot.
    """
    if not services.refuses_groups or known or chat == services.staff_chat:
        return False
    return by is None or by.is_bot or by.id not in services.staff


async def turns_away(services: Services, message: Message, bot: Bot) -> bool:
    """Leave a group from which a message comes though the bot was never seen to join it; False where it stays."""
    if not services.refuses_groups:
        return False
    chat = message.chat
    before = await services.database.run(lambda connection: chats.find(connection, chat.id))
    if not refuses(services, chat.id, known=before is not None and before.holds_bot):
        return False
    await leave(services, chat, bot, message.from_user)
    return True


async def leave(services: Services, chat: Chat, bot: Bot, who: User | None) -> None:
    """Say why and whom to ask, then go. In a channel everybody would read that, so nothing is said.

    What came in the meantime finds the bot gone: it is not refused once more.
    """
    if not services.groups.goes(chat.id, services.now()):
        return
    log.info("leaving chat %s: nobody of STAFF_IDS has added the bot to it", chat.id)
    if chat.type != ChatType.CHANNEL:
        desk = services.desk(services.language(who.language_code if who else None))
        organiser = desk.catalogue.facts.organiser
        whom = contacts(desk, organiser.contacts, "whom-to-ask") if organiser else ()
        await services.sender.say(chat.id, messages([Paragraph(desk.sentences.line("group-refused")), *whom]))
    await services.sender.attempt(chat.id, bot.leave_chat, paced=False)
