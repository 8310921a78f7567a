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


def remove(connection: sa.Connection, chat: int, program: str) -> None:
    """Subscribe no longer; twice is once."""
    wanted = (subscriptions.c.chat == chat) & (subscriptions.c.program == program)
    connection.execute(sa.delete(subscriptions).where(wanted))


def clear(connection: sa.Connection, chat: int) -> None:
    """No more announcements."""
    connection.execute(sa.delete(subscriptions).where(subscriptions.c.chat == chat))


def of(connection: sa.Connection, chat: int) -> frozenset[str]:
    """What the chat subscribes to."""
    return frozenset(connection.scalars(sa.select(subscriptions.c.program).where(subscriptions.c.chat == chat)))
