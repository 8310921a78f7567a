"""The days of an edition as a calendar file: the same events each time, so that a later file changes an earlier one.

A calendar takes the file with the higher SEQUENCE. It counts the seconds at which files are made, so that no count has
to be kept, and any file is newer than all before it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.answers.announcing import deadline
from bot.answers.naming import Naming
from bot.knowledge.model import Application
from bot.matching.catalogue import Held

if TYPE_CHECKING:
    from icalendar import Event

_FIRST: Final = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""SEQUENCE 0; it is a number of 31 bits, which last until 2094."""
_BEFORE: Final = dt.timedelta(days=-1)


def calendar_file(held: Held, naming: Naming, stamp: dt.datetime) -> bytes:
    """The days of an edition, and the end of its application window if that lies ahead, with an alarm a day before.

    `stamp` is now. ValueError for an edition whose days are not known.
    """
    days = _days(held, naming, stamp)
    if days is None:
        raise ValueError(f"{held.id} has no dates")
    window = held.edition.application
    closing = _closing(held, window, naming, stamp) if window and _closes(window) > stamp else None
    return _file(days, closing)


def name_of(held: Held) -> str:
    """A file name: joint-workshop-2017.ics."""
    return f"{_name(held)}.ics"


def _days(held: Held, naming: Naming, stamp: dt.datetime) -> Event | None:
    start, end = held.edition.start, held.edition.end or held.edition.start
    if start is None or end is None:
        return None
    event = _event(_name(held), stamp)
    event.add("summary", naming.edition(held))
    event.add("dtstart", start)
    event.add("dtend", end + dt.timedelta(days=1))  # the day after the last: that is how whole days are written
    event.add("location", naming.places(held))
    event.add("transp", "TRANSPARENT")
    return event


def _closing(held: Held, window: Application, naming: Naming, stamp: dt.datetime) -> Event:
    """The last minute in which one can apply, the same moment wherever the calendar is."""
    summary = deadline(held, naming)
    event = _event(f"{_name(held)}-apply", stamp)
    event.add("summary", summary)
    event.add("dtstart", _closes(window))
    event.add("transp", "TRANSPARENT")
    if window.link:
        event.add("url", window.link)
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", _BEFORE)
    event.add_component(alarm)
    return event


def _event(name: str, stamp: dt.datetime) -> Event:
    from icalendar import Event  # not for those who never ask for one

    event = Event()
    event.add("uid", f"{name}@wego-bot")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", max(0, int((stamp - _FIRST).total_seconds())))
    return event


def _file(*events: Event | None) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//WeGO//wego-bot//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in filter(None, events):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _closes(window: Application) -> dt.datetime:
    return window.closes.replace(tzinfo=ZoneInfo(window.zone)).astimezone(dt.UTC)


def _name(held: Held) -> str:
    return held.id.replace("/", "-")
