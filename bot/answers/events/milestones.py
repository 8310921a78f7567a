"""Events of days that are reached: a window opens, is about to close; an edition is about to start.

Of one window only the latest day that is reached counts, and it stays news for LATE days, since the bot may have been
away: the texts name days and never say "today". What is missed for longer is not made up for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from bot.answers.events.event import Event, Kind
from bot.answers.events.moment import DAY, Moment, end_of
from bot.answers.events.sighting import Sighting, Term

LATE = 2
"""Days after which a day that was missed is no news any more."""
CLOSING: Mapping[Kind, int] = {Kind.CLOSES_14: 14, Kind.CLOSES_3: 3, Kind.CLOSES_1: 1}
"""What is announced so many days before the last one."""
CLOSING_SOON: Mapping[Kind, int] = {Kind.CLOSES_3: 3, Kind.CLOSES_1: 1}
"""What people are reminded of."""
_STARTING: Mapping[Kind, int] = {Kind.STARTS_7: 7, Kind.STARTS_1: 1}


def applying(
    about: str, seen: Sighting, moment: Moment, marks: Mapping[Kind, int] = CLOSING, *, fresh: bool = False
) -> Event | None:
    """That one can apply, or not for much longer; `fresh`: nobody knew of this window before."""
    term = seen.term
    if term is None or not moment.open(term) or moment.over(seen):
        return None
    today = moment.today(term.zone)
    reached, following = _around(_days(term, marks), today)
    kind, day = reached
    if (today - day).days > LATE:
        if not fresh:
            return None
        kind = Kind.OPENS
    until = min(end_of(term), moment.begins(following, term.zone)) if following else end_of(term)
    return Event(kind, about, replace(seen, results=()), until)


def starting(about: str, seen: Sighting, moment: Moment) -> Event | None:
    """That an edition is about to start."""
    if seen.days is None or moment.today() >= seen.days.first:
        return None
    days = [(kind, seen.days.first - before * DAY) for kind, before in _STARTING.items()]
    today = moment.today()
    if today < days[0][1]:
        return None
    (kind, day), following = _around(days, today)
    if (today - day).days > LATE:
        return None
    told = replace(seen, term=None, link="", results=())
    return Event(kind, about, told, moment.begins(following or seen.days.first))


def _days(term: Term, marks: Mapping[Kind, int]) -> list[tuple[Kind, dt.date]]:
    """The days of a window, in order; what comes no later than its opening is said by that."""
    closing = ((kind, term.closes.date() - before * DAY) for kind, before in marks.items())
    return [(Kind.OPENS, term.opens), *((kind, day) for kind, day in closing if day > term.opens)]


def _around(days: list[tuple[Kind, dt.date]], today: dt.date) -> tuple[tuple[Kind, dt.date], dt.date | None]:
    """The last that is reached, and the day of the next; the first one is reached."""
    following = next((day for _, day in days if day > today), None)
    return [one for one in days if one[1] <= today][-1], following
