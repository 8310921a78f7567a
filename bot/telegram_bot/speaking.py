"""In which language somebody is spoken to where no question tells it: what they set, what was spoken, Telegram's."""

from __future__ import annotations

from bot.storage import chats, conversations
from bot.storage.database import Connection
from bot.telegram_bot import memory
from bot.telegram_bot.services import Services

REMEMBERED = 7 * 24 * 3600.0
"""Seconds for which the language of a conversation is kept to; its thread ends sooner."""
ALONE = 0
"""Stands for the person in a private chat's conversation."""


async def language_in(services: Services, chat: int, client: str | None = None, person: int = ALONE) -> str:
    """The language for a chat; ``client`` is the code that the person's Telegram tells, if it tells one."""
    since = services.now() - REMEMBERED

    def read(connection: Connection) -> tuple[str, str | None]:
        return chats.language(connection, chat), conversations.load(connection, chat, person, since)

    chosen, thread = await services.database.run(read)
    return services.language(chosen, memory.loads(thread).language, client)
