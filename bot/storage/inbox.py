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


_STORE = Upsert(updates, ["update_id"])
_KNOWN = sa.select(updates.c.update_id).where(updates.c.update_id.in_(sa.bindparam("ids", expanding=True)))


def store(connection: sa.Connection, received: Sequence[Received], owner: str) -> set[int]:
    """Keep the updates; the ids of those that are new. ``owner`` is who handles them, empty where nobody does yet."""
    if not received:
        return set()
    rows: list[dict[str, object]] = [
        {"update_id": r.update_id, "lane": r.lane, "received": r.received, "body": r.body, "owner": owner}
        for r in received
    ]
    known = set(connection.scalars(_KNOWN, {"ids": [row["update_id"] for row in rows]}))
    fresh = {int(str(row["update_id"])): row for row in rows if row["update_id"] not in known}
    if fresh:
        _STORE.run(connection, list(fresh.values()))
    return set(fresh)


def take(connection: sa.Connection, owner: str) -> list[Received]:
    """What waits and is not this process's yet, in order; from now on it is.

    Left by an earlier life of the bot, or stored by a process that stands by.
    """
    taken = connection.execute(_TAKE, {"mine": owner}).all()
    return [Received(*row[1:]) for row in sorted(tuple(row) for row in taken)]


_TAKE = (
    sa.update(updates)
    .where(updates.c.state == State.WAITING, updates.c.owner != sa.bindparam("mine"))
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
    """How many updates are in each state."""
    found = connection.execute(sa.select(updates.c.state, sa.func.count()).group_by(updates.c.state))
    return {state: number for state, number in found}
