"""Events of facts that differ from those that were seen before.

An edition that is over is not news, but what is published of it is, for a year. An edition that has vanished makes no
event: nobody knows whether it was cancelled or written down by mistake; what was announced of it is offered for a
correction instead (staleness.py).
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from bot.answers.events.event import Event, Kind
from bot.answers.events.milestones import applying
from bot.answers.events.moment import DAY, Moment, end_of
from bot.answers.events.sighting import Sighting

RECENT = 366
"""Days after its end for which it is news what is published of an edition."""
SHOWN = 30
"""Days for which something published stays news."""


class Window(StrEnum):
    """What became of an application window."""

    SAME = "same"
    FRESH = "fresh"
    """It is another call, or the first one; or it has opened meanwhile, so that nobody cares when it was to."""
    MOVED = "moved"
    """People may know other days of it."""


def added(about: str, seen: Sighting, moment: Moment) -> Event | None:
    """A new edition; where one can apply already, that says it all."""
    if moment.over(seen):
        return None
    applied = applying(about, seen, moment, fresh=True)
    if applied:
        return applied
    starts = moment.begins(seen.days.first) if seen.days else 0.0
    until = starts if starts > moment.now else moment.end(seen)
    return Event(Kind.NEW, about, _upcoming(seen, moment), until)


def opened(about: str, was: Sighting, seen: Sighting, moment: Moment) -> Event | None:
    """A window that nobody knew of."""
    if seen.term is None or moment.over(seen) or window(was, seen, moment) is not Window.FRESH:
        return None
    if moment.opened(seen.term):
        return applying(about, seen, moment, fresh=True)
    until = moment.begins(seen.term.opens, seen.term.zone)
    return Event(Kind.CALL, about, replace(seen, results=()), until)


def changed(about: str, was: Sighting, seen: Sighting, moment: Moment) -> Event | None:
    """Days, place, window or link that are others than before, or known at last."""
    if moment.over(seen):
        return None
    told = Sighting(year=seen.year, part=seen.part)
    before = Sighting(year=was.year, part=was.part)
    if seen.days and seen.days != was.days:
        told, before = replace(told, days=seen.days), replace(before, days=was.days)
    if seen.place and seen.place != was.place:
        told, before = replace(told, place=seen.place), replace(before, place=was.place)
    state = window(was, seen, moment)
    if seen.term and state is Window.MOVED:
        told, before = replace(told, term=seen.term), replace(before, term=was.term)
    if seen.term and seen.link not in ("", was.link) and state is not Window.FRESH and not moment.closed(seen.term):
        told, before = replace(told, link=seen.link), replace(before, link=was.link)
    if told == Sighting(year=seen.year, part=seen.part):
        return None
    return Event(Kind.CHANGED, about, told, _until(told, seen, moment), was=before)


def published(about: str, was: Sighting, seen: Sighting, moment: Moment) -> Event | None:
    """What is there now of an edition that was held lately."""
    results = tuple(one for one in seen.results if one not in was.results)
    if not results or not seen.days or not moment.over(seen):
        return None
    if (moment.today() - seen.days.last).days > RECENT:
        return None
    told = Sighting(year=seen.year, part=seen.part, results=results)
    return Event(Kind.RESULTS, about, told, moment.now + SHOWN * DAY.total_seconds())


def window(was: Sighting, seen: Sighting, moment: Moment) -> Window:
    """How a window is related to the one before it."""
    before, after = was.term, seen.term
    if after is None or before == after:
        return Window.SAME
    if before is None:
        return Window.FRESH
    if moment.closed(before):
        if moment.closed(after):
            return Window.SAME  # nobody can apply either way
        return Window.MOVED if before.opens == after.opens else Window.FRESH
    return Window.FRESH if moment.open(after) and not moment.opened(before) else Window.MOVED


def _upcoming(seen: Sighting, moment: Moment) -> Sighting:
    """What a new edition is announced with: a window that is closed is left out."""
    if seen.term and moment.closed(seen.term):
        return replace(seen, term=None, link="", results=())
    return replace(seen, results=())


def _until(told: Sighting, seen: Sighting, moment: Moment) -> float:
    """A change of the window alone is news while one can apply."""
    if seen.term and not told.days and not told.place and not moment.closed(seen.term):
        return end_of(seen.term)
    return moment.end(seen)
