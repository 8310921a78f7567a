"""Free text that contradicts typed facts, and translations that contradict the English: each with both places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.answers.tongue import Tongue
from bot.answers.truth.addresses import Addresses
from bot.answers.truth.claims import Claims, claims, telling
from bot.answers.truth.dated import Calendar, Contradiction
from bot.answers.truth.held import Programmes
from bot.answers.truth.subjects import Library
from bot.answers.truth.told import Told
from bot.answers.truth.translated import translated
from bot.answers.truth.windows import Windows
from bot.knowledge.checks.draft import Draft
from bot.knowledge.problems import Problem

Progress = Callable[[int, int], None]
"""Told how many texts of how many are read."""
Speaks = Callable[[str], Tongue]
"""A language by its code."""


def contradictions(
    draft: Draft, texts: Sequence[Told], speaks: Speaks, progress: Progress | None = None
) -> list[Problem]:
    """All of some texts as warnings, sorted by place."""
    read: dict[int, Claims] = {}

    def reads(one: Told) -> Claims:
        return read.get(id(one)) or read.setdefault(id(one), claims(one.text, speaks(one.language)))

    found: set[Problem] = set()
    judges: dict[str, _Judge] = {}
    addresses = Addresses.of(draft)
    for number, one in enumerate(texts):
        if progress:
            progress(number, len(texts))
        if telling(one.text):
            judge = judges.get(one.language)
            if judge is None:
                judge = judges[one.language] = _Judge(speaks(one.language), addresses)
            found.update(_told(draft, one, wrong) for wrong in judge.contradictions(one, reads(one)))
    return sorted(found.union(translated(draft, texts, reads)))


def _told(draft: Draft, one: Told, wrong: Contradiction) -> Problem:
    words = f"this text says {wrong.said}, the facts {wrong.fact} ({draft.at(wrong.key)}); correct one of the two"
    return draft.problem(one.key, words, "warning")


class _Judge:
    """Compares the texts of one language with the facts."""

    def __init__(self, tongue: Tongue, addresses: Addresses) -> None:
        library = Library(tongue)
        self._calendar, self._programmes, self._addresses = Calendar(library), Programmes(library), addresses
        self._windows = Windows(library)
        self._people = tongue.catalogue.people
        self._dated = bool(tongue.facts.programs or tongue.facts.news)

    def contradictions(self, one: Told, said: Claims) -> Iterator[Contradiction]:
        """Dates, numbers, places and addresses of a text that no fact bears out."""
        if self._dated:
            yield from self._calendar.contradictions(one, said)
            yield from self._programmes.contradictions(one, said)
            yield from self._windows.contradictions(one, said)
        yield from self._addresses.contradictions(one.text, said, self._people)
