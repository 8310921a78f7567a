"""One clause in one language -> candidates, best first, each with the words that it leaves unexplained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.matching.asks import LIGHT, RULES, SELECTORS, WEAK, Ask, Rule
from bot.matching.catalogue import Catalogue, Held
from bot.matching.finding import Finding
from bot.matching.queries import content, editions, general, people
from bot.matching.reading import Reader, Reading
from bot.matching.scope import Scope, Scoping
from bot.matching.senses import Kind, Mention
from bot.matching.view import View
from bot.matching.vocabulary import Vocabulary

Query = Callable[[View], Iterator[Finding]]

QUERIES: dict[Ask, Query] = {
    Ask.WHEN: editions.when,
    Ask.SINCE: editions.since,
    Ask.DURATION: editions.duration,
    Ask.WHERE: editions.where,
    Ask.ORGANISERS: editions.organisers,
    Ask.ROLE: editions.role,
    Ask.COUNT_PEOPLE: people.count_people,
    Ask.COUNT_COUNTRIES: people.count_countries,
    Ask.COUNT_CITIES: people.count_cities,
    Ask.COUNT_EDITIONS: editions.count_editions,
    Ask.PARTICIPANTS: people.participants,
    Ask.RETURNING: people.returning,
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
    Ask.TESTIMONIALS: people.testimonials,
    Ask.EDITIONS: editions.editions,
    Ask.NEXT: editions.upcoming,
    Ask.PROGRAMS: general.programs,
    Ask.ABOUT: general.about,
    Ask.PURPOSE: general.purpose,
    Ask.SIGNIFICANCE: editions.significance,
    Ask.TITLE: editions.title,
    Ask.DIFFERENCE: general.difference,
    Ask.OFFICE_AT: general.office_at,
    **{
        ask: (lambda view, ask=ask: general.offices(view, ask))
        for ask in (Ask.OFFICES, Ask.HOSTING, Ask.FUNCTIONS, Ask.BENEFITS, Ask.SEEKING, Ask.OFFICE_PROGRAMS)
    },
}

BELIEVED = 0.5
"""The confidence from which a candidate is an answer."""
SURE = 0.97
"""Confidence of a question that is wholly explained."""
BESIDES = frozenset({"previous", "following"})
"""Cues that a follow-up may say without need: "and the one before, in Seoul?"."""
PASSING = frozenset({Kind.TOPIC, Kind.COUNTRY, Kind.REGION})
"""Kinds of names that a long question may mention in passing: "our ministry of finance"."""
AMPLE = 4.5
PROBABLE = 0.55
"""A long question on one edition may leave open one word for every so many that are explained; then it counts this."""
MENDED = 0.02
"""What each mended word takes off."""
DOUBT = 0.49
"""The most that a question with an unexplained word can reach."""
BESIDE = 0.5
"""What a word counts that the ask merely goes along with."""
ASIDE = 0.25
"""What a question loses that consists of such words alone."""
WEAKLY = 0.6
"""What a weak cue counts for an ask that it may show."""
TAG = 2
"""The most words behind a negation that only asks for a nod: "didn't it?"."""
OWN = 0.1
"""What the organisation whose bot this is counts: it is in every question and tells little."""
FAINT = 0.4
"""What a light cue counts where the ask needs just that one."""
HINT = 0.3
"""What a word counts that says what is asked and is a stop word as well ("do")."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding with how well it explains the question."""

    finding: Finding
    confidence: float
    explained: float
    """Weighty words that it explains; those that it merely goes along with count half."""
    unexplained: tuple[str, ...] = ()
    """Weighty words that it does not, as typed."""
    typed: bool = True
    """True where some word says what is asked; a mere name or a word that goes with many asks does not."""

    def order(self) -> tuple[bool, bool, float, float]:
        """Best last: believed ones, then wholly explained ones, then those that explain most of what is asked."""
        strength = round(self.explained + self.finding.bonus, 3)
        return (self.confidence >= BELIEVED, not self.unexplained, strength, self.confidence)


class FactMatcher:
    """Understands questions on facts."""

    def __init__(self, reader: Reader, catalogue: Catalogue, vocabulary: Vocabulary) -> None:
        self.reader = reader
        self.catalogue = catalogue
        self.vocabulary = vocabulary
        self._scoping = Scoping(catalogue)

    def candidates(self, reading: Reading, today: dt.date, only: Ask | None = None) -> list[Candidate]:
        """All ways to understand the reading, best first; ``only`` one thing asked, where a follow-up left it out."""
        found: list[Candidate] = []
        for view in self._views(reading, today):
            for rule in RULES:
                if only is not None and rule.ask is not only:
                    continue
                if only is None and not rule.applies(view.cues):
                    continue
                for finding in QUERIES[rule.ask](view):
                    found.append(self._weigh(view, rule, finding))
        return sorted(found, key=Candidate.order, reverse=True)

    def _views(self, reading: Reading, today: dt.date) -> Iterator[View]:
        cues = reading.cues() | _shapes(reading)
        scope = self._scoping.scope(reading, self._parts(reading))
        view = View(reading, scope, self.catalogue, self.vocabulary, today, cues=cues)
        yield view
        for selector in SELECTORS:
            if selector in cues and not scope.absent:
                picked = self._beside(reading, selector) or _select(selector, scope, today)
                if picked:
                    kept = replace(scope, editions=picked, narrowed=True, programs=_programs(picked))
                    yield replace(view, scope=kept, selected=selector, cues=cues | {"@selected"})

    def _beside(self, reading: Reading, selector: str) -> tuple[Held, ...]:
        """The editions of the year before or after the one that the conversation is about."""
        now = next((self.catalogue.by_id.get(s.value) for s in reading.focus if s.kind is Kind.EDITION), None)
        if now is None or selector not in ("previous", "following"):
            return ()
        years = sorted({h.edition.year for h in self.catalogue.editions_of([now.program.id])})
        at = years.index(now.edition.year) + (1 if selector == "following" else -1)
        if not 0 <= at < len(years):
            return ()
        return tuple(h for h in self.catalogue.editions_of([now.program.id]) if h.edition.year == years[at])

    def _parts(self, reading: Reading) -> Callable[[Mention], list[Mention]]:
        return lambda mention: self.reader.lexicon.parts(reading.words, mention)

    def _weigh(self, view: View, rule: Rule, finding: Finding) -> Candidate:
        """A question counts as understood only where every word that carries weight is explained."""
        core = frozenset().union(*rule.needs) | ({view.selected} if view.selected else frozenset())
        absorbed = rule.explained() | core | (BESIDES if view.reading.focus else frozenset())
        reading = view.reading
        explained, beside, hints, typed, contrary = 0.0, 0, 0.0, False, False
        left: list[str] = []
        for i, mention in enumerate(reading.mentions):
            worth = self._worth(reading, i, mention, finding, core, absorbed)
            if worth is None:
                left.extend(reading.raw[mention.start : mention.end])
                contrary = contrary or not mention.kinds <= PASSING
            else:
                explained += worth
                beside += worth == BESIDE
                hints += worth if worth == HINT else 0.0
                typed = typed or (worth == 1.0 and i not in finding.used)
        stem = self.vocabulary.stemmer
        for at in sorted(reading.unknown):
            if at in finding.names or stem(reading.words[at]) in finding.vocabulary:
                explained += 1
            else:
                left.append(reading.raw[at])
        sure = SURE - ASIDE * beside / max(1.0, explained + BESIDE * beside) - MENDED * len(reading.repaired)
        if explained <= hints and not (reading.focus and len(reading.words) > 2):
            sure, explained = 0.0, 0.0
        confidence = _confidence(sure, explained, len(left))
        ample = typed and left and not contrary and explained >= AMPLE * len(left)
        if ample and view.scope.narrowed and not finding.missing:
            confidence = PROBABLE
        return Candidate(finding, confidence, explained, tuple(left), typed)

    def _worth(
        self,
        reading: Reading,
        i: int,
        mention: Mention,
        finding: Finding,
        core: frozenset[str],
        absorbed: frozenset[str],
    ) -> float | None:
        """What explaining a mention counts: 1 for what the ask is about, less beside it; None where it stays open."""
        cues = frozenset(mention.values(Kind.CUE))
        if i in finding.used:
            return 0.0 if _light(mention) else OWN if self._own(mention) else 1.0
        if cues & core - LIGHT:
            return HINT if mention.has(Kind.STOP) else 1.0 if cues & core - LIGHT - WEAK else WEAKLY
        if cues & core:
            return FAINT
        if self._own(mention) or (mention.has(Kind.STOP) and not mention.has(Kind.NEGATION)):
            return 0.0
        if cues & absorbed:
            return 0.0 if _light(mention) else BESIDE
        if mention.has(Kind.NEGATION):
            return 0.0 if _harmless(reading, mention) else None
        if mention.has(Kind.JOINER) or reading.typed_short(mention):
            return 0.0
        stem = self.vocabulary.stemmer
        known = all(stem(word) in finding.vocabulary for word in reading.words[mention.start : mention.end])
        return BESIDE if known else None

    def _own(self, mention: Mention) -> bool:
        """True for the organisation whose bot this is."""
        organiser = self.catalogue.facts.organiser
        return organiser is not None and organiser.organisation in mention.values(Kind.ORGANISATION)


def _confidence(sure: float, explained: float, left: int) -> float:
    if left:
        return min(DOUBT, 0.9 * explained / (explained + 2 * left))
    return max(0.6, sure) if explained else 0.0


def _shapes(reading: Reading) -> set[str]:
    """Kinds of mentions as cues of their own, for rules that need one: @person, @figure (a number in digits)."""
    shapes = {f"@{kind.value}" for m in reading.mentions for kind in m.kinds}
    shapes |= {f"@{sense.kind.value}" for sense in reading.focus if sense.kind is Kind.PERSON}
    figures = any(int(value) > 2 for m in reading.mentions for value in m.values(Kind.NUMBER) if len(value) < 9)
    return shapes | ({"@figure"} if figures else set())


def _light(mention: Mention) -> bool:
    if Kind.STOP in mention.kinds:
        return True
    return mention.kinds == {Kind.CUE} and all(cue in LIGHT for cue in mention.values(Kind.CUE))


def _harmless(reading: Reading, mention: Mention) -> bool:
    """A negation that denies no fact: "didn't it?" at the end, "Didn't ..." at the start, "I don't want to miss it"."""
    behind = [m for m in reading.mentions if m.start >= mention.end]
    tag = len(reading.words) - mention.end <= TAG and not reading.unknown.intersection(range(mention.end, len(reading.words)))
    if mention.start == 0 or (tag and all(m.has(Kind.STOP) for m in behind)):
        return True
    return any(m.has(Kind.STORY) and mention.start - 3 <= m.start < mention.start for m in reading.mentions)



def _programs(editions: tuple[Held, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(held.program.id for held in editions))


def _select(selector: str, scope: Scope, today: dt.date) -> tuple[Held, ...]:
    """The edition that "first", "latest", "longest" or "before" means among those in scope."""
    editions = tuple(h for h in scope.editions if h.edition.start and h.edition.start <= today)
    if not editions:
        return ()
    if selector == "first":
        return editions[:1]
    if selector == "latest":
        return editions[-1:]
    if selector in ("previous", "following"):
        return ()
    lengths = [held.days or 0 for held in editions]
    wanted = max(lengths) if selector == "longest" else min(length for length in lengths if length)
    return tuple(held for held, length in zip(editions, lengths, strict=True) if length == wanted)
