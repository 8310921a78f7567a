"""The chat of staff: named by a setting, and followed where it becomes a supergroup and gets another id."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.storage import moves
from bot.storage.database import Database

log = logging.getLogger(__name__)


@dataclass(slots=True)
class StaffRoom:
    """Where questions for staff go."""

    chat: int = 0
    """Its id at present; 0 where there is none."""

    async def refresh(self, database: Database) -> None:
        """It may have moved in an earlier life of the bot, or another process may have seen it move."""
        chat = self.chat
        now = await database.run(lambda connection: moves.latest(connection, chat))
        if now != chat:
            self.follow(chat, now)

    async def look(self, bot: Bot) -> None:
        """Tell the operator at the start, rather than a person later, where the chat cannot be reached."""
        if not self.chat:
            return
        try:
            await bot.get_chat(self.chat)
        except (BadRequest, Forbidden) as error:
            log.warning("STAFF_CHAT_ID %s cannot be reached: %s; is the bot in it?", self.chat, error.message)
        except TelegramError as error:
            log.info("whether the staff chat can be reached is not known: %s", error.message)

    def follow(self, old: int, new: int) -> None:
        """A group has another id now; the operator is told where it is this one."""
        if self.chat and self.chat == old:
            self.chat = new
            log.warning("the staff chat %s has become the supergroup %s: set STAFF_CHAT_ID=%s", old, new, new)


async def staff_room(database: Database, chat: int) -> StaffRoom:
    """The chat that the settings name, wherever it is now."""
    room = StaffRoom(chat)
    await room.refresh(database)
    return room
