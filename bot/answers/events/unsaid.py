"""What nobody has been told yet counts as not seen yet.

As long as staff have not decided about a proposal, what it tells is taken back in what was seen before: so a second
change becomes part of the first one ("previously" names what people know), and one that is taken back leaves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.answers.events.event import Event, Kind
from bot.answers.events.sighting import Sighting

DIFFERING = frozenset({Kind.NEW, Kind.CALL, Kind.CHANGED, Kind.RESULTS})
"""What is news because the facts differ from before. The others are news because a day has come."""


def unsaid(before: Mapping[str, Sighting], waiting: Iterable[Event]) -> dict[str, Sighting]:
    """What was seen before, without what the proposals tell that wait for staff."""
    found = dict(before)
    for event in waiting:
        was = found.get(event.about)
        if was is None:
            continue
        if event.kind is Kind.NEW:
            del found[event.about]
        else:
            found[event.about] = _without(was, event)
    return found


def _without(seen: Sighting, event: Event) -> Sighting:
    told, was = event.told, event.was or Sighting()
    if event.kind is Kind.CALL:
        return replace(seen, term=None, link="")
    if event.kind is Kind.RESULTS:
        return replace(seen, results=tuple(one for one in seen.results if one not in told.results))
    if event.kind is not Kind.CHANGED:
        return seen
    return replace(
        seen,
        days=was.days if told.days else seen.days,
        place=was.place if told.place else seen.place,
        term=was.term if told.term else seen.term,
        link=was.link if told.link else seen.link,
    )
