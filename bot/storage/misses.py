"""Questions that staff should see: no answer, a suggestion that nobody took, an answer that did not help."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import sqlalchemy as sa

from bot.storage.tables import chats, questions

PATIENCE: Final = 3600.0
"""Seconds in which a suggestion may still be taken."""
NOTHING: Final = "chatter"
"""The outcome of a greeting and the like: nothing was asked."""
MOST: Final = 5_000
"""Misses that are looked at, the latest."""
FROM_ONE: Final = 50
"""Of one person, the latest: who writes nonsense all day does not push the others out."""
AT_ONCE: Final = 500
"""Numbers that one statement names; SQLite takes some thousands."""


class Handled(StrEnum):
    """What staff made of a question."""

    ATTACHED = "attached"
    """It is a phrasing of an entry now."""
    ANSWERED = "answered"
    """The person got an answer of staff."""
    IGNORED = "ignored"


class Why(StrEnum):
    """What was wrong with the reply; the later ones count where several hold."""

    UNKNOWN = "unknown"
    NOT_TAKEN = "not-taken"
    """Something was suggested, and nobody asked it within PATIENCE, or the person said that it was not meant."""
    NOT_HELPFUL = "not-helpful"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was kept, with what became of it."""

    number: int
    who: str
    text: str
    language: str
    outcome: str
    entry: str
    verdict: str
    asked: float
    offered: tuple[str, ...]
    gist: str
    chosen: bool
    taken: bool
    handled: str

    def why(self, now: float) -> Why | None:
        """Why it is a miss; None where it is none, or not yet."""
        if self.verdict == "not-helpful":
            return Why.NOT_HELPFUL
        if self.outcome == "unknown":
            return Why.UNKNOWN
        if self.outcome != "suggest" or self.taken:
            return None
        over = self.verdict in ("none-of-these", "forwarded") or self.asked < now - PATIENCE
        return Why.NOT_TAKEN if over else None


_COLUMNS: Final = (
    *(questions.c[name] for name in ("number", "who", "text", "language", "outcome", "entry", "verdict", "asked")),
    *(questions.c[name] for name in ("offered", "gist", "chosen", "taken", "handled")),
)
TYPED: Final = (questions.c.text != "") & (questions.c.outcome != NOTHING) & questions.c.chosen.is_(sa.false())
"""Words that are the person's own, and ask something."""


def missed(connection: sa.Connection, now: float) -> list[tuple[Asked, Why]]:
    """What was missed and is not handled, at most MOST, of one person at most FROM_ONE; the latest first."""
    return _missed(connection, questions.c.handled == "", now)


def missed_between(connection: sa.Connection, since: float, until: float, now: float) -> list[tuple[Asked, Why]]:
    """Likewise what was missed in a time, whatever staff made of it, unless they ignored it."""
    then = (questions.c.asked >= since) & (questions.c.asked < until)
    return _missed(connection, then & (questions.c.handled != Handled.IGNORED), now)


def unhandled(connection: sa.Connection, numbers: Sequence[int]) -> list[Asked]:
    """Those of some questions that are still kept, and of which nothing was made."""
    found: list[Asked] = []
    for at in range(0, len(numbers), AT_ONCE):
        wanted = questions.c.number.in_(numbers[at : at + AT_ONCE]) & (questions.c.handled == "")
        found += _select(connection, wanted)
    return found


def _missed(connection: sa.Connection, wanted: sa.ColumnElement[bool], now: float) -> list[tuple[Asked, Why]]:
    bad = questions.c.outcome.in_(("unknown", "suggest")) | (questions.c.verdict == "not-helpful")
    latest = (questions.c.asked.desc(), questions.c.number)
    place = sa.func.row_number().over(partition_by=questions.c.who, order_by=latest)
    each = sa.select(questions.c.number, place.label("place")).where(TYPED & bad & wanted).subquery()
    numbers = sa.select(each.c.number).where(each.c.place <= FROM_ONE)
    found = _select(connection, questions.c.number.in_(numbers), MOST)
    return [(one, why) for one in found if (why := one.why(now)) is not None]


def _select(connection: sa.Connection, wanted: sa.ColumnElement[bool], most: int | None = None) -> Iterator[Asked]:
    query = sa.select(*_COLUMNS).where(wanted).order_by(questions.c.asked.desc(), questions.c.number).limit(most)
    for row in connection.execute(query).mappings():
        offered, taken = tuple(json.loads(row["offered"] or "[]")), row["taken"] is not None
        yield Asked(**{**row, "offered": offered, "taken": taken})


def handle(  # noqa: PLR0913 - what is noted, one by one
    connection: sa.Connection,
    numbers: Sequence[int],
    made: Handled,
    staff: int,
    now: float,
    *,
    until: float | None = None,
) -> int:
    """Note what was made of those of the questions of which nothing was; how many these are.

    With ``until`` only of those that were asked by then: the words of an edited one are others.
    """
    count, seen = 0, sa.true() if until is None else questions.c.asked <= until
    for at in range(0, len(numbers), AT_ONCE):
        wanted = questions.c.number.in_(numbers[at : at + AT_ONCE]) & (questions.c.handled == "")
        values = {"handled": made, "handled_at": now, "staff_person": staff}
        count += connection.execute(sa.update(questions).where(wanted, seen).values(values)).rowcount
    return count


def ignored_with(connection: sa.Connection, number: int) -> list[int]:
    """The numbers of the questions that were ignored in the same moment as this one; none where it is not ignored."""
    q = questions.c
    moment = connection.execute(
        sa.select(q.handled_at, q.staff_person).where(q.number == number, q.handled == Handled.IGNORED)
    ).first()
    if moment is None:
        return []
    together = (q.handled == Handled.IGNORED) & (q.handled_at == moment[0]) & (q.staff_person == moment[1])
    return list(connection.scalars(sa.select(q.number).where(together)))


def restore(connection: sa.Connection, number: int) -> int:
    """Undo that a question was ignored, with all that were in the same moment; how many these are."""
    numbers = ignored_with(connection, number)
    for at in range(0, len(numbers), AT_ONCE):
        wanted = questions.c.number.in_(numbers[at : at + AT_ONCE])
        nothing = {"handled": "", "handled_at": None, "staff_person": None}
        connection.execute(sa.update(questions).where(wanted).values(nothing))
    return len(numbers)


def reopen(connection: sa.Connection, numbers: Sequence[int], made: Handled = Handled.ATTACHED) -> None:
    """Of what was attached, or answered, nothing is made any more: it is to be looked at again."""
    for at in range(0, len(numbers), AT_ONCE):
        wanted = questions.c.number.in_(numbers[at : at + AT_ONCE]) & (questions.c.handled == made)
        nothing = {"handled": "", "handled_at": None, "staff_person": None}
        connection.execute(sa.update(questions).where(wanted).values(nothing))


def people(connection: sa.Connection) -> list[int]:
    """The private chats that can be written to: each has the id of its person."""
    wanted = (chats.c.kind == "private") & chats.c.reachable
    return list(connection.scalars(sa.select(chats.c.chat).where(wanted)))
