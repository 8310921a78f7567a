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
    """The week before the first digest: the bot was set up after its hour."""


_NOTE = Upsert(digests, ["week"], ["state", "changed"])


def note(connection: sa.Connection, week: str, state: State, now: float) -> None:
    """Write down what becomes of the digest of a week: 2026-W47."""
    _NOTE.run(connection, {"week": week, "state": state, "changed": now})


def find(connection: sa.Connection, week: str) -> State | None:
    """What is known of it; None where it was not begun."""
    found = connection.scalar(sa.select(digests.c.state).where(digests.c.week == week))
    return State(found) if found else None


def are_any(connection: sa.Connection) -> bool:
    """Whether there is a row at all."""
    return connection.scalar(sa.select(digests.c.week).limit(1)) is not None


def drop(connection: sa.Connection, week: str) -> None:
    """It surely was not sent: it is due again."""
    connection.execute(sa.delete(digests).where(digests.c.week == week))
