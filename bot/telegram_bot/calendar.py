"""The days of an edition as a calendar file: the same event each time, so that a changed date changes it."""

from __future__ import annotations

import datetime as dt

from bot.answers.naming import Naming
from bot.matching.catalogue import Held


def calendar_file(held: Held, naming: Naming, stamp: dt.datetime) -> bytes:
    """The file; ValueError for an edition whose days are not known."""
    from icalendar import Calendar, Event  # not for those who never ask for one

    start, end = held.edition.start, held.edition.end or held.edition.start
    if start is None or end is None:
        raise ValueError(f"{held.id} has no dates")
    event = Event()
    event.add("uid", f"{held.id.replace('/', '-')}@wego-bot")
    event.add("dtstamp", stamp)
    event.add("summary", naming.edition(held))
    event.add("dtstart", start)
    event.add("dtend", end + dt.timedelta(days=1))  # the day after the last: that is how whole days are written
    event.add("location", naming.places(held))
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", "-//WeGO//wego-bot//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def name_of(held: Held) -> str:
    """A file name: joint-workshop-2017.ics."""
    return f"{held.id.replace('/', '-')}.ics"
