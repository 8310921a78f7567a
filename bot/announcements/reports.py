"""What has become of a round: how many chats of each sort, how far it is, and each chat for a table."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from bot.announcements import rounds
from bot.announcements.announcement import Reaches
from bot.announcements.audiences import titles
from bot.announcements.rounds import Key, Round
from bot.announcements.settling import CURABLE
from bot.announcements.states import OPEN, OVER, Kind, Reason, State
from bot.storage import counts, moves
from bot.storage.tables import deliveries

Sort = TypeVar("Sort")
_d = deliveries.c
LATELY: Final = 20.0
"""Seconds over which it is measured how fast deliveries go."""
HELD: Final = 60.0
"""Seconds from which on a delivery is told of as one that waits."""


@dataclass(frozen=True, slots=True)
class Count:
    """Chats of one sort."""

    state: State
    reason: Reason | None
    language: str
    reaches: Reaches
    chats: int


@dataclass(frozen=True, slots=True)
class Tally:
    """All chats of a round."""

    counts: tuple[Count, ...] = ()
    forgotten: int = 0
    """People who wanted to be forgotten since: what became of theirs is not known any more."""

    @property
    def total(self) -> int:
        return sum(one.chats for one in self.counts) + self.forgotten

    @property
    def done(self) -> int:
        """Chats that have been dealt with."""
        return self.total - self.of(*OPEN)

    @property
    def curable(self) -> int:
        """Chats where another attempt can go better."""
        return sum(one.chats for one in self.counts if one.state is State.FAILED and one.reason in CURABLE)

    def of(self, *states: State, reason: Reason | None = None) -> int:
        """Chats in some states; of these, where a reason is given, those that are there for it."""
        return sum(one.chats for one in self.counts if one.state in states and reason in (None, one.reason))

    def reasons(self, state: State) -> list[tuple[Reason | None, int]]:
        """Why chats are in a state, the commonest reason first."""
        return _commonest((one.reason, one.chats) for one in self.counts if one.state is state)

    def languages(self, state: State = State.SENT) -> list[tuple[str, int]]:
        """The languages of the chats in a state, the commonest first."""
        return _commonest((one.language, one.chats) for one in self.counts if one.state is state)

    def kinds(self, state: State = State.SENT) -> list[tuple[Reaches, int]]:
        """The kinds of the chats in a state, the commonest first."""
        return _commonest((one.reaches, one.chats) for one in self.counts if one.state is state)


def _commonest(sorts: Iterable[tuple[Sort, int]]) -> list[tuple[Sort, int]]:
    found: Counter[Sort] = Counter()
    for sort, chats in sorts:
        found[sort] += chats
    return sorted(found.items(), key=lambda each: (-each[1], str(each[0])))


def tally(connection: sa.Connection, one: Round) -> Tally:
    """Of one round, those deliveries included that are not kept any more."""
    found = counts.of_round(connection, *one.key)
    return Tally(
        tuple(
            Count(State(each.state), Reason(each.reason) if each.reason else None, each.language, kind, each.chats)
            for each in found
            for kind in (Reaches.of(each.kind),)
        ),
        one.forgotten,
    )


@dataclass(frozen=True, slots=True)
class Pending:
    """What is still to go."""

    held: int = 0
    """Chats whose turn is to come later: quiet hours, or Telegram wants it so."""
    until: float = 0.0
    """When the last of these may get it, in seconds since 1970."""
    per_second: float = 0.0
    """How many chats were dealt with lately."""


def pending(connection: sa.Connection, key: Key, now: float) -> Pending:
    """How it stands with what is still to go."""
    here = (_d.announcement == key[0]) & (_d.round == key[1])
    waits = here & (_d.state == State.PLANNED) & (_d.not_before > now + HELD)
    held, until = connection.execute(sa.select(sa.func.count(), sa.func.max(_d.not_before)).where(waits)).one()
    lately = here & _d.state.not_in(OPEN) & (_d.changed > now - LATELY)
    recent = connection.scalar(sa.select(sa.func.count()).where(lately)) or 0
    return Pending(held, until or 0.0, recent / LATELY)


@dataclass(frozen=True, slots=True)
class View:
    """One round as staff see it."""

    one: Round
    tally: Tally
    pending: Pending
    first: Tally
    """Of the sending, which a correction or a recall is about."""
    pinned: Tally | None = None
    edited: int = 0
    """Messages that were too old to be deleted, of those that were taken back."""
    recalled: bool = False
    final: bool = False
    """Whether nothing more becomes of it by itself."""


def view(connection: sa.Connection, one: Round, now: float) -> View:
    """Everything that is told of a round."""
    others = rounds.all_of(connection, one.announcement)
    pins = [each for each in others if each.kind is Kind.PIN] if one.kind is Kind.SEND else []
    found = tally(connection, one)
    waits = pending(connection, one.key, now) if found.of(State.PLANNED) else Pending()
    first = found if not one.round else tally(connection, others[0])
    return View(
        one,
        found,
        waits,
        first,
        tally(connection, pins[0]) if pins else None,
        _still_there(connection, one.key) if one.kind is Kind.RECALL else 0,
        any(each.kind is Kind.RECALL for each in others),
        all(each.stage in OVER for each in (one, *pins)),
    )


def _still_there(connection: sa.Connection, key: Key) -> int:
    here = (_d.announcement == key[0]) & (_d.round == key[1]) & (_d.state == State.SENT) & (_d.messages != "[]")
    return connection.scalar(sa.select(sa.func.count()).where(here)) or 0


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one chat."""

    chat: int
    title: str
    """Of a group or a channel; people have none."""
    kind: str
    language: str
    state: State
    reason: Reason | None
    told: str
    """In Telegram's own words."""
    attempts: int
    messages: tuple[int, ...]
    text: int
    """The round whose text it got: 0 is the first text."""
    when: float | None
    """Seconds since 1970."""
    topic: int | None


_COLUMNS = (
    *(_d.chat, _d.kind, _d.language, _d.state, _d.reason, _d.told, _d.attempts, _d.messages, _d.text, _d.topic),
    sa.func.coalesce(_d.sent, sa.func.nullif(_d.changed, 0.0)).label("moment"),
)


def rows(connection: sa.Connection, key: Key) -> list[Row]:
    """Each chat of a round of which that is still kept."""
    return list(_rows(connection, sa.select(*_COLUMNS).where(_d.announcement == key[0], _d.round == key[1])))


def doubts(connection: sa.Connection, key: Key) -> list[Row]:
    """The chats of which nobody knows whether they have it."""
    query = sa.select(*_COLUMNS).where(_d.announcement == key[0], _d.round == key[1])
    return list(_rows(connection, query.where(_d.state == State.UNCERTAIN)))


def _rows(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[Row]:
    found = connection.execute(query.order_by(_d.position, _d.chat)).mappings().all()
    now = moves.latest_of(connection, [row["chat"] for row in found])
    named = titles(connection, [now.get(row["chat"], row["chat"]) for row in found])
    for row in found:
        yield Row(
            chat=row["chat"],
            title=named.get(now.get(row["chat"], row["chat"]), ""),
            kind=row["kind"],
            language=row["language"],
            state=State(row["state"]),
            reason=Reason(row["reason"]) if row["reason"] else None,
            told=row["told"],
            attempts=row["attempts"],
            messages=tuple(json.loads(row["messages"])),
            text=row["text"],
            when=row["moment"],
            topic=row["topic"],
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """Which chats a correction or a recall of an announcement can reach, and which it cannot."""

    young: int = 0
    """They have the message, and it is young enough to be deleted."""
    old: int = 0
    """They have the message, and it can only be edited."""
    coming: int = 0
    """They are still to get it."""
    uncertain: int = 0
    counted: int = 0
    """Staff say that they have it, but which message it is is not known."""
    moved: int = 0
    """They have another id since."""

    @property
    def have(self) -> int:
        return self.young + self.old


def reach(connection: sa.Connection, announcement: int, now: float, deletable: float) -> Reach:
    """Of an announcement; ``deletable``: seconds for which a message can be deleted."""
    first = (_d.announcement == announcement) & (_d.round == 0)
    query = sa.select(_d.chat, _d.state, _d.reason, _d.messages, _d.sent).where(first)
    found = connection.execute(query).all()
    gone = moves.latest_of(connection, [row.chat for row in found])
    sorts: Counter[str] = Counter()
    for row in found:
        if row.state in OPEN:
            sorts["coming"] += 1
        elif row.state == State.UNCERTAIN:
            sorts["uncertain"] += 1
        elif row.state == State.SENT and row.messages == "[]":
            sorts["counted"] += 1
        elif row.state == State.SENT and row.chat in gone:
            sorts["moved"] += 1
        elif row.state == State.SENT:
            sorts["young" if now - (row.sent or 0.0) < deletable else "old"] += 1
    return Reach(**sorts)
