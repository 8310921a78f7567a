"""Which chat wants to hear of which programme; an empty programme stands for all."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import subscriptions

ALL = ""
_ADD = Upsert(subscriptions, ["chat", "program"])


def add(connection: sa.Connection, chat: int, program: str, now: float) -> None:
    """Subscribe; twice is once."""
    _ADD.run(connection, {"chat": chat, "program": program, "since": now})


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
