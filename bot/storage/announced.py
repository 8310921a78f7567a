"""How long it is kept what was announced, and to whom; afterwards the counts remain, and then nothing."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from bot.storage import counts
from bot.storage.tables import announcements, deliveries, renderings, rounds

DAY: Final = 24 * 3600.0
PEOPLE_KEPT: Final = 90 * DAY
"""Seconds from the end of a round for which it is kept which people got it."""
DRAFTS_KEPT: Final = 90 * DAY
ANNOUNCEMENTS_KEPT: Final = 2 * 365 * DAY
OPEN: Final = ("draft", "seconded")
"""A Draft of announcements/states.py that can still be changed."""
HELD: Final = ("stopped", "late")
"""A Stage of announcements/states.py in which staff have to say how it goes on."""
_a, _r, _d = announcements.c, rounds.c, deliveries.c


def purge(connection: sa.Connection, now: float) -> int:
    """Forget what is older than its limit; how many rows that were."""
    _give_up(connection, now)
    ended = sa.select(_r.announcement, _r.round).where(_r.finished < now - PEOPLE_KEPT)
    theirs = sa.select(_d.chat).where(_d.announcement == _r.announcement, _d.round == _r.round, _d.chat > 0)
    old = connection.execute(ended.where(theirs.exists())).all()
    count = sum(counts.drop_people(connection, announcement, number) for announcement, number in old)
    return count + _drop_drafts(connection, now) + _drop_announcements(connection, now)


def _give_up(connection: sa.Connection, now: float) -> None:
    """What has waited for a word of staff for so long will not be sent: it is not kept for ever for that."""
    late = _r.stage.in_(HELD) & (_r.alive < now - PEOPLE_KEPT)
    left = sa.select(_r.round).where(_r.announcement == _d.announcement, _r.round == _d.round, late)
    skipped = {"state": "skipped", "reason": "cancelled", "changed": now}
    connection.execute(sa.update(deliveries).where(_d.state == "planned", left.exists()).values(skipped))
    connection.execute(sa.update(rounds).where(late).values(stage="cancelled", finished=now, alive=now))


def _drop_drafts(connection: sa.Connection, now: float) -> int:
    """Drafts that nobody has touched for long. What the bot proposed is kept longer, so that it is proposed once."""
    old = _a.state.in_((*OPEN, "discarded")) & (_a.changed < now - DRAFTS_KEPT)
    proposed = sa.update(announcements).where(old, _a.origin.is_not(None), _a.state.in_(OPEN))
    connection.execute(proposed.values(state="discarded"))
    return connection.execute(sa.delete(announcements).where(old, _a.origin.is_(None), _not_last())).rowcount


def _drop_announcements(connection: sa.Connection, now: float) -> int:
    """With all that is known of them."""
    limit = now - ANNOUNCEMENTS_KEPT
    recent = sa.select(_r.round).where(
        _r.announcement == _a.number, sa.or_(_r.finished.is_(None), _r.finished >= limit)
    )
    old = sa.select(_a.number).where(_a.changed < limit, ~recent.exists(), _not_last())
    numbers = list(connection.scalars(old))
    count = 0
    for number in numbers:
        for table in (deliveries, renderings, rounds):
            count += connection.execute(sa.delete(table).where(table.c.announcement == number)).rowcount
        count += connection.execute(sa.delete(announcements).where(_a.number == number)).rowcount
    return count


def _not_last() -> sa.ColumnElement[bool]:
    """The last number stays, so that none is given twice: buttons name announcements by their numbers."""
    other = announcements.alias("other")
    return _a.number < sa.select(sa.func.max(other.c.number)).scalar_subquery()
