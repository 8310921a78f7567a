"""Dates of a text against those of the editions and news that it is about.

A text may tell of other days than the facts: a call, a report, a visit. So only what is surely meant for a typed date
is told: a range that meets an edition and is not it, a date that differs from a typed one in its day, month or year
alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.answers.truth.claims import Claims, Sentence
from bot.answers.truth.dating import Day, Span
from bot.answers.truth.subjects import Library, Subjects
from bot.answers.truth.told import Told
from bot.knowledge.loaded import Key
from bot.knowledge.model import Application, News
from bot.matching.catalogue import Held
from bot.matching.reading import Reading

_OTHER_DAYS = frozenset({"call", "apply", "deadline", "announced"})
"""Cues of sentences that tell of other days than those of an edition itself."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a text says, what a fact says, and where the fact is written."""

    said: str
    fact: str
    key: Key


@dataclass(frozen=True, slots=True)
class _Typed:
    """The days of one fact."""

    first: dt.date
    last: dt.date
    key: Key
    name: str

    def place(self, span: Span) -> Key:
        """Where the day is written that differs: the end where only that does."""
        return (*self.key[:-1], "end") if self.first != self.last and _is(span.first, self.first) else self.key

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"


class Calendar:
    """All typed dates of one knowledge."""

    def __init__(self, library: Library) -> None:
        self._library = library
        catalogue = library.catalogue
        self._editions = {held.id: typed for held in catalogue.held if (typed := _edition(held))}
        held = [one.edition.application for one in catalogue.held]
        windows = [one for one in (*held, *(program.application for program in catalogue.facts.programs)) if one]
        ends = (day for typed in self._editions.values() for day in (typed.first, typed.last))
        news = (item.date for item in catalogue.facts.news)
        sources = (source.date for source in catalogue.facts.sources if source.date)
        self._days = frozenset([*ends, *news, *sources, *(day for window in windows for day in _ends(window))])

    def contradictions(self, told: Told, claims: Claims) -> Iterator[Contradiction]:
        """The dates of a text that contradict a fact that it is about."""
        if not claims.spans:
            return
        news = [day for day in map(_news, self._library.news(told)) if not self._tells(claims.spans, day)]
        for number, sentence in enumerate(claims.sentences):
            if not sentence.spans:
                continue
            about = self._about(told, claims.sentences[: number + 1])
            held = [typed for typed in self._held(about) if not self._tells(claims.spans, typed)]
            for span in sentence.spans:
                typed = self._contradicted(span, sentence, about, held, news)
                if typed is not None:
                    yield Contradiction(str(span), f"{typed.name}: {typed}", typed.place(span))

    def _about(self, told: Told, sentences: Sequence[Sentence]) -> Subjects:
        """What the last sentence is about: what it names, else the nearest before it, else where the text stands."""
        named = (self._library.named(sentence.reading) for sentence in reversed(sentences))
        return next(filter(None, named), None) or self._library.owner(told)

    def _held(self, about: Subjects) -> list[_Typed]:
        editions = self._library.catalogue.editions_of(about.programs)
        return [self._editions[held.id] for held in editions if held.id in self._editions]

    @staticmethod
    def _tells(spans: Iterable[Span], typed: _Typed) -> bool:
        """Whether the text gives a fact's own days, whatever else it says."""
        return any(_is(span.first, typed.first) and _is(span.last, typed.last) for span in spans)

    def _contradicted(
        self, span: Span, sentence: Sentence, about: Subjects, held: list[_Typed], news: list[_Typed]
    ) -> _Typed | None:
        """The fact that a date is surely meant for, and is not."""
        day = span.first
        if day.day is None:
            return self._wrong_month(span, sentence.reading, about)
        if day != span.last:
            return next((typed for typed in held if _meets(span, typed) or _off(span, typed)), None)
        if any(day.agrees(_told(date)) for date in self._days) or any(_inside(span, one) for one in self._held(about)):
            return None
        slips = [typed for typed in news if _slip(day, typed.first)]
        if not sentence.reading.cues() & _OTHER_DAYS:
            slips += [typed for typed in held if _slip(day, typed.first) or _slip(day, typed.last)]
        return slips[0] if slips else None

    def _wrong_month(self, span: Span, reading: Reading, about: Subjects) -> _Typed | None:
        """The edition of the year, where a text of one programme names a month in which it had none."""
        if len(about.programs) != 1 or reading.cues() & (_OTHER_DAYS - {"announced"}):
            return None
        month = (span.first.year or 0, span.first.month)
        year = [typed for typed in self._held(about) if typed.first.year == span.first.year]
        return (
            None if any(_months(typed)[0] <= month <= _months(typed)[1] for typed in year) else next(iter(year), None)
        )


def _months(typed: _Typed) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and the last month of an edition, with their years."""
    return (typed.first.year, typed.first.month), (typed.last.year, typed.last.month)


def _edition(held: Held) -> _Typed | None:
    start = held.edition.start
    key: Key = ("programs", held.program.id, "editions", held.edition.id, "start")
    return _Typed(start, held.edition.end or start, key, held.id) if start else None


def _news(item: News) -> _Typed:
    return _Typed(item.date, item.date, ("news", item.id, "date"), item.id)


def _ends(window: Application) -> tuple[dt.date, dt.date]:
    return window.opens, window.closes.date()


def _told(day: dt.date) -> Day:
    return Day(day.month, day.day, day.year)


def _is(day: Day, date: dt.date) -> bool:
    return day.day == date.day and day.month == date.month and day.year in (None, date.year)


def _inside(span: Span, typed: _Typed) -> bool:
    """Whether a day lies within an edition."""
    days = (typed.first + dt.timedelta(days=number) for number in range((typed.last - typed.first).days + 1))
    return any(_is(span.first, day) for day in days)


def _meets(span: Span, typed: _Typed) -> bool:
    """Whether a range shares days with an edition and is neither the edition nor strictly inside of it."""
    try:
        first, last = (
            dt.date(end.year or typed.first.year, end.month, end.day or 1) for end in (span.first, span.last)
        )
    except ValueError:
        return _off(span, typed)
    apart = last < typed.first or typed.last < first
    inside = typed.first < first and last < typed.last
    return not (apart or inside or (first, last) == (typed.first, typed.last))


def _off(span: Span, typed: _Typed) -> bool:
    """Whether a range is an edition's but for its month or its year."""
    days = (span.first.day, span.last.day) == (typed.first.day, typed.last.day)
    months = (span.first.month, span.last.month) == (typed.first.month, typed.last.month)
    years = span.last.year in (None, typed.last.year)
    return days and months != years


def _slip(day: Day, date: dt.date) -> bool:
    """Whether a day is a date but for one figure of its day, or its month, or its year."""
    days, months, years = day.day == date.day, day.month == date.month, day.year in (None, date.year)
    if not days and months and years:
        return OSA.distance(str(day.day), str(date.day)) == 1
    return days and months != years and day.year is not None
