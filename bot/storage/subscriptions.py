"""Which chat wants to hear of which programme; an empty programme stands for all."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import insert
from bot.storage.tables import subscriptions

ALL = ""


def add(connection: sa.Connection, chat: int, program: str, now: float) -> None:
    """Subscribe; twice is once."""
    statement = insert(connection, subscriptions).values(chat=chat, program=program, since=now)
    connection.execute(statement.on_conflict_do_nothing())


def toggle(connection: sa.Connection, chat: int, program: str, now: float) -> None:
    """Subscribe where it is not, and no longer where it is."""
    wanted = (subscriptions.c.chat == chat) & (subscriptions.c.program == program)
    if connection.execute(sa.delete(subscriptions).where(wanted)).rowcount == 0:
        add(connection, chat, program, now)


def clear(connection: sa.Connection, chat: int) -> None:
    """No more announcements."""
    connection.execute(sa.delete(subscriptions).where(subscriptions.c.chat == chat))


def of(connection: sa.Connection, chat: int) -> frozenset[str]:
    """What the chat subscribes to."""
    return frozenset(connection.scalars(sa.select(subscriptions.c.program).where(subscriptions.c.chat == chat)))
