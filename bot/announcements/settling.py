"""What becomes of deliveries other than by a call: after a kill, when a group moves, and where staff have to say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from bot.announcements.rounds import Key
from bot.announcements.states import OPEN, Kind, Reason, Stage, State
from bot.storage.tables import deliveries, rounds

_d, _r = deliveries.c, rounds.c
_ROW = (_d.announcement == sa.bindparam("a")) & (_d.round == sa.bindparam("n")) & (_d.chat == sa.bindparam("c"))


def recover(connection: sa.Connection, now: float) -> int:
    """After a kill: what was under way may have been carried out. How many of these are uncertain now.

    What can be done twice without harm is simply planned again.
    """
    repeatable = sa.select(_r.round).where(
        _r.announcement == _d.announcement, _r.round == _d.round, _r.kind != Kind.SEND
    )
    under_way = sa.update(deliveries).where(_d.state == State.SENDING)
    connection.execute(under_way.where(repeatable.exists()).values(state=State.PLANNED, changed=now))
    lost = under_way.values(state=State.UNCERTAIN, reason=Reason.KILLED, changed=now, sent=now)
    return connection.execute(lost).rowcount


def follow(connection: sa.Connection, old: int, new: int, now: float) -> None:
    """A group has another id: what is still to be sent there goes to the new one; what was sent cannot be reached."""
    here = (_d.chat == old) & _d.state.in_(OPEN)
    for row in connection.execute(sa.select(_d.announcement, _d.round).where(here)).all():
        at = {"a": row[0], "n": row[1], "c": old}
        there = connection.scalar(sa.select(_d.chat).where(_ROW), at | {"c": new})
        changed: dict[str, Any] = {"changed": now}
        if row[1]:
            changed |= {"state": State.FAILED, "reason": Reason.MOVED}
        elif there is not None:
            changed |= {"state": State.SKIPPED, "reason": Reason.TWICE}
        else:
            changed |= {"state": State.PLANNED, "reason": "", "chat": new, "kind": "supergroup", "topic": None}
        connection.execute(sa.update(deliveries).where(_ROW).values(changed), at)


def settle(connection: sa.Connection, key: Key, chats: Iterable[int], *, again: bool, now: float) -> list[int]:
    """What staff say of uncertain deliveries: send them again, or count them as sent. Those of which they may."""
    done = []
    for chat in chats:
        at = {"a": key[0], "n": key[1], "c": chat}
        to = {"state": State.PLANNED, "reason": "", "not_before": 0.0, "sent": None}
        if not again:
            to = {"state": State.SENT, "reason": Reason.COUNTED}
        doubtful = sa.update(deliveries).where(_ROW, _d.state == State.UNCERTAIN)
        if connection.execute(doubtful.values({**to, "changed": now}), at).rowcount == 1:
            done.append(chat)
    if done and again:
        over = (_r.announcement == key[0]) & (_r.round == key[1]) & (_r.stage == Stage.FINISHED)
        values = {
            "stage": Stage.RUNNING,
            "finished": None,
            "alive": now,
            "expires": _r.expires - _r.due + now,
            "due": now,
        }
        connection.execute(sa.update(rounds).where(over).values(values))
    return done
