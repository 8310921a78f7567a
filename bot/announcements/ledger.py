"""The ledger: one row for each chat of a round, written before each call (claiming) and after it (recording)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from bot.announcements.rounds import Key, Round
from bot.announcements.states import OPEN, Kind, Stage, State
from bot.storage.tables import deliveries, rounds

_d, _r = deliveries.c, rounds.c
CANARY: Final = 0
"""The position of the chat that gets it before all others."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A chat whose turn may come."""

    chat: int
    position: int
    language: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A chat that is being dealt with; written down as such."""

    key: Key
    chat: int
    language: str
    topic: int | None
    attempt: int
    owner: str
    text: int
    """The round whose rendering it is to get."""
    messages: tuple[int, ...] = ()
    """Our messages that are to be changed."""
    sent: float | None = None
    """When they were sent, in seconds since 1970."""
    may_use_general: bool = False


KEY = (_d.announcement == sa.bindparam("a")) & (_d.round == sa.bindparam("n"))
ROW = KEY & (_d.chat == sa.bindparam("c"))
_WAITING = (
    sa.select(_d.chat, _d.position, _d.language)
    .where(KEY, _d.state == State.PLANNED, _d.not_before <= sa.bindparam("now"))
    .order_by(_d.position, _d.chat)
    .limit(sa.bindparam("most"))
)
TEXT = sa.select(sa.func.max(_r.round)).where(_r.announcement == sa.bindparam("a"), _r.kind == Kind.EDIT)
_CANARY = sa.select(_d.chat).where(KEY, _d.position == CANARY, _d.state.in_(OPEN)).limit(1)
LATER = sa.select(_r.round, _r.kind, _r.stage).where(_r.announcement == sa.bindparam("a"), _r.round > sa.bindparam("n"))


def waiting(connection: sa.Connection, key: Key, now: float, most: int) -> list[Waiting]:
    """The chats whose turn may be now, in their order."""
    rows = connection.execute(_WAITING, {"a": key[0], "n": key[1], "now": now, "most": most})
    return [Waiting(*row) for row in rows]


def next_moment(connection: sa.Connection, now: float) -> float | None:
    """When something is due next, in seconds since 1970; None where nothing waits for a moment."""
    later = sa.select(sa.func.min(_d.not_before)).join(
        rounds, (_r.announcement == _d.announcement) & (_r.round == _d.round)
    )
    held = later.where(_r.stage == Stage.RUNNING, _d.state == State.PLANNED, _d.not_before > now)
    planned = sa.select(sa.func.min(_r.due)).where(_r.stage == Stage.SCHEDULED)
    found = [one for one in (connection.scalar(held), connection.scalar(planned)) if one is not None]
    return min(found, default=None)


def canary_is_open(connection: sa.Connection, key: Key) -> bool:
    """Whether the chat that gets it first has not been dealt with yet."""
    return connection.scalar(_CANARY, {"a": key[0], "n": key[1]}) is not None


def proven(connection: sa.Connection, one: Round) -> set[str]:
    """The languages whose present text Telegram has taken in some chat of the round."""
    at = {"a": one.announcement, "n": one.round}
    text = 0 if one.kind is not Kind.SEND else connection.scalar(TEXT, at) or 0
    query = sa.select(_d.language).distinct().where(KEY, _d.state == State.SENT)
    return set(connection.scalars(query.where(_d.text == text) if one.kind is Kind.SEND else query, at))
