"""Dates, numbers, addresses and links that a text has in English and not in another language, or the other way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set

from bot.answers.truth.claims import Claims, telling
from bot.answers.truth.dating import Day
from bot.answers.truth.told import Told
from bot.knowledge.checks.draft import Draft
from bot.knowledge.localising import SOURCE
from bot.knowledge.problems import Problem

_ARTICLE = 1
"""What one language writes as a figure, and another as an article."""

Reads = Callable[[Told], Claims]
"""What a text says, read once."""


def translated(draft: Draft, texts: Sequence[Told], reads: Reads) -> Iterator[Problem]:
    """Each translation that differs from the English."""
    sources = {told.place: told for told in texts if told.language == SOURCE}
    for told in texts:
        source = sources.get(told.place)
        if source is None or told is source or not (telling(told.text) or telling(source.text)):
            continue
        said, meant = differences(reads(told), reads(source))
        if said or meant:
            there = f"the English text ({draft.at(source.key)})"
            yield draft.problem(told.key, _words(said, meant, there), "warning")


def _words(said: list[str], meant: list[str], there: str) -> str:
    if not meant:
        return f"this text says {', '.join(said)}, {there} does not; correct one of the two"
    if not said:
        return f"{there} says {', '.join(meant)}, this one does not; correct one of the two"
    return f"this text says {', '.join(said)}, {there} {', '.join(meant)}; correct one of the two"


def differences(own: Claims, source: Claims) -> tuple[list[str], list[str]]:
    """What only the one says, and what only the other says, as they are shown."""
    return _only(own, source), _only(source, own)


def _only(one: Claims, other: Claims) -> list[str]:
    """What the other text does not say in any way: in figures, in words, as a date."""
    days = dict.fromkeys(day for span in one.spans for day in (span.first, span.last))
    strange = [day for day in days if not _known(day, other)]
    months = _unsaid(one.months - other.months - {day.month for day in strange}, other)
    strange += [Day(month) for month in months]
    dated = {part for day in strange for part in (day.day, day.month, day.year)}
    plain = _unsaid(one.numbers - other.numbers - other.figures - dated - {_ARTICLE}, other)
    found = [*map(str, strange), *map(str, plain)]
    for ours, theirs in ((one.emails, other.emails), (one.links, other.links)):
        found += [address for address in ours if address not in theirs]
    return found


def _unsaid(numbers: Set[int], other: Claims) -> list[int]:
    """Those of some numbers that the other text has not in words either; it is read for that only where it must be."""
    return sorted(numbers - other.in_words) if numbers else []


def _known(day: Day, other: Claims) -> bool:
    """Whether a text gives a day; where it leaves out the month or the year, whether it has the figures at all."""
    if any(day.agrees(end) for span in other.spans for end in (span.first, span.last) if day.day):
        return True
    if day.day is None or day.year is None:
        return day.month in other.in_words and (day.day is None or day.day in other.figures)
    return False
