"""How it stands with all announcements, in a few numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from bot.announcements.states import OVER, Kind, Source, Stage, State
from bot.storage.tables import announcements, deliveries, rounds

_a, _r, _d = announcements.c, rounds.c, deliveries.c


@dataclass(frozen=True, slots=True)
class Standing:
    """Announcements by what goes on with them."""

    stages: Mapping[Stage, int]
    """Those that are not over; a correction counts as one more."""
    doubtful: int
    """Announcements with chats of which nobody knows whether they have them."""


def standing(connection: sa.Connection) -> Standing:
    """As it is now."""
    query = sa.select(_r.stage, sa.func.count()).where(_r.stage.not_in(OVER), _r.kind != Kind.PIN).group_by(_r.stage)
    stages = {Stage(stage): count for stage, count in connection.execute(query)}
    doubt = sa.select(sa.func.count(sa.distinct(_d.announcement))).where(_d.round == 0, _d.state == State.UNCERTAIN)
    return Standing(stages, connection.scalar(doubt) or 0)


@dataclass(frozen=True, slots=True)
class Week:
    """What became of announcements in a time; reminders are none of them."""

    announcements: int = 0
    sent: int = 0
    failed: int = 0
    doubt: int = 0


def week(connection: sa.Connection, since: float, until: float) -> Week:
    """From one moment on, and before another."""
    ours = sa.select(_a.number).where(_a.number == _d.announcement, _a.source != Source.REMINDER)
    counted = (_d.state.in_((State.SENT, State.FAILED, State.UNCERTAIN)), _d.round == 0, ours.exists())
    query = sa.select(_d.state, sa.func.count()).where(*counted, _d.changed >= since, _d.changed < until)
    found = {state: count for state, count in connection.execute(query.group_by(_d.state))}
    some = sa.select(sa.func.count(sa.distinct(_d.announcement)))
    number = connection.scalar(some.where(*counted, _d.changed >= since, _d.changed < until)) or 0
    return Week(number, *(found.get(state, 0) for state in (State.SENT, State.FAILED, State.UNCERTAIN)))
