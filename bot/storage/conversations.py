"""The threads of conversations, as text that the edge reads and writes."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import insert
from bot.storage.tables import conversations


def load(connection: sa.Connection, chat: int, person: int, since: float) -> str | None:
    """The thread, unless it is older: a question of next week stands for itself."""
    wanted = (conversations.c.chat == chat) & (conversations.c.person == person) & (conversations.c.changed >= since)
    return connection.scalar(sa.select(conversations.c.thread).where(wanted))


def save(connection: sa.Connection, chat: int, person: int, thread: str, now: float) -> None:
    """Remember the thread."""
    statement = insert(connection, conversations).values(chat=chat, person=person, thread=thread, changed=now)
    keys = ["chat", "person"]
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_={"thread": thread, "changed": now}))


def forget(connection: sa.Connection, chat: int, person: int) -> None:
    """Begin anew."""
    wanted = (conversations.c.chat == chat) & (conversations.c.person == person)
    connection.execute(sa.delete(conversations).where(wanted))
