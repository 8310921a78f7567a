"""Curated entries and news, found by likeness to their phrasings.

A phrasing and a question are compared by what they mean word by word: two names of one thing, or two words of one cue,
are the same feature. An entry answers only where its own words explain every weighty word of the question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.knowledge.model import Facts
from bot.matching.asks import LIGHT, Ask
from bot.matching.candidate import DOUBT, Candidate
from bot.matching.finding import Finding
from bot.matching.reading import Reader, Reading
from bot.matching.senses import ENTITIES, Kind, Mention
from bot.matching.weighing import MENDED

ALIKE = 0.42
"""Likeness (0 to 1) from which an entry that explains every word is believed, where they share a telling word ..."""
ALIKE_CUE = 0.55
"""... where the telling word is a cue ..."""
ALIKE_PLAIN = 0.72
"""... and where they share only words that many entries have."""
RARE = 3
RECALLED = 2
RECALL = 0.6
"""A story recalls a passage by at least two words that at most three passages have; with so much confidence."""
NEVER = 1.01
"""A likeness that no question reaches: one plain word in common shows nothing."""
PHRASED = 0.99
OUTRIGHT = 100.0
"""Confidence and preference of an entry whose phrasing the question is, word for word."""
FURTHER = 0.6
"""How like its own phrasings a further question on the same passage is taken to be."""
MOST = 8
LEAST = 0.2
"""So many entries are weighed, and none that is less alike."""
LEANING = 0.9
"""Facts go before entries that explain as much."""
TELLING = 6
"""A word is telling where at most so many entries have it."""
_WEIGHTS = {"entity": 2.0, "word": 1.5, "place": 1.2, "cue": 1.0, "year": 0.9, "light": 0.4}
_DATED = frozenset({"end", "when", "year", "month", "announced", "start", "news", "list", "organise", "attend"})
"""Cues that a dated report explains by itself."""

_ASKED = {
    "who": ("person", "organisation", "city"),
    "city": ("city", "region", "country"),
    "country": ("country",),
    "institution": ("organisation",),
}
"""Cues that ask for a thing of some kind: only a text that names one answers them."""
_NAMED = 1.5
"""Weight of a phrasing that names its subject and little else ..."""
_CONTAINED = 0.6
"""... so that a question which holds all of it is at least so like."""
PLACES = frozenset({Kind.CITY, Kind.COUNTRY, Kind.REGION})
_KIN = 0.5
"""What two different words of one cue count, against 1 for the same word or two names of one thing."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One word or name of a text."""

    same: frozenset[str]
    """Its stems, or the things that it names."""
    kin: frozenset[str]
    """The cues that it gives."""
    weight: float

    @property
    def all(self) -> frozenset[str]:
        """Everything by which it may be found."""
        return self.same | self.kin


@dataclass(frozen=True, slots=True)
class Passage:
    """One entry or one piece of news."""

    id: str
    ask: Ask
    known: frozenset[str]
    """Features that its text explains."""
    phrased: frozenset[str]
    """The cues of its phrasings."""
    counted: frozenset[str]
    """Features that stand behind a number in its text, so that "how many" is answered."""


class Passages:
    """An inverted index from features to phrasings."""

    def __init__(
        self, reader: Reader, facts: Facts, language: str, progress: Callable[[int, int], None] | None = None
    ) -> None:
        self._reader = reader
        self._own = facts.organiser.organisation if facts.organiser else ""
        self._passages: list[Passage] = []
        self._owner: list[int] = []
        self._weight: list[float] = []
        self._postings: dict[str, list[int]] = {}
        self._keys: list[frozenset[str]] = []
        self._kin: list[frozenset[str]] = []
        self._exact: dict[tuple[str, ...], int] = {}
        self._told: dict[str, set[int]] = {}
        for number, entry in enumerate(facts.entries):
            if progress and number % 100 == 0:
                progress(number, len(facts.entries))
            phrasings = entry.questions.get(language) or entry.questions.get("en", ())
            self._add(entry.id, Ask.ENTRY, phrasings, [*phrasings, _text(entry.answer, language)], ())
        for item in facts.news:
            names = (_text(item.title, language), *item.names.get(language, item.names.get("en", ())))
            date = f"{item.date.year} {item.date.day}"
            extra = [f"month:{item.date.month}", f"news:{item.id}", f"number:{item.number}", f"year:{item.date.year}"]
            extra += [f"organisation:{o}" for o in item.organisations] + [f"topic:{t}" for t in item.topics]
            extra += ["cue:partner"] if item.organisations else []
            extra += [f"country:{c}" for c in item.countries] + [f"region:{r}" for r in item.regions]
            self._add(item.id, Ask.NEWS, names, [*names, _text(item.text, language), date], extra)

    def _add(
        self, passage: str, ask: Ask, phrasings: Sequence[str], texts: Sequence[str], extra: Sequence[str]
    ) -> None:
        known: set[str] = {"cue:named", "cue:list", *extra}
        counted: set[str] = set()
        number = len(self._passages)
        for key in extra:
            self._told.setdefault(key, set()).add(number)
        for text in texts:
            reading = self._reader.read(text)
            for feature in self._features(reading):
                known |= feature.all
            stems = {self._stem(word) for word in reading.words}
            known |= stems
            for stem in stems:
                self._told.setdefault(stem, set()).add(number)
            if reading.of(Kind.YEAR):
                known |= {"cue:year", "cue:when"}
            counted |= self._counted(reading)
        if ask is Ask.NEWS:
            known |= {f"cue:{cue}" for cue in _DATED}
        readings = [self._reader.read(phrasing) for phrasing in phrasings]
        asked = [self._features(reading) for reading in readings]
        for reading in readings if ask is Ask.ENTRY else ():
            self._exact.setdefault(reading.words, number)
        phrased = frozenset(key for features in asked for feature in features for key in feature.kin)
        self._passages.append(Passage(passage, ask, frozenset(known), phrased, frozenset(counted)))
        for features in asked:
            self._index(features)

    def _index(self, features: Sequence[Feature]) -> None:
        number = len(self._owner)
        self._owner.append(len(self._passages) - 1)
        self._weight.append(sum(feature.weight for feature in features))
        self._keys.append(frozenset(key for feature in features for key in feature.same))
        self._kin.append(frozenset(key for feature in features for key in feature.kin))
        for key in {key for feature in features if feature.weight >= _WEIGHTS["year"] for key in feature.all}:
            self._postings.setdefault(key, []).append(number)

    def _stem(self, word: str) -> str:
        return self._reader.lexicon.stemmer(word)

    def _counted(self, reading: Reading) -> set[str]:
        numbers = [m for _, m in reading.of(Kind.NUMBER)]
        return {self._stem(w) for m in numbers for w in reading.words[m.end : m.end + 2]}

    def _features(self, reading: Reading) -> list[Feature]:
        features = [f for mention in reading.mentions if (f := self._feature(reading, mention)) is not None]
        words = (frozenset([self._stem(reading.words[at])]) for at in sorted(reading.unknown))
        return features + [Feature(word, frozenset(), _WEIGHTS["word"]) for word in words]

    def _feature(self, reading: Reading, mention: Mention) -> Feature | None:
        senses = [s for s in mention.senses if s.kind not in (Kind.STOP, Kind.JOINER, Kind.STORY)]
        if not senses:
            return None
        stems = " ".join(map(self._stem, reading.words[mention.start : mention.end]))
        names = frozenset([f"{s.kind.value}:{s.value}" for s in senses if s.kind is not Kind.CUE] + [stems])
        cues = frozenset(f"cue:{cue}" for cue in mention.values(Kind.CUE))
        return Feature(names, cues, _WEIGHTS[self._class(mention)])

    def _class(self, mention: Mention) -> str:
        kinds = mention.kinds
        if self._own and self._own in mention.values(Kind.ORGANISATION):
            return "light"
        if kinds & ENTITIES:
            return "place" if kinds <= PLACES else "entity"
        if kinds & {Kind.YEAR, Kind.MONTH, Kind.NUMBER}:
            return "year"
        light = mention.has(Kind.STOP) or (
            mention.has(Kind.CUE) and set(mention.values(Kind.CUE)) <= LIGHT - {"webinar"}
        )
        return "light" if light else "cue"

    def candidates(self, reading: Reading) -> list[Candidate]:
        """Entries and news by likeness, best first; none below a quarter."""
        features = self._features(reading)
        total = sum(feature.weight for feature in features)
        several = sum(f.weight >= _WEIGHTS["cue"] for f in features) > 1
        heavy: set[int] = set()
        enough: dict[int, float] = {}
        for feature in features:
            if feature.weight < _WEIGHTS["cue"]:
                continue
            same = self._numbers(feature.same)
            heavy |= same
            owners = {self._owner[number] for number in same}
            if (feature.weight > _WEIGHTS["place"] or several) and len(owners) <= TELLING:
                bar = ALIKE if feature.weight > _WEIGHTS["place"] else ALIKE_CUE
                enough.update({owner: min(bar, enough.get(owner, bar)) for owner in owners})
        plain = ALIKE_PLAIN if several else NEVER
        likeness: dict[int, float] = {}
        for number in heavy:
            alike = self._alike(features, number, total)
            owner = self._owner[number]
            likeness[owner] = max(likeness.get(owner, 0.0), alike)
        nearest = sorted(likeness.items(), key=lambda pair: -pair[1])[:MOST]
        exact = self._exact.get(reading.words)
        if exact is not None:
            return [self._phrased(exact, len(features))]
        found = [
            self._candidate(reading, features, owner, alike, enough.get(owner, plain))
            for owner, alike in nearest
            if alike >= LEAST
        ]
        return sorted(found, key=Candidate.order, reverse=True)

    def again(self, reading: Reading, passage: str) -> Candidate | None:
        """The passage that was answered last, where its text explains a further question that names nothing."""
        owner = next((i for i, one in enumerate(self._passages) if one.id == passage), None)
        if owner is None:
            return None
        found = self._candidate(reading, self._features(reading), owner, FURTHER, 0.0)
        return found if not found.unexplained and found.explained else None

    def recalled(self, reading: Reading) -> Candidate | None:
        """The one passage that a story recalls, by words that hardly another passage has; None where it is not clear.

        The story must name whose bot this is, for else it could be about anything.
        """
        if self._own not in reading.values(Kind.ORGANISATION):
            return None
        votes: Counter[int] = Counter()
        light = {at for m in reading.mentions if self._class(m) == "light" for at in range(m.start, m.end)}
        for stem in {self._stem(word) for at, word in enumerate(reading.words) if at not in light}:
            owners = self._told.get(stem, set())
            if len(owners) <= RARE:
                votes.update(owners)
        most = max(votes.values(), default=0)
        best = sorted(number for number, count in votes.items() if count == most)
        if most < RECALLED or len(best) > 2:  # an entry and the news on the same thing may tie: the entry comes first
            return None
        passage = self._passages[best[0]]
        return Candidate(Finding(passage.ask, passage.id, refs=(passage.id,)), RECALL, float(most))

    def _phrased(self, owner: int, weight: int) -> Candidate:
        """The entry whose phrasing the question is, word for word: nothing goes before it."""
        passage = self._passages[owner]
        finding = Finding(passage.ask, passage.id, refs=(passage.id,), bonus=OUTRIGHT)
        return Candidate(finding, PHRASED, float(weight))

    def _alike(self, features: Sequence[Feature], number: int, total: float) -> float:
        """0 to 1: the share of both texts that they have in common, leaning to the question's."""
        own, keys, kin = self._weight[number], self._keys[number], self._kin[number]
        matched = 0.0
        for feature in features:
            if not keys.isdisjoint(feature.same):
                matched += feature.weight
            elif not kin.isdisjoint(feature.kin):
                matched += _KIN * feature.weight
        matched = min(matched, own)
        alike = 0.6 * 2 * matched / (total + own) + 0.4 * matched / max(total, matched)
        return max(alike, _CONTAINED) if matched >= own >= _NAMED else min(1.0, alike)

    def _numbers(self, keys: frozenset[str]) -> set[int]:
        return {number for key in keys for number in self._postings.get(key, ())}

    def _candidate(
        self, reading: Reading, features: list[Feature], owner: int, alike: float, enough: float
    ) -> Candidate:
        passage = self._passages[owner]
        left = [
            word
            for m in reading.mentions
            if not self._explains(reading, passage, m)
            for word in reading.raw[m.start : m.end]
        ]
        left += [
            reading.raw[at] for at in sorted(reading.unknown) if self._stem(reading.words[at]) not in passage.known
        ]
        core = sum(1 for f in features if f.weight >= _WEIGHTS["year"] and not f.all.isdisjoint(passage.known))
        explained = core * alike * LEANING
        finding = Finding(passage.ask, passage.id, refs=(passage.id,), bonus=alike / 1000)
        return Candidate(finding, _confidence(alike, enough, len(left), len(reading.repaired)), explained, tuple(left))

    def _explains(self, reading: Reading, passage: Passage, mention: Mention) -> bool:
        if mention.has(Kind.STOP) or mention.has(Kind.JOINER):
            return not mention.has(Kind.NEGATION)
        stems = [self._stem(word) for word in reading.words[mention.start : mention.end]]
        if "how_many" in mention.values(Kind.CUE) and "cue:how_many" not in passage.known:
            following = {self._stem(w) for w in reading.words[mention.end : mention.end + 2]}
            return not following.isdisjoint(passage.counted)
        spoken = "say" in reading.cues()
        cues = [cue for cue in mention.values(Kind.CUE) if spoken or f"cue:{cue}" not in passage.phrased]
        wanted = {kind for cue in cues for kind in _ASKED.get(cue, ())}
        if wanted and "cue:how_many" not in {f"cue:{c}" for c in reading.cues()}:
            return any(key.partition(":")[0] in wanted for key in passage.known if key != f"organisation:{self._own}")
        if self._class(mention) == "light":
            return True
        return any(f"{s.kind.value}:{s.value}" in passage.known for s in mention.senses) or all(
            stem in passage.known for stem in stems
        )


def _confidence(alike: float, enough: float, left: int, mended: int) -> float:
    if left:
        return min(DOUBT, alike * 0.8 / (1 + left))
    if alike < enough:
        return min(DOUBT, alike)
    return max(0.5, 0.55 + 0.44 * alike - MENDED * mended)


def _text(texts: dict[str, str], language: str) -> str:
    return re.sub(r"\*\*", "", texts.get(language) or texts.get("en") or next(iter(texts.values()), ""))
