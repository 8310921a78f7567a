"""Ids that point to something elsewhere must point to something that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.knowledge import model
from bot.knowledge.checks.draft import Draft
from bot.knowledge.nearest import hint, listing
from bot.knowledge.problems import Problem

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
    model.Organiser: {"organisation": "organisations", "contacts": "people"},
}
"""Which field of which class names an id of which section."""


def dangling_references(draft: Draft) -> Iterator[Problem]:
    """An id that stands in no file, with the nearest that does."""
    known = {
        section: {item.id for item in getattr(draft.facts, section)}
        for targets in REFERENCES.values()
        for section in targets.values()
    }
    for key, value in draft.records:
        for name, section in REFERENCES.get(type(value), {}).items():
            ids = getattr(value, name)
            for index, identity in enumerate(ids if isinstance(ids, tuple) else (ids,)):
                if identity is None or identity in known[section]:
                    continue
                place = (*key, name, index) if isinstance(ids, tuple) else (*key, name)
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


def _words(identity: str, section: str, known: set[str]) -> str:
    near = hint(identity, known)
    if near:
        return f"{identity!r} is no id in '{section}'{near}"
    found = f"Known there: {listing(sorted(known))}" if known else "There are none yet"
    return f"{identity!r} is no id in '{section}'; add it there or correct it. {found}"
