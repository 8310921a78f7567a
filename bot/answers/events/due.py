"""All events of a moment: of facts that have changed and days that are reached; and what people are reminded of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.answers.events.changes import added, changed, opened, published
from bot.answers.events.event import Event
from bot.answers.events.milestones import CLOSING_SOON, applying, starting
from bot.answers.events.moment import Moment
from bot.answers.events.sighting import Sighting

MORNING = 9
"""The hour of its own zone from which on a reminder goes out."""

Seen = Mapping[str, Sighting]
"""By edition, as sightings() gives it."""


def events(before: Seen | None, seen: Seen, moment: Moment) -> list[Event]:
    """What is worth an announcement now, each with another key; all of it again until `before` is set to `seen`.

    `before` is None on the very first run: then everything is new, so nothing is announced as such, and only days that
    are reached count.
    """
    found = [event for about, one in sorted(seen.items()) for event in _of(about, before, one, moment)]
    return list({event.key: event for event in found}.values())


def _of(about: str, before: Seen | None, seen: Sighting, moment: Moment) -> Iterator[Event]:
    was = before.get(about) if before is not None else seen
    if was is None and "/" in about:
        event = added(about, seen, moment)
        if event:
            yield event
        return
    was = was or Sighting()  # a programme with a window for the first time
    news = opened(about, was, seen, moment)
    for event in (changed(about, was, seen, moment), news or applying(about, seen, moment)):
        if event:
            yield event
    results = published(about, was, seen, moment)
    if results:
        yield results


def reminders(before: Seen | None, seen: Seen, moment: Moment) -> list[Event]:
    """What people who asked for it are reminded of now, from the morning on; keys differ from those of events()."""
    moment = replace(moment, hour=MORNING)
    found: list[Event | None] = []
    for about, one in sorted(seen.items()):
        was = before.get(about, Sighting()) if before is not None else one
        fresh = opened(about, was, one, moment)
        applies = applying(about, one, moment, CLOSING_SOON, fresh=fresh is not None)
        found += [applies, starting(about, one, moment)]
    return [replace(event, reminds=True) for event in found if event]
