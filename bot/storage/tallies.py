"""How many questions there were in a time, and what became of them: counted in the database, none is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from bot.storage.misses import PATIENCE, TYPED
from bot.storage.tables import questions


@dataclass(frozen=True, slots=True)
class Tally:
    """Questions that people typed; what one of them asks again in the same words counts once."""

    asked: int = 0
    answered: int = 0
    """The answer was not said to be of no help, or a suggestion was taken."""
    missed: int = 0
    """No answer; a suggestion that may still be taken is neither."""
    people: int = 0


_Q: Final = questions.c
_ANSWERED: Final = ((_Q.outcome == "answer") & (_Q.verdict != "not-helpful")) | _Q.taken.is_not(None)


def tally(connection: sa.Connection, since: float, until: float, now: float) -> Tally:
    """What was asked from one moment on, and before another."""
    over = _Q.verdict.in_(("none-of-these", "forwarded")) | (_Q.asked < now - PATIENCE)
    bad = (_Q.outcome == "unknown") | (_Q.verdict == "not-helpful") | ((_Q.outcome == "suggest") & over)
    each = (
        sa.select(
            _Q.who,
            sa.func.max(sa.case((_ANSWERED, 1), else_=0)).label("answered"),
            sa.func.max(sa.case((bad & ~_ANSWERED, 1), else_=0)).label("missed"),
        )
        .where(TYPED, _Q.asked >= since, _Q.asked < until)
        .group_by(_Q.who, sa.func.lower(_Q.text))
        .subquery()
    )
    missed = sa.case((each.c.answered == 0, each.c.missed), else_=0)
    query = sa.select(
        sa.func.count(),
        sa.func.coalesce(sa.func.sum(each.c.answered), 0),
        sa.func.coalesce(sa.func.sum(missed), 0),
        sa.func.count(sa.distinct(each.c.who)),
    )
    return Tally(*map(int, connection.execute(query.select_from(each)).one()))


def languages(connection: sa.Connection, since: float, until: float) -> list[tuple[str, int]]:
    """In which languages people asked, and how many people in each; the most first."""
    count = sa.func.count(sa.distinct(_Q.who))
    query = sa.select(_Q.language, count).where(TYPED, _Q.asked >= since, _Q.asked < until)
    rows = connection.execute(query.group_by(_Q.language).order_by(count.desc(), _Q.language))
    return [(str(language), int(people)) for language, people in rows]
