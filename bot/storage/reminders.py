"""Of which programmes a person wants to be reminded: when applications open, before they close, when it starts."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import reminders

_ADD = Upsert(reminders, ["chat", "program"])


def add(connection: sa.Connection, chat: int, program: str, now: float) -> None:
    """Remind of it; twice is once."""
    _ADD.run(connection, {"chat": chat, "program": program, "since": now})


def remove(connection: sa.Connection, chat: int, program: str) -> None:
    """Remind of it no longer; twice is once."""
    wanted = (reminders.c.chat == chat) & (reminders.c.program == program)
    connection.execute(sa.delete(reminders).where(wanted))


def clear(connection: sa.Connection, chat: int) -> None:
    """No more reminders."""
    connection.execute(sa.delete(reminders).where(reminders.c.chat == chat))


def of(connection: sa.Connection, chat: int) -> frozenset[str]:
    """The programmes of which a person is reminded."""
    return frozenset(connection.scalars(sa.select(reminders.c.program).where(reminders.c.chat == chat)))


def who(connection: sa.Connection, program: str) -> list[int]:
    """The chats that are reminded of a programme, in order."""
    c = reminders.c
    return list(connection.scalars(sa.select(c.chat).where(c.program == program).order_by(c.chat)))
