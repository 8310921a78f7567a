"""Recording: what became of a call, and what that brings with it for the same chat."""

from __future__ import annotations

import json

import sqlalchemy as sa

from bot.announcements.ledger import LATER, ROW, Claimed
from bot.announcements.outcomes import Decision, Outcome
from bot.announcements.rounds import reopen, unshow
from bot.announcements.states import Kind, Reason, Stage, State
from bot.storage.tables import deliveries, rounds

_d, _r = deliveries.c, rounds.c
_RECORD = (
    sa.update(deliveries)
    .where(
        ROW,
        _d.state == sa.bindparam("from"),
        _d.owner == sa.bindparam("by"),
        _d.attempts == sa.bindparam("try"),
    )
    .values(
        state=sa.bindparam("to"),
        reason=sa.bindparam("why"),
        told=sa.bindparam("words"),
        not_before=sa.bindparam("until"),
        changed=sa.bindparam("now"),
        sent=sa.bindparam("at"),
        messages=sa.bindparam("ids"),
        topic=sa.bindparam("there"),
    )
)
_STAGE = sa.select(_r.stage).where(_r.announcement == sa.bindparam("a"), _r.round == sa.bindparam("n"))


def record(connection: sa.Connection, claimed: Claimed, outcome: Outcome, decision: Decision, now: float) -> bool:
    """Write down what became of a call; False where the row is not this process's any more.

    What was taken for uncertain meanwhile, by a process that took over, is certain now after all.
    """
    sent = decision.state is State.SENT
    to, why = decision.state, decision.reason
    at = {"a": claimed.key[0], "n": claimed.key[1]}
    if to is State.PLANNED and connection.scalar(_STAGE, at) == Stage.CANCELLED:
        to, why = State.SKIPPED, Reason.CANCELLED
    values = {
        "a": claimed.key[0],
        "n": claimed.key[1],
        "c": claimed.chat,
        "by": claimed.owner,
        "try": claimed.attempt,
        "from": State.SENDING,
        "to": to,
        "why": why or "",
        "words": decision.told[:300],
        "until": now + decision.wait if decision.wait else 0.0,
        "now": now,
        "at": now if sent or decision.state is State.UNCERTAIN else None,
        "ids": json.dumps(outcome.messages),
        "there": None if decision.into_general else claimed.topic,
    }
    if connection.execute(_RECORD, values).rowcount != 1:
        if not sent or connection.execute(_RECORD, {**values, "from": State.UNCERTAIN}).rowcount != 1:
            return False
        unshow(connection, claimed.key[0])
    if sent and not claimed.key[1] and outcome.messages:
        _follow_up(connection, claimed, now)
    return True


def _follow_up(connection: sa.Connection, claimed: Claimed, now: float) -> None:
    """What was decided for all who got it is due here too: to pin it, to correct the text that it went out with, to
    take it back."""
    rows = connection.execute(LATER, {"a": claimed.key[0], "n": 0})
    later = [(number, Kind(kind), Stage(stage)) for number, kind, stage in rows]
    newest = max((number for number, kind, _ in later if kind is Kind.EDIT), default=0)
    recalled = any(kind is Kind.RECALL for _, kind, _ in later)
    for number, kind, stage in later:
        if stage is Stage.CANCELLED or (recalled and kind is not Kind.RECALL):
            continue
        if kind is Kind.EDIT and (number != newest or number <= claimed.text):
            continue
        _add(connection, claimed, number, now)


def _add(connection: sa.Connection, claimed: Claimed, number: int, now: float) -> None:
    first = sa.select(_d.kind, _d.position, _d.language, _d.topic).where(ROW)
    at = {"a": claimed.key[0], "n": 0, "c": claimed.chat}
    row = connection.execute(first, at).mappings().one()
    there = {"a": claimed.key[0], "n": number, "c": claimed.chat}
    if connection.scalar(sa.select(_d.chat).where(ROW), there) is not None:
        return
    values = dict(row) | {"announcement": claimed.key[0], "round": number, "chat": claimed.chat}
    connection.execute(sa.insert(deliveries).values(**values, state=State.PLANNED, changed=now))
    reopen(connection, (claimed.key[0], number), now)
