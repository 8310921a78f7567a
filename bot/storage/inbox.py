"""Updates from the moment they are received until they are done.

    waiting ──handled──> done
       └────cannot be handled───> set aside

An update is stored before Telegram is told that it was received, and it is done only when all that it called for is
sent. So a kill loses none; the one that was in flight in a chat may be answered twice. Several processes may store
updates; the one that leads handles them (leading.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import updates


class State(StrEnum):
    """What has become of an update."""

    WAITING = "waiting"
    DONE = "done"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class Received:
    """One update as Telegram sent it."""

    update_id: int
    lane: int
    received: float
    body: str


NOBODY = ""
"""The owner of what no process handles yet."""
_STORE = Upsert(updates, ["update_id"])


def store(connection: sa.Connection, received: Sequence[Received]) -> None:
    """Keep those updates that are new, for whoever leads."""
    if received:
        rows: list[dict[str, object]] = [
            {"update_id": r.update_id, "lane": r.lane, "received": r.received, "body": r.body} for r in received
        ]
        _STORE.run(connection, rows)


def take(connection: sa.Connection, owner: str, most: int) -> list[Received]:
    """The oldest that wait and are not this process's yet, in order; from now on they are.

    Just stored, left by an earlier life of the bot, or stored by a process that stands by.
    """
    taken = connection.execute(_TAKE, {"mine": owner, "most": most}).all()
    return [Received(*row[1:]) for row in sorted(tuple(row) for row in taken)]


_OLDEST = (
    sa.select(updates.c.number)
    .where(updates.c.state == State.WAITING, updates.c.owner != sa.bindparam("mine"))
    .order_by(updates.c.number)
    .limit(sa.bindparam("most"))
)
_TAKE = (
    sa.update(updates)
    .where(updates.c.number.in_(_OLDEST))
    .values(owner=sa.bindparam("mine"))
    .returning(updates.c.number, updates.c.update_id, updates.c.lane, updates.c.received, updates.c.body)
)


def of_lane(connection: sa.Connection, owner: str, lane: int, most: int) -> list[Received]:
    """The oldest updates of a lane that wait for this process."""
    found = connection.execute(
        sa.select(updates.c.update_id, updates.c.lane, updates.c.received, updates.c.body)
        .where(updates.c.state == State.WAITING, updates.c.lane == lane, updates.c.owner == owner)
        .order_by(updates.c.number)
        .limit(most)
    )
    return [Received(*row) for row in found]


def done(connection: sa.Connection, update_id: int, now: float) -> None:
    """The update has been dealt with; its text and whose it was are forgotten, its id is remembered."""
    values = {"wanted": update_id, "to": State.DONE, "why": "", "at": now, "left": "", "whose": 0}
    connection.execute(_FINISH, values)


def set_aside(connection: sa.Connection, update_id: int, reason: str, now: float) -> None:
    """The update cannot be handled; it is kept for staff to look at."""
    row = connection.execute(sa.select(updates.c.body, updates.c.lane).where(updates.c.update_id == update_id)).one()
    values = {"wanted": update_id, "to": State.SET_ASIDE, "why": reason, "at": now, "left": row[0], "whose": row[1]}
    connection.execute(_FINISH, values)


_FINISH = (
    sa.update(updates)
    .where(updates.c.update_id == sa.bindparam("wanted"))
    .values(
        state=sa.bindparam("to"),
        reason=sa.bindparam("why"),
        finished=sa.bindparam("at"),
        body=sa.bindparam("left"),
        lane=sa.bindparam("whose"),
    )
)


def counts(connection: sa.Connection) -> dict[str, int]:
    """How many updates wait, and how many could not be handled. Those that are done are too many to be counted."""
    unfinished = updates.c.state.in_([State.WAITING, State.SET_ASIDE])
    found = connection.execute(sa.select(updates.c.state, sa.func.count()).where(unfinished).group_by(updates.c.state))
    return {state: 0 for state in (State.WAITING, State.SET_ASIDE)} | {state: number for state, number in found}
