"""What of an edition's facts is worth an announcement, as one value: to compare, to keep as JSON, to tell again.

A part that is not known is None or empty. In what an announcement tells, it is what the announcement does not tell.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

from bot.knowledge.model import Application, Edition
from bot.matching.catalogue import Catalogue, Held


class Result(StrEnum):
    """What is published of an edition once it is over."""

    PARTICIPANTS = "participants"
    TOPICS = "topics"
    VISITS = "visits"
    TESTIMONIALS = "testimonials"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class Days:
    """When it is held; both are days of it."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is held, by ids."""

    cities: tuple[str, ...] = ()
    venue: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """When one may apply; the first day and the last minute are meant in the zone."""

    opens: dt.date
    closes: dt.datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """Of an edition, or of a programme that has an application window of its own."""

    year: int = 0
    """0 of a programme."""
    part: int = 0
    """1 or 2 where a year has more than one; else 0."""
    days: Days | None = None
    place: Place | None = None
    term: Term | None = None
    link: str = ""
    """Where one applies."""
    results: tuple[Result, ...] = ()

    def dumps(self) -> str:
        """As JSON; the same for the same facts."""
        return json.dumps(asdict(self), default=_written, ensure_ascii=False, sort_keys=True)

    @classmethod
    def loads(cls, text: str) -> Self:
        """From what dumps() gave."""
        return cls.read(json.loads(text))

    @classmethod
    def read(cls, held: Mapping[str, Any]) -> Self:
        """From JSON that has been read; an older or a newer program may have written it, with fewer parts or more."""
        days, place, term = (held.get(part) for part in ("days", "place", "term"))
        return cls(
            year=held.get("year", 0),
            part=held.get("part", 0),
            days=Days(_day(days["first"]), _day(days["last"])) if days else None,
            place=Place(tuple(place["cities"]), place["venue"]) if place else None,
            term=Term(_day(term["opens"]), dt.datetime.fromisoformat(term["closes"]), term["zone"]) if term else None,
            link=held.get("link", ""),
            results=tuple(Result(one) for one in held.get("results", ()) if one in frozenset(Result)),
        )


def sightings(catalogue: Catalogue) -> dict[str, Sighting]:
    """By the id of the edition (seoul-program/2027), or of the programme that has a window of its own."""
    found = {held.id: sighting(held, catalogue) for held in catalogue.held}
    for program in catalogue.facts.programs:
        if program.application:
            found[program.id] = _applying(Sighting(), program.application)
    return found


def sighting(held: Held, catalogue: Catalogue) -> Sighting:
    """Of one edition."""
    edition = held.edition
    days = Days(edition.start, edition.end or edition.start) if edition.start else None
    place = Place(held.cities, edition.venue or "") if held.cities or edition.venue else None
    results = tuple(_results(held, catalogue))
    seen = Sighting(edition.year, edition.part or 0, days, place, results=results)
    return _applying(seen, edition.application) if edition.application else seen


def _applying(seen: Sighting, window: Application) -> Sighting:
    return replace(seen, term=Term(window.opens, window.closes, window.zone), link=window.link or "")


def _results(held: Held, catalogue: Catalogue) -> Iterator[Result]:
    edition, attendance = held.edition, held.edition.attendance
    if attendance and (attendance.participants or attendance.involved or attendance.delegations):
        yield Result.PARTICIPANTS
    if edition.topics:
        yield Result.TOPICS
    if edition.visits:
        yield Result.VISITS
    if any(one.program == held.program.id and one.year == edition.year for one in catalogue.facts.testimonials):
        # What was said of a year with two editions may be of either: it is news of none.
        years = Counter(one.year for one in held.program.editions)
        if years[edition.year] == 1:
            yield Result.TESTIMONIALS
    if edition.links:
        yield Result.LINKS


def as_held(about: str, seen: Sighting, catalogue: Catalogue) -> Held | None:
    """The edition as it was seen, also where it is no longer in the facts; None of a programme, or without its own."""
    program, _, identity = about.partition("/")
    if not identity or program not in catalogue.programs:
        return None
    place = seen.place or Place()
    edition = Edition(
        id=identity,
        year=seen.year,
        part=seen.part or None,
        start=seen.days.first if seen.days else None,
        end=seen.days.last if seen.days else None,
        cities=tuple(city for city in place.cities if city in catalogue.cities),
        venue=place.venue if place.venue in catalogue.organisations else None,
        application=Application(seen.term.opens, seen.term.closes, seen.term.zone, seen.link or None)
        if seen.term
        else None,
    )
    return Held(catalogue.programs[program], edition)


def _written(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no part of a sighting")


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
