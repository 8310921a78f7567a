"""One clause in one language -> candidates, best first, each with the words that it leaves unexplained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from bot.matching.asks import EXTREMES, RULES, SELECTORS, Ask, Rule, applying
from bot.matching.candidate import Candidate
from bot.matching.catalogue import Catalogue, Held, programs_of
from bot.matching.excluding import exclusion
from bot.matching.finding import Finding
from bot.matching.queries import (
    comparing,
    content,
    counting,
    editions,
    general,
    lasting,
    news,
    organisers,
    people,
    testimonials,
)
from bot.matching.reader import Reader
from bot.matching.reading import Reading
from bot.matching.scope import Scoping
from bot.matching.selecting import select
from bot.matching.senses import Kind, Mention
from bot.matching.view import View
from bot.matching.vocabulary import Vocabulary
from bot.matching.weighing import Scales

Query = Callable[[View], Iterator[Finding]]

QUERIES: dict[Ask, Query] = {
    Ask.WHEN: editions.when,
    Ask.SINCE: lasting.since,
    Ask.DURATION: lasting.duration,
    Ask.WHERE: editions.where,
    Ask.ORGANISERS: organisers.organisers,
    Ask.ROLE: organisers.role,
    Ask.COUNT_PEOPLE: counting.count_people,
    Ask.COUNT_COUNTRIES: counting.count_countries,
    Ask.COUNT_CITIES: counting.count_cities,
    Ask.COUNT_EDITIONS: editions.count_editions,
    Ask.PARTICIPANTS: people.participants,
    Ask.RETURNING: comparing.returning,
    Ask.ATTENDANCE: people.attendance,
    Ask.TOPICS: content.topics,
    Ask.COVERED: content.covered,
    Ask.COMMON_TOPICS: content.common_topics,
    Ask.VISITS: content.visits,
    Ask.VISITED: content.visited,
    Ask.FORMAT: content.formats,
    Ask.CONTACT: general.contact,
    Ask.PERSON: people.person,
    Ask.APPLY: general.apply,
    Ask.DEADLINE: general.deadline,
    Ask.CALL: general.call,
    Ask.TESTIMONIALS: testimonials.testimonials,
    Ask.EDITIONS: editions.editions,
    Ask.NEXT: editions.upcoming,
    Ask.PROGRAMS: general.programs,
    Ask.ABOUT: general.about,
    Ask.PURPOSE: general.purpose,
    Ask.SIGNIFICANCE: editions.significance,
    Ask.TITLE: editions.title,
    Ask.DIFFERENCE: general.difference,
    Ask.OFFICE_AT: general.office_at,
    Ask.NEWS: news.reports,
    **{ask: partial(general.offices, ask=ask) for ask in general.OFFICE_FACETS},
}


REPEATED = {
    Ask.WHERE: "where",
    Ask.ORGANISERS: "who",
    Ask.COUNT_EDITIONS: "how_many",
    Ask.ROLE: "role",
    Ask.PARTICIPANTS: "people",
}
"""The cue that a follow-up leaves out, where the query looks for one: "and in 2017?"."""


class FactMatcher:
    """Understands questions on facts."""

    def __init__(self, reader: Reader, catalogue: Catalogue, vocabulary: Vocabulary) -> None:
        self.reader = reader
        self.catalogue = catalogue
        self.vocabulary = vocabulary
        self._scoping = Scoping(catalogue)

    def candidates(self, reading: Reading, today: dt.date, only: Ask | None = None) -> list[Candidate]:
        """All ways to understand the reading, best first; ``only`` one thing asked, where a follow-up left it out."""
        repeated = frozenset([REPEATED[only]] if only in REPEATED else [])
        found = [Scales(*weighed).candidate() for weighed in self._found(reading, today, only, repeated)]
        left_out = exclusion(reading)
        if left_out:
            for view, rule, finding in self._found(left_out.reading, today, only, repeated | left_out.cues):
                kept = left_out.applied(finding, self.catalogue)
                found += [Scales(view, rule, kept).candidate()] if kept else []
        return sorted(found, key=Candidate.order, reverse=True)

    def _found(
        self, reading: Reading, today: dt.date, only: Ask | None, further: frozenset[str]
    ) -> Iterator[tuple[View, Rule, Finding]]:
        """All findings, each with the view and the rule that led to it; ``further`` cues stand for words left out."""
        for view in self._views(reading, today, further):
            rules = applying(view.cues) if only is None else [rule for rule in RULES if rule.ask is only]
            for rule in rules:
                for finding in QUERIES[rule.ask](view):
                    yield view, rule, finding

    def edition(self, reading: Reading) -> Held | None:
        """The one edition that a reading means, where it names a year or a programme."""
        kinds = {kind for mention in reading.mentions for kind in mention.kinds}
        if not kinds & {Kind.YEAR, Kind.EDITION}:
            return None
        scope = self._scoping.scope(reading, self._parts(reading))
        return scope.single if scope.narrowed and not scope.absent else None

    def _views(self, reading: Reading, today: dt.date, further: frozenset[str]) -> Iterator[View]:
        cues = reading.cues() | _shapes(reading) | further
        scope = self._scoping.scope(reading, self._parts(reading))
        view = View(reading, scope, self.catalogue, self.vocabulary, today, cues=cues)
        yield view
        picked: dict[str, tuple[Held, ...]] = {}
        for selector in SELECTORS:
            if selector in cues and not scope.absent:
                found = select(selector, reading, scope, self.catalogue, today)
                if found:
                    picked[selector] = found
                    yield _picking(view, found, frozenset([selector]))
        together = EXTREMES & picked.keys()
        if len(together) > 1:
            found = tuple(held for held in self.catalogue.held if any(held in picked[one] for one in together))
            yield _picking(view, found, together)

    def _parts(self, reading: Reading) -> Callable[[Mention], list[Mention]]:
        return lambda mention: self.reader.lexicon.parts(reading.words, mention)


def _picking(view: View, editions: tuple[Held, ...], selectors: frozenset[str]) -> View:
    """The view of some editions, which the selectors of the question pick."""
    scope = replace(view.scope, editions=editions, narrowed=True, programs=programs_of(editions))
    return replace(view, scope=scope, selectors=selectors, cues=view.cues | {"@selected"})


def _shapes(reading: Reading) -> set[str]:
    """Kinds of mentions as cues of their own, for rules that need one: @person, @figure (a number in digits)."""
    shapes = {f"@{kind.value}" for m in reading.mentions for kind in m.kinds}
    shapes |= {f"@{sense.kind.value}" for sense in reading.focus if sense.kind is Kind.PERSON}
    figures = any(int(value) > 2 for m in reading.mentions for value in m.values(Kind.NUMBER) if len(value) < 9)
    return shapes | ({"@figure"} if figures else set())
