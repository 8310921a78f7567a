"""The dates of a clause as it gives them: 24-27 May 2016, 2016년 5월 24일, since March 2017.

Figures, months and years were recognised by the reading, each language by its own names; here they are put together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.matching.reading import Reading
from bot.matching.senses import Kind, Meaning, Mention, Sense

_JOINING = frozenset({"end", "since", "start", "origin"})
"""Cues of words between two ends: from, until."""
_ADDING = frozenset({Kind.JOINER, Kind.ALTERNATIVE})
"""24 and 27 May are two days and no range."""
_Year = tuple[int, int, int]
"""A year, and where the date with it begins and ends."""
_ENDED = re.compile(r"(\d{1,2})[^\W\d_]{1,2}")
_BESIDE = 1
"""Words that may stand between a day, its month and its year: 24 de mayo de 2016."""
_BETWEEN = 3
"""Words that may stand between the two ends: 24 đến ngày 27."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it is told; None for what is left out."""

    month: int
    day: int | None = None
    year: int | None = None

    def __str__(self) -> str:
        """2016-05-24, 05-24, 2016-05, month 5."""
        if self.day is None and self.year is None:
            return f"month {self.month}"
        year = f"{self.year:04}-" if self.year else ""
        return f"{year}{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    def agrees(self, other: Day) -> bool:
        """Whether both may be the same day, as far as they are told."""
        days = self.day is None or other.day is None or self.day == other.day
        years = self.year is None or other.year is None or self.year == other.year
        return self.month == other.month and days and years


@dataclass(frozen=True, slots=True)
class Span:
    """A range of days, or one day or month; `start` and `end` count the words of the clause."""

    first: Day
    last: Day
    start: int
    end: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


def spans(reading: Reading, *, year_first: bool) -> list[Span]:
    """All dates of a clause that have more than the name of a month; ``year_first`` where the language writes so."""
    found: list[Span] = []
    figures = _Figures(reading, year_first)
    for _, month in reading.of(Kind.MONTH):
        begun = found[-1].end if found else 0
        span = figures.before(month, begun) or figures.behind(month, begun)
        if span is None:
            continue
        if found and figures.joined(found[-1], span):
            whole = found.pop()
            year = span.last.year or whole.first.year
            first, last = replace(whole.first, year=whole.first.year or year), replace(span.last, year=year)
            span = Span(first, last, whole.start, span.end)
        found.append(span)
    return found


class _Figures:
    """The days and years around the months of one clause."""

    def __init__(self, reading: Reading, year_first: bool) -> None:
        self._reading = reading
        self._year_first = year_first
        mentions = [m for _, m in reading.of(Kind.NUMBER, Kind.ORDINAL)] + _endings(reading)
        self._days = {m.start: m for m in mentions if figure(reading, m) and 1 <= value(m) <= 31}
        self._days_by_end = {m.end: m for m in self._days.values()}
        self._years = [m for _, m in reading.of(Kind.YEAR)]

    def before(self, month: Mention, begun: int) -> Span | None:
        """The day before its month: 24 May 2016, 24-27 May 2016."""
        last = self._day_before(month.start, begun, _BESIDE)
        if last is None or self._year_first:
            return None
        first = self._day_before(last.start, begun, _BETWEEN)
        ranged = first is not None and value(first) < value(last) and self._joining(first.end, last.start)
        opening = first if ranged and first else last
        ahead, behind = self._years_beside(opening.start, month.end, begun)
        year, start, end = behind or ahead or (None, opening.start, month.end)
        whole = Day(int(month.values(Kind.MONTH)[0]), value(last), year)
        return Span(replace(whole, day=value(opening)), whole, start, end)

    def behind(self, month: Mention, begun: int) -> Span | None:
        """The day behind its month (2016年5月24日至27日, May 24-27, 2016), or no day: May 2016."""
        first = self._days.get(month.end)
        last = self._second(first) if first else None
        end = (last or first or month).end
        ahead, behind = self._years_beside(month.start, end, begun)
        if first is None and (ahead is None) == (behind is None):
            return None  # no year, or "2017: November, 2018: July", where nobody but a reader can tell which it is
        year, start, end = ahead or (None if self._year_first else behind) or (None, month.start, end)
        if first is None and year is None:
            return None
        whole = Day(int(month.values(Kind.MONTH)[0]), value(first) if first else None, year)
        return Span(whole, replace(whole, day=value(last)) if last else whole, start, end)

    def joined(self, one: Span, other: Span) -> bool:
        """29 May to 6 June 2012: a range over the end of a month."""
        near = 0 <= other.start - one.end <= _BETWEEN and one.first == one.last
        told = one.first.day is not None and other.first.day is not None
        return near and told and one.last.month < other.first.month and self._joining(one.end, other.start)

    def _day_before(self, place: int, begun: int, most: int) -> Mention | None:
        """The nearest day that ends before a place, with at most so many words between."""
        ends = range(place, max(begun, place - most - 1), -1)
        return next((self._days_by_end[end] for end in ends if end in self._days_by_end), None)

    def _second(self, first: Mention) -> Mention | None:
        """The other end behind the first day; what counts days (日, 일) stands behind both."""
        words = self._reading.words
        for at in range(first.end, min(first.end + _BETWEEN + 1, len(words))):
            last = self._days.get(at)
            if last is None:
                continue
            units = [words[m.end][:1] for m in (first, last) if m.end < len(words)]
            alike = len(units) == 2 and units[0] == units[1] and not units[0].isascii()
            return last if value(last) > value(first) and (at == first.end or alike) else None
        return None

    def _years_beside(self, start: int, end: int, begun: int) -> tuple[_Year | None, _Year | None]:
        """The year ahead of a date and that behind it, each with where the date with it begins and ends."""
        years = [(int(m.values(Kind.YEAR)[0]), m) for m in self._years]
        ahead = [(year, m.start, end) for year, m in years if m.start >= begun and 0 <= start - m.end <= _BESIDE]
        behind = [(year, start, m.end) for year, m in years if 0 <= m.start - end <= _BESIDE]
        return (ahead[-1] if ahead else None), (behind[0] if behind else None)

    def _joining(self, start: int, end: int) -> bool:
        """Whether the words between two figures say nothing but from and to."""
        light = {
            at
            for mention in self._reading.mentions
            if not mention.kinds & _ADDING and (mention.has(Kind.STOP) or _JOINING & set(mention.values(Kind.CUE)))
            for at in _places(mention)
        }
        return light.issuperset(range(start, end))


def _endings(reading: Reading) -> list[Mention]:
    """Figures with a letter or two at their end: 23rd, 1er."""
    found = ((at, _ENDED.fullmatch(word)) for at, word in enumerate(reading.raw))
    return [Mention(at, at + 1, Meaning([Sense(Kind.NUMBER, match.group(1))])) for at, match in found if match]


def figure(reading: Reading, mention: Mention) -> bool:
    """Whether a number is written in figures."""
    return reading.raw[mention.start][:1].isdecimal()


def value(mention: Mention) -> int:
    """The number that a mention stands for; 0 where it stands for none."""
    found: Sequence[str] = mention.values(Kind.NUMBER) or mention.values(Kind.ORDINAL)
    return int(found[0]) if found else 0


def _places(mention: Mention) -> range:
    return range(mention.start, mention.end)
