"""How well a finding explains a question, word by word.

A question counts as understood only where every word that carries weight is explained: by the rule (its cues), by the
scope (names and years that served as constraints) or by the words of the fact itself. One word too many, and the
finding is at most a suggestion.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.matching.asks import LIGHT, WEAK, Ask, Rule
from bot.matching.candidate import DOUBT, Candidate
from bot.matching.finding import Finding
from bot.matching.reading import EXCLUDING, TAG
from bot.matching.senses import Kind, Mention
from bot.matching.telling import told
from bot.matching.view import View

SURE = 0.97
"""Confidence of a question that is wholly explained."""
UNSURE = 0.6
"""The least that such a question gets."""
MENDED = 0.02
"""What each mended word takes off."""
ASIDE = 0.25
"""What a question loses that consists of words alone with which the ask merely goes along."""

FULL = 1.0
WEAKLY = 0.6
"""What a weak cue counts for an ask that it may show."""
BESIDE = 0.5
"""What a word counts that the ask merely goes along with."""
FAINT = 0.4
"""What a light cue counts where the ask needs just that one."""
HINT = 0.3
"""What a word counts that says what is asked and is a stop word as well ("do")."""
OWN = 0.1
"""What the organisation whose bot this is counts: it is in every question and tells little."""

HEEDING = frozenset({Ask.HOSTING})
"""Asks whose answer says what is excluded, so that "a city that is not a member" is answered."""
BESIDES = frozenset({"previous", "following", "year"})
"""Cues that a follow-up may say without need: "and the one before, in Seoul?"."""
ASKING = frozenset({"who", "when", "where", "how_many", "how", "why"})
"""Cues that ask: that a text has the same word explains nothing."""
KINDS = frozenset({"training", "workshop", "webinar", "program"})


@dataclass(slots=True)
class _Tally:
    """What the words of a question add up to."""

    explained: float = 0.0
    hints: float = 0.0
    beside: int = 0
    typed: bool = False
    named: bool = False
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scales:
    """Weighs one finding against one view of the question."""

    view: View
    rule: Rule
    finding: Finding

    def candidate(self) -> Candidate:
        """The finding with its confidence."""
        tally = self._tally()
        return Candidate(
            self.finding, self._confidence(tally), self._credit(tally), tuple(tally.left), typed=tally.typed
        )

    def _tally(self) -> _Tally:
        tally = _Tally()
        reading = self.view.reading
        for i, mention in enumerate(reading.mentions):
            self._add(tally, i, mention)
        for at in sorted(reading.unknown):
            if at in self.finding.names or self._told(at, at + 1):
                tally.explained += FULL
            else:
                tally.left.append(reading.raw[at])
        return tally

    def _add(self, tally: _Tally, i: int, mention: Mention) -> None:
        worth = self._worth(i, mention)
        if worth is None:
            tally.left.extend(self.view.reading.raw[mention.start : mention.end])
            return
        tally.explained += worth
        tally.beside += worth == BESIDE
        tally.hints += worth if worth == HINT else 0.0
        mended = not self.view.reading.doubtful.isdisjoint(range(mention.start, mention.end))
        says = worth == FULL and i not in self.finding.used
        tally.named = tally.named or (worth == FULL and not says)
        tally.typed = tally.typed or (says and (not mended or tally.explained > FULL))

    def _worth(self, i: int, mention: Mention) -> float | None:
        """What explaining a mention counts; None where it stays open."""
        if i in self.finding.used:
            return 0.0 if _light(mention) else OWN if self._own(mention) else FULL
        if "unpublished" in mention.values(Kind.CUE):
            quoted = self.finding.ask is Ask.TESTIMONIALS and self._told(mention.start, mention.end)
            return BESIDE if quoted else None  # what somebody said of the lecturers is published
        asked = self._asked(mention)
        if asked is not None:
            return asked
        if mention.has(Kind.NEGATION):
            heeded = self.finding.ask in HEEDING or self._denies(mention)
            return 0.0 if heeded or self.view.reading.harmless(mention) else None
        if (
            mention.kinds & {Kind.STOP, Kind.JOINER, Kind.OPENER}
            or self._own(mention)
            or self.view.reading.typed_short(mention)
        ):
            return 0.0
        told = self._told(mention.start, mention.end) and ASKING.isdisjoint(mention.values(Kind.CUE))
        told = told or self._country_of_all(mention)
        return BESIDE if told else None

    def _denies(self, mention: Mention) -> bool:
        """True for "was Kampala not there?", which the bare fact answers; not for "which cities were not there?"."""
        asked = self.finding.negated and self.view.nods and not self.view.cues & {"city", "country", "institution"}
        return asked and EXCLUDING not in mention.values(Kind.NEGATION)

    def _told(self, start: int, end: int) -> bool:
        """True where the words of the fact hold those of the question."""
        reading, stem = self.view.reading, self.view.vocabulary.stemmer
        stems = tuple(map(stem, reading.words))
        return told(stems, start, end, self.finding.vocabulary, syllables=reading.syllables)

    def _country_of_all(self, mention: Mention) -> bool:
        """True for "in Korea" where all that is asked about was there."""
        named = set(mention.values(Kind.COUNTRY))
        cities = {city for held in self.view.scope.editions for city in held.cities}
        homes = {self.view.catalogue.cities[city].country for city in cities}
        return bool(named and homes) and self.view.scope.narrowed and homes <= named

    def _asked(self, mention: Mention) -> float | None:
        """What a mention counts by its cues; None where they say nothing for this ask."""
        cues = frozenset(mention.values(Kind.CUE))
        if not cues:
            return None
        core = self.rule.core | self.view.selectors
        if cues & core - LIGHT:
            return HINT if mention.has(Kind.STOP) else FULL if cues & core - LIGHT - WEAK else WEAKLY
        if cues & core:
            return FAINT
        beside = bool(self.view.reading.focus) and bool(cues & BESIDES) and "next" not in cues
        if "next" in cues and "next" not in self.rule.absorbs | self.rule.core:
            return None  # "when is the next one?" asks of what comes, whatever else the word may say
        absorbed = beside or not cues.isdisjoint(self.rule.absorbs)
        if absorbed and not mention.has(Kind.NEGATION):
            return 0.0 if _light(mention) or self._own(mention) else BESIDE
        return None

    def _own(self, mention: Mention) -> bool:
        """True for the organisation whose bot this is."""
        organiser = self.view.catalogue.facts.organiser
        return organiser is not None and organiser.organisation in mention.values(Kind.ORGANISATION)

    def _credit(self, tally: _Tally) -> float:
        """What is explained; nothing where only hints, or one mended word, say that anything is asked."""
        reading = self.view.reading
        supported = tally.typed or tally.named or not KINDS.isdisjoint(self.view.cues)
        mended_only = bool(reading.doubtful) and not supported
        hints_only = tally.explained <= tally.hints and not (reading.focus and len(reading.words) > TAG)
        hints_only = hints_only and KINDS.isdisjoint(self.view.cues)
        return 0.0 if mended_only or hints_only else tally.explained

    def _confidence(self, tally: _Tally) -> float:
        credit = self._credit(tally)
        if tally.left:
            return min(DOUBT, 0.9 * credit / (credit + 2 * len(tally.left)))
        aside = ASIDE * tally.beside / max(FULL, credit + BESIDE * tally.beside)
        return max(UNSURE, SURE - aside - MENDED * len(self.view.reading.repaired)) if credit else 0.0


def _light(mention: Mention) -> bool:
    if Kind.STOP in mention.kinds:
        return True
    return mention.kinds == {Kind.CUE} and all(cue in LIGHT for cue in mention.values(Kind.CUE))
