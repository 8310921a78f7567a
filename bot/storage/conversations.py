"""The threads of conversations, as text that the edge reads and writes."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import conversations

_SAVE = Upsert(conversations, ["chat", "person"], ["thread", "changed"])
_LOAD = sa.select(conversations.c.thread).where(
    conversations.c.chat == sa.bindparam("chat"),
    conversations.c.person == sa.bindparam("person"),
    conversations.c.changed >= sa.bindparam("since"),
)


def load(connection: sa.Connection, chat: int, person: int, since: float) -> str | None:
    """The thread, unless it is older: a question of next week stands for itself."""
    found: str | None = connection.scalar(_LOAD, {"chat": chat, "person": person, "since": since})
    return found


def save(connection: sa.Connection, chat: int, person: int, thread: str, now: float) -> None:
    """Remember the thread."""
    _SAVE.run(connection, {"chat": chat, "person": person, "thread": thread, "changed": now})


def forget(connection: sa.Connection, chat: int, person: int) -> None:
    """Begin anew."""
    wanted = (conversations.c.chat == chat) & (conversations.c.person == person)
    connection.execute(sa.delete(conversations).where(wanted))
