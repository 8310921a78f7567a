"""A curated entry or a piece of news as what its words explain, and a question as what must be explained."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from bot.matching.asks import LIGHT, Ask
from bot.matching.reading import Reading
from bot.matching.senses import ENTITIES, Kind, Mention
from bot.matching.stemming import Stemmer
from bot.matching.telling import told

ENTITY, WORD, PLACE, CUE, YEAR, WEIGHTLESS = 2.0, 1.5, 1.2, 1.0, 0.9, 0.4
"""What names, words without a meaning of their own, places, cues, years and all the rest weigh in a comparison."""
PLACES = frozenset({Kind.CITY, Kind.COUNTRY, Kind.REGION})
_PLAIN_CUES = LIGHT - {"webinar"}
ASKING = frozenset({"who", "when", "where", "how_many", "how", "why"})
"""Cues of question words; that the syllables of one stand somewhere in a text explains nothing."""
NAMING = frozenset({"named", "list"})
"""Cues that ask for names, or for a list of them."""
ASKED = {
    "who": frozenset({"person", "organisation", "city"}),
    "city": frozenset({"city", "region", "country"}),
    "country": frozenset({"country"}),
    "institution": frozenset({"organisation"}),
}
"""Cues that ask for a thing of some kind: only a text that names one answers them."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One word or name of a text."""

    same: frozenset[str]
    """Its stems, or the things that it names."""
    kin: frozenset[str]
    """The cues that it gives."""
    weight: float
    start: int
    end: int
    """Its place among the words."""

    @property
    def all(self) -> frozenset[str]:
        """Everything by which it may be found."""
        return self.same | self.kin


@dataclass(frozen=True, slots=True)
class Passage:
    """One entry or one piece of news."""

    id: str
    ask: Ask
    known: Collection[str]
    """Features that its text explains; a set in a passage that is opened."""
    kinds: frozenset[str]
    """The kinds of things that its text names."""
    phrased: frozenset[str]
    """The cues of its phrasings."""
    asked: frozenset[str]
    """The stems of their words."""
    counted: frozenset[str]
    """Stems that stand behind a number in its text, so that "how many" is answered."""

    def opened(self) -> Passage:
        """The passage with a set of what it explains; kept as a tuple, that takes a fifth of the memory."""
        return replace(self, known=frozenset(self.known))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, prepared once for all passages."""

    reading: Reading
    features: tuple[Feature, ...]
    stems: tuple[str, ...]
    """The stems of its words, place by place."""
    counts: bool
    """True where it asks how many."""
    spoken: bool
    """True where it asks what somebody said."""
    named: bool
    """True where it asks for names, or for a list of them."""
    total: float = field(default=0.0)
    """The weight of all features."""


class FeatureReader:
    """Readings -> features; knows whose bot it is, for that name tells nothing."""

    def __init__(self, stemmer: Stemmer, own: str) -> None:
        self.stemmer = stemmer
        self._own = own

    def features(self, reading: Reading) -> tuple[Feature, ...]:
        """The words and names of a reading that can mean something."""
        found = [f for mention in reading.mentions if (f := self._feature(reading, mention)) is not None]
        unknown = sorted(reading.unknown)
        found += [
            Feature(frozenset([self.stemmer(reading.words[at])]), frozenset(), WORD, at, at + 1) for at in unknown
        ]
        return tuple(found)

    def asked(self, reading: Reading) -> Asked:
        """The reading of a question, prepared for comparison."""
        features = self.features(reading)
        cues = reading.cues()
        return Asked(
            reading,
            features,
            tuple(map(self.stemmer, reading.words)),
            "how_many" in cues,
            "say" in cues,
            not NAMING.isdisjoint(cues),
            sum(feature.weight for feature in features),
        )

    def weight(self, mention: Mention) -> float:
        """What a mention weighs."""
        kinds = mention.kinds
        if self._own and self._own in mention.values(Kind.ORGANISATION):
            return WEIGHTLESS
        if kinds & ENTITIES:
            return PLACE if kinds <= PLACES else ENTITY
        if kinds & {Kind.YEAR, Kind.MONTH, Kind.NUMBER, Kind.ORDINAL}:
            return YEAR
        if Kind.STOP in kinds:
            return WEIGHTLESS
        return WEIGHTLESS if Kind.CUE in kinds and set(mention.values(Kind.CUE)) <= _PLAIN_CUES else CUE

    def _feature(self, reading: Reading, mention: Mention) -> Feature | None:
        if mention.kinds <= {Kind.STOP, Kind.JOINER, Kind.OPENER, Kind.STORY, Kind.ALTERNATIVE}:
            return None
        stems = " ".join(map(self.stemmer, reading.words[mention.start : mention.end]))
        names = [f"{s.kind.value}:{s.value}" for s in mention.senses if s.kind is not Kind.CUE]
        cues = frozenset(f"cue:{cue}" for cue in mention.values(Kind.CUE))
        return Feature(frozenset([*names, stems]), cues, self.weight(mention), mention.start, mention.end)


def unexplained(asked: Asked, passage: Passage, reader: FeatureReader) -> list[str]:
    """The weighty words of a question that a passage does not explain, as typed."""
    reading = asked.reading
    left = [
        word
        for mention in reading.mentions
        if not _explains(asked, passage, mention, reader)
        for word in reading.raw[mention.start : mention.end]
    ]
    return left + [
        reading.raw[at]
        for at in sorted(reading.unknown)
        if not told(asked.stems, at, at + 1, passage.known, syllables=reading.syllables)
    ]


def _explains(asked: Asked, passage: Passage, mention: Mention, reader: FeatureReader) -> bool:
    reading = asked.reading
    if mention.has(Kind.NEGATION) and not mention.has(Kind.STOP):
        return all(stem in passage.asked for stem in asked.stems[mention.start : mention.end])
    if mention.kinds & {Kind.STOP, Kind.JOINER, Kind.OPENER}:
        return not mention.has(Kind.NEGATION)
    cues = mention.values(Kind.CUE)
    if "unpublished" in cues or ("next" in cues and passage.ask is Ask.NEWS):  # reports tell nothing of times to come
        return told(asked.stems, mention.start, mention.end, passage.known, syllables=reading.syllables)
    if "how_many" in cues and "cue:how_many" not in passage.known:
        return not passage.counted.isdisjoint(asked.stems[mention.end : mention.end + 2])
    wanted = _wanted(asked, passage, cues) if cues and not asked.counts else frozenset()
    if wanted:
        return not wanted.isdisjoint(passage.kinds)
    if reader.weight(mention) == WEIGHTLESS:
        return True
    inside = told(asked.stems, mention.start, mention.end, passage.known, syllables=reading.syllables)
    named = any(f"{s.kind.value}:{s.value}" in passage.known for s in mention.senses)
    return named or (inside and (mention.end - mention.start == 1 or ASKING.isdisjoint(cues)))


def _wanted(asked: Asked, passage: Passage, cues: tuple[str, ...]) -> frozenset[str]:
    """The kinds of things of which the text must name one; a cue of its own phrasings wants none."""
    strict = asked.spoken or asked.named
    telling = [cue for cue in cues if cue in ASKED and (strict or f"cue:{cue}" not in passage.phrased)]
    return frozenset().union(*(ASKED[cue] for cue in telling))
