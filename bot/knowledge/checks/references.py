"""Ids that point to something elsewhere must point to something that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.knowledge import model
from bot.knowledge.checks.draft import Draft
from bot.knowledge.loaded import Key
from bot.knowledge.nearest import hint, listing
from bot.knowledge.problems import Problem
from bot.knowledge.types import SlugMarker

REFERENCES: Mapping[type, Mapping[str, str]] = {
    model.Country: {"regions": "regions"},
    model.City: {"country": "countries"},
    model.Person: {"organisation": "organisations", "city": "cities"},
    model.TopicItem: {"topics": "topics"},
    model.Role: {"organisation": "organisations"},
    model.Delegation: {"country": "countries", "city": "cities"},
    model.Application: {"contact": "people"},
    model.Edition: {
        "cities": "cities",
        "venue": "organisations",
        "organisers": "organisations",
        "partners": "organisations",
        "contacts": "people",
    },
    model.Program: {
        "organisers": "organisations",
        "partners": "organisations",
        "cities": "cities",
        "contacts": "people",
    },
    model.Testimonial: {"person": "people", "program": "programs"},
    model.News: {
        "organisations": "organisations",
        "countries": "countries",
        "regions": "regions",
        "topics": "topics",
    },
    model.Office: {"regions": "regions"},
    model.OfficeNetwork: {"seeking_regions": "regions"},
    model.Entry: {"contact": "people"},
    model.Announcement: {"programs": "programs"},
    model.Organiser: {"organisation": "organisations", "contacts": "people"},
}
"""Which field of which class names an id of which section."""


def malformed_references(draft: Draft) -> Iterator[Problem]:
    """What stands for an id but cannot be one, such as a name."""
    known = _known(draft)
    for place, identity, section in _pointers(draft):
        if not _is_id(identity):
            found = f"found {identity!r}{hint(identity, known[section])}"
            yield draft.problem(place, f"{SlugMarker.expected}, as in '{section}', {found}")


def dangling_references(draft: Draft) -> Iterator[Problem]:
    """An id that stands in no file, with the nearest that does."""
    known = _known(draft)
    for place, identity, section in _pointers(draft):
        if _is_id(identity) and identity not in known[section]:
            yield draft.problem(place, _words(identity, section, known[section]))


def cities_in_other_countries(draft: Draft) -> Iterator[Problem]:
    """A delegation's city must lie in the delegation's country."""
    country_of = {city.id: city.country for city in draft.facts.cities}
    for key, value in draft.records:
        if not isinstance(value, model.Delegation) or value.city is None:
            continue
        country = country_of.get(value.city, value.country)
        if country != value.country:
            words = f"the city {value.city!r} lies in {country!r}, not in {value.country!r}; correct one of the two"
            yield draft.problem((*key, "city"), words)


def _known(draft: Draft) -> dict[str, set[str]]:
    sections = {section for targets in REFERENCES.values() for section in targets.values()}
    return {section: {item.id for item in getattr(draft.facts, section)} for section in sections}


def _pointers(draft: Draft) -> Iterator[tuple[Key, str, str]]:
    """Place, id and section of everything that points elsewhere."""
    for key, value in draft.records:
        for name, section in REFERENCES.get(type(value), {}).items():
            ids = getattr(value, name)
            if isinstance(ids, tuple):
                yield from (((*key, name, index), identity, section) for index, identity in enumerate(ids))
            elif ids is not None:
                yield (*key, name), ids, section


def _is_id(identity: str) -> bool:
    try:
        return bool(SlugMarker().parse(identity))
    except ValueError:
        return False


def _words(identity: str, section: str, known: set[str]) -> str:
    near = hint(identity, known)
    if near:
        return f"{identity!r} is no id in '{section}'{near}"
    found = f"Known there: {listing(sorted(known))}" if known else "There are none yet"
    return f"{identity!r} is no id in '{section}'; add it there or correct it. {found}"
