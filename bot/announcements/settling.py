"""What becomes of deliveries other than by a call: after a kill, when a group moves, and where staff have to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa

from bot.announcements.rounds import Key, is_recalled, reopen, unshow
from bot.announcements.states import Kind, Reason, Stage, State
from bot.storage.tables import announcements, deliveries, rounds

_d, _r = deliveries.c, rounds.c
_ROW = (_d.announcement == sa.bindparam("a")) & (_d.round == sa.bindparam("n")) & (_d.chat == sa.bindparam("c"))
THERE: Final = (State.SENDING, State.SENT, State.UNCERTAIN)
"""The chat has the message, or may have it."""
CURABLE: Final = (Reason.REFUSED, Reason.NO_RIGHTS, Reason.NO_TOPIC, Reason.EXPIRED)
"""Why a delivery failed, where another attempt can go better."""


def recover(connection: sa.Connection, now: float, place: tuple[Key, int] | None = None) -> int:
    """After a kill: what was under way may have been carried out. How many of these are uncertain now.

    What can be done twice without harm is simply planned again. With a ``place``, a round and a chat, that one alone:
    what became of its call could not be written down.
    """
    repeatable = sa.select(_r.round).where(
        _r.announcement == _d.announcement, _r.round == _d.round, _r.kind != Kind.SEND
    )
    under_way = sa.update(deliveries).where(_d.state == State.SENDING)
    if place is not None:
        (announcement, made), chat = place
        under_way = under_way.where(_d.announcement == announcement, _d.round == made, _d.chat == chat)
    connection.execute(under_way.where(repeatable.exists()).values(state=State.PLANNED, changed=now))
    over = sa.select(_r.round).where(
        _r.announcement == _d.announcement, _r.round == _d.round, _r.stage == Stage.CANCELLED
    )
    given_up = sa.update(deliveries).where(_d.state == State.PLANNED, over.exists())
    connection.execute(given_up.values(state=State.SKIPPED, reason=Reason.CANCELLED, changed=now))
    lost = under_way.values(state=State.UNCERTAIN, reason=Reason.KILLED, changed=now, sent=now)
    return connection.execute(lost).rowcount


def follow(connection: sa.Connection, old: int, new: int, now: float) -> None:
    """A group has another id: what is still to be sent there goes to the new one; what was sent cannot be reached.

    A call that is under way to the old one may still arrive: what becomes of it is known when it ends.
    """
    if new in (0, old):
        return
    known = sa.select(_d.announcement, _d.round, _d.state).where(_d.chat == old)
    for number, made, state in connection.execute(known.where(_d.state.in_((State.PLANNED, *THERE)))).all():
        at = {"a": number, "n": made, "c": old}
        if state == State.PLANNED:
            connection.execute(sa.update(deliveries).where(_ROW).values(_moved(connection, at, new, now)), at)
        elif not made:
            twice = {"state": State.SKIPPED, "reason": Reason.TWICE, "changed": now}
            waiting = sa.update(deliveries).where(_ROW, _d.state == State.PLANNED)
            connection.execute(waiting.values(twice), at | {"c": new})
    for table in (rounds, announcements):  # where staff see how it goes
        connection.execute(sa.update(table).where(table.c.chat == old).values(chat=new, message=None))


def _moved(connection: sa.Connection, at: dict[str, int], new: int, now: float) -> dict[str, Any]:
    """What becomes of a delivery that waits."""
    if at["n"]:
        return {"changed": now, "state": State.FAILED, "reason": Reason.MOVED}
    there = connection.execute(sa.select(_d.state, _d.reason).where(_ROW), at | {"c": new}).first()
    if there is not None and there.reason != Reason.TWICE:
        return {"changed": now, "state": State.SKIPPED, "reason": Reason.TWICE}
    if there is not None:  # that was for the sake of this one
        connection.execute(sa.delete(deliveries).where(_ROW), at | {"c": new})
    return {"changed": now, "reason": "", "chat": new, "kind": "supergroup", "topic": None}


def settle(connection: sa.Connection, key: Key, doubts: Mapping[int, int], *, again: bool, now: float) -> list[int]:
    """What staff say of uncertain deliveries: send them again, or count them as sent. Those of which they may.

    ``doubts`` has the chats with the attempt that staff were shown, so that a word on one attempt is none on the next.
    Nothing is sent again that was taken back.
    """
    if again and is_recalled(connection, key[0]):
        return []
    to: dict[str, Any] = {"state": State.SENT, "reason": Reason.COUNTED, "changed": now}
    if again:
        to = {"state": State.PLANNED, "reason": "", "not_before": 0.0, "sent": None, "changed": now}
    doubtful = sa.update(deliveries).where(_ROW, _d.state == State.UNCERTAIN, _d.attempts == sa.bindparam("try"))
    done = []
    for chat, attempt in doubts.items():
        at = {"a": key[0], "n": key[1], "c": chat, "try": attempt}
        if connection.execute(doubtful.values(to), at).rowcount == 1:
            done.append(chat)
    if done:
        unshow(connection, key[0])
    if done and again:
        reopen(connection, key, now)
    return done


def retry(connection: sa.Connection, key: Key, now: float) -> int:
    """Try again, by the word of staff, what surely was not carried out; how many chats that concerns."""
    if is_recalled(connection, key[0]):
        return 0
    again = {"state": State.PLANNED, "reason": "", "not_before": 0.0, "changed": now}
    failed = (_d.announcement == key[0]) & (_d.round == key[1]) & (_d.state == State.FAILED) & _d.reason.in_(CURABLE)
    count = connection.execute(sa.update(deliveries).where(failed).values(again)).rowcount
    if count:
        reopen(connection, key, now)
    return count
