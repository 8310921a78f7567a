"""Which weekly digests were sent. The row is written before and after, so that a kill in between can be told."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import digests


class State(StrEnum):
    """What is known of a digest."""

    BEGUN = "begun"
    """It was about to be sent; left so by a kill, nobody knows whether it was."""
    SENT = "sent"
    FIRST = "first"
    """None was sent: the bot was set up after that hour."""


_NOTE = Upsert(digests, ["day"], ["state", "changed"])


def note(connection: sa.Connection, day: str, state: State, now: float) -> None:
    """Write down what becomes of the digest that is due on a day: 2026-11-23."""
    _NOTE.run(connection, {"day": day, "state": state, "changed": now})


def find(connection: sa.Connection, day: str) -> State | None:
    """What is known of it; None where it was not begun."""
    found = connection.scalar(sa.select(digests.c.state).where(digests.c.day == day))
    return State(found) if found else None


def begin(connection: sa.Connection, day: str, now: float) -> State | None:
    """What was known of it before it is begun now; one that is sent, or is the first, stays as it is."""
    found = find(connection, day)
    if found is None and connection.scalar(sa.select(digests.c.day).limit(1)) is None:
        found = State.FIRST
        note(connection, day, found, now)
    elif found in (None, State.BEGUN):
        note(connection, day, State.BEGUN, now)
    return found


def drop(connection: sa.Connection, day: str) -> None:
    """It surely was not sent: it is due again."""
    connection.execute(sa.delete(digests).where(digests.c.day == day))
