"""What staff write when nobody waits for it any more: they are told so, and it is no question of a visitor's."""

from __future__ import annotations

from telegram import Message
from telegram.constants import ChatType

from bot.storage import prompts
from bot.telegram_bot.edit_typing import digest_of
from bot.telegram_bot.services import Services
from bot.telegram_bot.staff import is_staff
from bot.telegram_bot.team import Team


async def on_late_reply(services: Services, message: Message) -> bool:
    """Say that it is over what a message of ours had asked for; False for anything but a reply to such a message."""
    replied, chat = message.reply_to_message, message.chat_id
    if replied is None or replied.from_user is None or not replied.from_user.is_bot or not is_staff(services, message):
        return False
    if message.chat.type != ChatType.PRIVATE and chat != services.staff_chat:
        return False
    if (message.text or "").startswith("/") or (not message.text and message.effective_attachment is None):
        return False  # a command, or it tells of something, such as a pinned message
    said = digest_of(replied.text or "")
    if not await services.database.run(lambda connection: prompts.is_one(connection, chat, said)):
        return False
    await Team.answering(services, message).tell("team-reply-late")
    return True
