"""What speaks for and against a candidate, as named numbers.

The names know asks, cues and kinds of things, never a word of any language, so that what was learnt in one language
holds in all. Counts are scaled to about 1; "when+year" is 1 where the candidate is of the ask "when" and the clause has
the cue "year".
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from bot.matching.asks import LIGHT, WEAK, Ask
from bot.matching.candidate import BELIEVED, Candidate
from bot.matching.passage import ASKED, NAMING
from bot.matching.reading import Reading
from bot.matching.senses import ENTITIES, Kind
from bot.matching.understood import Understood

Feature = tuple[str, float]

NAMELESS = "open kind of names"
"""Names of cities, say, are asked for, and the text has none."""
UPCOMING = "open time to come"
"""What is next is asked for, and the text reports what was."""
_NAMING = ENTITIES | {Kind.YEAR}
_WEIGHTLESS = frozenset({Kind.STOP, Kind.JOINER, Kind.OPENER})
_MANY = 60
"""Words from which a longer message tells nothing more."""
_EARLY = 3
"""The first words, among which the question word stands."""
_SHORT = 14
"""The most words of a bare question: one sentence with nothing about the writer, so that every word is meant."""
_LAST = 4
"""Ranks behind it are alike."""


@dataclass(frozen=True, slots=True)
class Message:
    """What all clauses of a message share."""

    words: int
    sentences: int


def gathered(part: Understood, message: Message, *, whole: bool) -> Iterator[tuple[Candidate, list[Feature]]]:
    """The candidates of one sentence (``whole``) or clause, each with what speaks for and against it."""
    clause = _Clause(part.reading, bare=whole and message.sentences == 1)
    shared = list(_of_clause(part, clause, message, whole=whole))
    for rank, candidate in enumerate(part.candidates):
        if candidate.explained > 0:
            yield candidate, [*shared, *_of_candidate(candidate, min(rank, _LAST), clause)]


class _Clause:
    """A reading, arranged by place."""

    def __init__(self, reading: Reading, *, bare: bool) -> None:
        self.reading = reading
        story = any(mention.has(Kind.STORY) for mention in reading.mentions)
        self.bare = bare and not story and len(reading.words) <= _SHORT
        self.words = len(reading.words)
        self.cues = sorted(reading.cues())
        self.kinds = sorted({kind.value for mention in reading.mentions for kind in mention.kinds} - {"cue", "stop"})
        self.mentions = {at: mention for mention in reading.mentions for at in range(mention.start, mention.end)}
        weightless = sum(1 for mention in self.mentions.values() if mention.kinds & _WEIGHTLESS)
        self.weighty = self.words - weightless
        self.named = [at for at, mention in self.mentions.items() if mention.kinds & _NAMING]
        self.cued = [at for at, mention in self.mentions.items() if not LIGHT.issuperset(mention.values(Kind.CUE))]
        vague = LIGHT | WEAK
        self.telling = {at for at in self.cued if not vague.issuperset(self.mentions[at].values(Kind.CUE))}


def _of_clause(part: Understood, clause: _Clause, message: Message, *, whole: bool) -> Iterator[Feature]:
    reading = part.reading
    yield "sentence" if whole else "clause", 1.0
    yield "share of the message", clause.words / max(1, message.words)
    yield "words of the message", min(message.words, _MANY) / 40
    yield "sentences", message.sentences / 3
    yield "words", clause.words / 20
    yield "log words", math.log1p(clause.words)
    yield "weighty words", clause.weighty / 10
    yield "log weighty words", math.log1p(clause.weighty)
    yield "asked", float(part.asked)
    yield "mended", len(reading.repaired) / 2
    yield "about the writer", min(4, sum(mention.has(Kind.STORY) for mention in reading.mentions)) / 2
    yield "follow-up", float(bool(reading.focus))


def _of_candidate(candidate: Candidate, rank: int, clause: _Clause) -> Iterator[Feature]:
    finding, ask = candidate.finding, candidate.finding.ask
    yield "confidence", candidate.confidence
    yield "believed", float(candidate.confidence >= BELIEVED)
    yield "rank", rank / 3
    yield "explained", candidate.explained / 5
    yield "log explained", math.log(candidate.explained + 0.2)
    yield "typed", float(candidate.typed)
    yield "preference", finding.bonus / 2
    yield "not published", float(finding.missing)
    yield "one edition", float(len(finding.rows) == 1)
    yield "yes or no", float(finding.verdict is not None)
    yield "false premise", float(bool(finding.premises))
    yield "text", float(ask in (Ask.ENTRY, Ask.NEWS))
    yield from _of_open_words(candidate, clause)
    yield f"ask {ask.value}", 1.0
    for cue in clause.cues:
        yield f"{ask.value}+{cue}", 1.0
    for kind in clause.kinds:
        yield f"{ask.value}+a {kind}", 1.0


def _of_open_words(candidate: Candidate, clause: _Clause) -> Iterator[Feature]:
    """How many words stay unexplained, which, and where: before, among or behind those that are explained."""
    reading, open_words = clause.reading, set(candidate.unexplained)
    left = [at for at, word in enumerate(reading.raw) if word in open_words] if open_words else []
    places = set(left)
    named = [at for at in clause.named if at not in places]
    cued = [at for at in clause.cued if at not in places]
    held = named + cued
    yield "names explained", len(named) / 5
    yield "cues explained", len(cued) / 5
    yield "telling cues explained", len(clause.telling - places) / 5
    if not left:
        return
    yield "open", len(left) / 3
    yield "log open", math.log1p(len(left))
    yield "open share", len(left) / clause.words
    yield "open among the first words", float(left[0] < _EARLY)
    yield "open names", float(len(reading.names & places))
    yield "open proper names", float(len(reading.proper & places))
    yield "open words without meaning", len(reading.unknown & places) / 3
    real = len((reading.unknown - reading.names) & places)
    yield "open real words", real / 2
    if clause.bare:
        yield "open in a bare question", 1.0
        yield "open real word in a bare question", float(real > 0)
        yield "open real words share of a bare question", real / max(1, clause.weighty)
    yield "open number", float(any(reading.words[at].isdecimal() for at in left))
    if held:
        yield "open before", sum(at < min(held) for at in left) / 3
        yield "open behind", sum(at > max(held) for at in left) / 3
        beside = {at + step for at in held for step in (-1, 1)}
        yield "open beside", len(beside & places) / 2
    met = [clause.mentions[at] for at in left if at in clause.mentions]
    kinds = any(not ASKED.keys().isdisjoint(mention.values(Kind.CUE)) for mention in met)
    if kinds and candidate.finding.ask in (Ask.ENTRY, Ask.NEWS) and not NAMING.isdisjoint(clause.cues):
        yield NAMELESS, 1.0
    open_cues = {cue for mention in met for cue in mention.values(Kind.CUE)}
    if "next" in open_cues and candidate.finding.ask is Ask.NEWS:
        yield UPCOMING, 1.0
    for cue in sorted(open_cues):
        yield f"open {cue}", 1.0
    for kind in sorted({kind.value for mention in met for kind in mention.kinds}):
        yield f"open a {kind}", 1.0
    if len(met) < len(left):
        yield "open a word", 1.0
