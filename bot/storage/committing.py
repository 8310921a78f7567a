"""A COMMIT that is sent and not answered: PostgreSQL is asked what became of it.

To do the work anew would not be the same: an update that is stored already is not new the second time, and a choice
that is taken twice is taken back.
"""

from __future__ import annotations

import threading
from typing import Final

import sqlalchemy as sa

UNDECIDED: Final = "in progress"
"""In the words of PostgreSQL."""
AGAIN: Final = 0.2
"""Seconds between two questions."""


def commit(transaction: sa.RootTransaction, closing: threading.Event) -> None:
    """Commit; an error only where that surely did not happen, or cannot be found out before the end."""
    connection = transaction.connection
    number = _number(connection)
    try:
        transaction.commit()
    except sa.exc.OperationalError:
        if number is None or not _was_committed(connection.engine, number, closing):
            raise


def _number(connection: sa.Connection) -> int | None:
    """By which PostgreSQL knows a transaction that writes; None for one that only reads, and for SQLite."""
    if connection.dialect.name != "postgresql":
        return None
    found: int | None = connection.scalar(sa.text("SELECT txid_current_if_assigned()"))
    return found


def _was_committed(engine: sa.Engine, number: int, closing: threading.Event) -> bool:
    """Whether the server has carried it out, once it answers again."""
    while not closing.is_set():
        try:
            with engine.connect() as connection:
                state = connection.scalar(sa.text("SELECT txid_status(:number)"), {"number": number})
        except sa.exc.OperationalError:
            state = UNDECIDED
        if state != UNDECIDED:
            return bool(state == "committed")
        closing.wait(AGAIN)
    return False
