"""What a chat had before it stopped everything at once, so that one press brings exactly that back."""

from __future__ import annotations

import json

import sqlalchemy as sa

from bot.storage import reminders, subscriptions
from bot.storage.database import Upsert
from bot.storage.tables import departures

_SAVE = Upsert(departures, ["chat"], ["programs", "reminders", "left"])


def leave(connection: sa.Connection, chat: int, now: float) -> None:
    """No more announcements and reminders. Twice is once: what there was before the first time can come back."""
    programs, reminded = subscriptions.of(connection, chat), reminders.of(connection, chat)
    if not programs and not reminded:
        return
    held = {"programs": json.dumps(sorted(programs)), "reminders": json.dumps(sorted(reminded))}
    _SAVE.run(connection, {"chat": chat, **held, "left": now})
    subscriptions.clear(connection, chat)
    reminders.clear(connection, chat)


def can_return(connection: sa.Connection, chat: int) -> bool:
    """Whether there is something to bring back."""
    return connection.scalar(sa.select(departures.c.chat).where(departures.c.chat == chat)) is not None


def come_back(connection: sa.Connection, chat: int, now: float) -> bool:
    """As it was before; False where nothing can be brought back (any more)."""
    c = departures.c
    held = connection.execute(sa.select(c.programs, c.reminders).where(c.chat == chat)).first()
    if held is None:
        return False
    for program in json.loads(held.programs):
        subscriptions.add(connection, chat, program, now)
    for program in json.loads(held.reminders):
        reminders.add(connection, chat, program, now)
    forget(connection, chat)
    return True


def forget(connection: sa.Connection, chat: int) -> None:
    """The chat has chosen anew, so what it had before must not come back on top of that."""
    connection.execute(sa.delete(departures).where(departures.c.chat == chat))
