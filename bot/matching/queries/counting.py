"""Questions on numbers of those who took part: how many people, countries and cities, and where there were more."""

from __future__ import annotations

from collections.abc import Iterator

from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding, Row
from bot.matching.queries.taking_part import KINDS, asked_of, come_from, missing
from bot.matching.scope import of_the_kind
from bot.matching.senses import Kind
from bot.matching.view import Origin, View, entry_id

CLAIM = 0.6
"""Preference for a count where the question claims a number."""


def count_people(view: View) -> Iterator[Finding]:
    """How many took part."""
    if view.origins() or (view.counted() and not view.counted() & {"people", "attend"}):
        return
    if _compares_nothing(view):
        return
    known = tuple(
        h
        for h in of_the_kind(view.scope.editions, view.cues)
        if h.edition.attendance and (h.edition.attendance.participants or h.edition.attendance.involved)
    )
    if not known or view.scope.absent or _compares_unknown(view, known):
        yield missing(view, Ask.COUNT_PEOPLE)
        return
    yield Finding(
        Ask.COUNT_PEOPLE,
        entry_id(known, "count-people"),
        rows=tuple(Row(h) for h in known),
        numbers=view.numbers(),
        premises=view.scope.premises,
        selected=view.selected,
        used=view.scope.used | view.used_numbers(),
        vocabulary=view.vocabulary_of(known, "people", "title"),
        bonus=0.01,
    )


def count_countries(view: View) -> Iterator[Finding]:
    """From how many countries they came."""
    yield from _count_places(view, Ask.COUNT_COUNTRIES)


def count_cities(view: View) -> Iterator[Finding]:
    """From how many cities they came."""
    yield from _count_places(view, Ask.COUNT_CITIES)


def _count_places(view: View, ask: Ask) -> Iterator[Finding]:
    if view.counted() and not view.counted() & {"country" if ask is Ask.COUNT_COUNTRIES else "city"}:
        return
    if view.origins() and not (
        view.scope.narrowed or view.scope.named or view.cues & (KINDS | {"attend", "people", "origin"})
    ):
        return  # "how many islands has Greece?"
    if _compares_nothing(view):
        return
    known = tuple(h for h in asked_of(view) if ask is Ask.COUNT_COUNTRIES or any(d.city for d in h.delegations))
    if not known or view.scope.absent or _compares_unknown(view, known):
        yield missing(view, ask)
        return
    origins = view.origins()
    within = [] if ask is Ask.COUNT_COUNTRIES and all(map(_is_country, origins)) else origins
    if within and not all(_all_are_known(held) for held in known):
        return  # of a list with gaps, those from a part of the world can be named, not counted
    rows = tuple(Row(h, come_from(view, h, within)) for h in known)
    yield Finding(
        ask,
        entry_id(known, ask.value),
        rows=rows,
        numbers=view.numbers(),
        premises=view.scope.premises,
        used=view.scope.used.union(view.used_numbers(), *(o.used for o in origins)),
        place=within[0].keys[0] if within else "",
        vocabulary=view.vocabulary_of(known, "people", "title"),
        bonus=CLAIM if view.numbers() else 0.02,
    )


def _all_are_known(held: Held) -> bool:
    return held.edition.attendance is not None and held.edition.attendance.complete


def _is_country(origin: Origin) -> bool:
    """True for a country: in "how many countries came, was Vietnam there?" it is no part of the world to count in."""
    return all(key.startswith("country:") for key in origin.keys)


def _compares_nothing(view: View) -> bool:
    """True for "which is the biggest city in the world?"."""
    said = view.cues & (KINDS | {"attend", "people", "edition"})
    return "more" in view.cues and not view.about_something and not said


def _compares_unknown(view: View, known: tuple[Held, ...]) -> bool:
    """True where editions are compared of which some have no known numbers: the most of the rest is not the most."""
    if "more" not in view.cues:
        return False
    years = {int(year) for year in view.reading.values(Kind.YEAR)}
    if years:
        return (len(years) > 1 or "how_many" not in view.cues) and not years <= {held.edition.year for held in known}
    held = [one for one in view.scope.editions if one.edition.start]
    return (view.scope.named or view.scope.narrowed) and len(known) < len(held)
