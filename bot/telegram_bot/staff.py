"""Who of staff writes, and the commands that only they have."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Bot, Message
from telegram.constants import ChatType

from bot.telegram_bot.announcing.beginning import announce
from bot.telegram_bot.announcing.overview import announcements
from bot.telegram_bot.digest import digest
from bot.telegram_bot.edit_choosing import edit
from bot.telegram_bot.edit_typing import cancel
from bot.telegram_bot.fetching import knowledge
from bot.telegram_bot.history import history, undo
from bot.telegram_bot.knowledge_state import status
from bot.telegram_bot.services import Services
from bot.telegram_bot.staff_inbox import inbox


def is_staff(services: Services, message: Message) -> bool:
    """Who is listed by id and writes as themselves: an anonymous administrator could be anybody."""
    person = message.from_user
    return person is not None and message.sender_chat is None and person.id in services.staff


async def on_staff_command(services: Services, message: Message, bot: Bot) -> bool:
    """Do what somebody of staff commands, in private or in their own chat; False for anything else."""
    text = message.text or message.caption or ""
    if not text.startswith("/") or (message.chat.type != ChatType.PRIVATE and message.chat_id != services.staff_chat):
        return False
    name, _, meant = text.split(maxsplit=1)[0][1:].partition("@")
    do = COMMANDS.get(name.casefold()) if message.text else BELOW.get(name.casefold())
    if do is None or not is_staff(services, message) or meant.casefold() not in ("", (bot.username or "").casefold()):
        return False
    await do(services, message)
    return True


BELOW: dict[str, Callable[[Services, Message], Awaitable[None]]] = {"announce": announce}
"""Those that can stand below a picture or a file."""
COMMANDS: dict[str, Callable[[Services, Message], Awaitable[None]]] = {
    "inbox": inbox,
    "announcements": announcements,
    "digest": digest,
    "announce": announce,
    "status": status,
    "knowledge": knowledge,
    "edit": edit,
    "cancel": cancel,
    "history": history,
    "undo": undo,
}
