"""Dates, years and parts that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from bot.knowledge.checks.draft import Draft
from bot.knowledge.loaded import Key
from bot.knowledge.model import Application, Edition
from bot.knowledge.problems import Problem

MAX_DAYS = 400


def edition_dates(draft: Draft) -> Iterator[Problem]:
    """An edition begins before it ends, in its own year, and does not last for ever."""
    for key, edition in _editions(draft):
        start, end = edition.start, edition.end
        if start and start.year != edition.year:
            yield draft.problem((*key, "start"), f"the edition starts in {start.year}, but its year is {edition.year}")
        if start and end and end < start:
            yield draft.problem((*key, "end"), f"the end, {end}, is before the start, {start}")
        elif start and end and (end - start).days > MAX_DAYS:
            words = f"the edition lasts {(end - start).days} days; are the years right?"
            yield draft.problem((*key, "end"), words, "warning")


def parts_of_a_year(draft: Draft) -> Iterator[Problem]:
    """Two editions of a year need different parts."""
    for program in draft.facts.programs:
        first: dict[tuple[int, int], Key] = {}
        for edition in program.editions:
            key: Key = ("programs", program.id, "editions", edition.id)
            if edition.part is None:
                continue
            other = first.setdefault((edition.year, edition.part), key)
            if other != key:
                place = (*key, "part")
                words = f"part {edition.part} of {edition.year} stands already in {draft.place(other, place)}"
                yield draft.problem(place, f"{words}; number the parts 1, 2, ...")


def application_windows(draft: Draft) -> Iterator[Problem]:
    """An application closes after it opens."""
    for key, value in draft.records:
        if isinstance(value, Application) and value.closes.date() < value.opens:
            yield draft.problem(
                (*key, "closes"), f"applications close on {value.closes.date()}, before they open on {value.opens}"
            )


def testimonial_years(draft: Draft) -> Iterator[Problem]:
    """What somebody said of a year should have an edition of that year; a programme may not list it."""
    years = {program.id: {edition.year for edition in program.editions} for program in draft.facts.programs}
    for said in draft.facts.testimonials:
        if said.program in years and said.year not in years[said.program]:
            words = f"{said.program!r} lists no edition of {said.year}; is the year right?"
            yield draft.problem(("testimonials", said.id, "year"), words, "warning")


def _editions(draft: Draft) -> Iterator[tuple[Key, Edition]]:
    for program in draft.facts.programs:
        for edition in program.editions:
            yield ("programs", program.id, "editions", edition.id), edition
