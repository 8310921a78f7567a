"""Curated entries and news, found by likeness to their phrasings.

A phrasing and a question are compared by what they mean word by word: two names of one thing, or two words of one cue,
are the same feature. An entry answers only where its own words explain every weighty word of the question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from sys import intern

from bot.knowledge.model import Facts, News
from bot.knowledge.types import Texts
from bot.matching.asks import Ask
from bot.matching.candidate import DOUBT, Candidate
from bot.matching.finding import Finding
from bot.matching.passage import CUE, PLACE, WEIGHTLESS, YEAR, Asked, Feature, FeatureReader, Passage, unexplained
from bot.matching.reader import Reader
from bot.matching.reading import Reading
from bot.matching.senses import Kind
from bot.matching.telling import keys
from bot.matching.weighing import MENDED

ALIKE = 0.42
"""Likeness (0 to 1) from which an entry that explains every word is believed, where they share a telling word ..."""
ALIKE_CUE = 0.55
"""... where the telling word is a cue ..."""
ALIKE_PLAIN = 0.72
"""... and where they share only words that many entries have."""
NEVER = 1.01
"""A likeness that no question reaches: one plain word in common shows nothing."""
TELLING = 6
"""A word is telling where at most so many entries have it."""
MOST = 8
LEAST = 0.2
"""So many entries are weighed, and none that is less alike."""
LEANING = 0.9
"""Facts go before entries that explain as much."""
PHRASED = 0.99
OUTRIGHT = 100.0
"""Confidence and preference of an entry whose phrasing the question is, word for word."""
FURTHER = 0.6
"""How like its own phrasings a further question on the same passage is taken to be."""
COUNTED = 4
"""So many words behind a number are counted by it: "a two-part series of webinars"."""
PLACED = 2
"""A place tells something only beside more weighty words than so many."""
RARE = 3
RECALLED = 2
RECALL = 0.6
"""A story recalls a passage by at least two words that at most three passages have; with so much confidence."""
KIN = 0.5
"""What two different words of one cue count, against 1 for the same word or two names of one thing."""
NAMED = 1.5
"""Weight of a phrasing that names its subject and little else ..."""
CONTAINED = 0.6
"""... so that a question which holds all of it is at least so like."""
_DATED = frozenset("end when year month announced start news list organise attend".split())  # noqa: SIM905
"""Cues that a dated report explains by itself."""


class Passages:
    """An inverted index from features to phrasings."""

    def __init__(
        self, reader: Reader, facts: Facts, language: str, progress: Callable[[int, int], None] | None = None
    ) -> None:
        self._reader = reader
        self._language = language
        self._own = facts.organiser.organisation if facts.organiser else ""
        self._features = FeatureReader(reader.lexicon.stemmer, self._own)
        self._passages: list[Passage] = []
        self._numbers: dict[str, int] = {}
        self._owner: list[int] = []
        self._weight: list[float] = []
        self._same: list[tuple[str, ...]] = []
        self._kin: list[tuple[str, ...]] = []
        self._postings: dict[str, list[int]] = {}
        self._exact: dict[tuple[str, ...], int] = {}
        self._told: dict[str, tuple[int, ...]] = {}
        for number, entry in enumerate(facts.entries):
            if progress and number % 100 == 0:
                progress(number, len(facts.entries))
            phrasings = entry.questions.get(language) or entry.questions.get("en", ())
            self._add(entry.id, Ask.ENTRY, phrasings, [self._text(entry.answer)], ())
        for item in facts.news:
            names = (self._text(item.title), *item.names.get(language, item.names.get("en", ())))
            date = f"{item.date.year} {item.date.day}"
            self._add(item.id, Ask.NEWS, names, [self._text(item.text), date], _facts_of(item))

    def _bare(self, reading: Reading) -> tuple[str, ...]:
        """The words of a question without their marks, and without words that say nothing at its ends."""
        light = {at for m in reading.mentions if m.kinds == {Kind.STOP} for at in range(m.start, m.end)}
        kept = [at for at in range(len(reading.words)) if at not in light]
        words = reading.words[kept[0] : kept[-1] + 1] if kept else reading.words
        return tuple(map(self._features.stemmer.plain, words))

    def _text(self, texts: Texts) -> str:
        return texts.get(self._language) or texts.get("en") or next(iter(texts.values()), "")

    def _add(
        self, passage: str, ask: Ask, phrasings: Sequence[str], texts: Sequence[str], extra: Sequence[str]
    ) -> None:
        readings = [self._reader.read(phrasing) for phrasing in phrasings]
        asked = [self._features.features(reading) for reading in readings]
        told = [self._reader.read(text) for text in texts]
        known = self._known(ask, [*readings, *told], extra)
        number = len(self._passages)
        for key in known:
            self._told[key] = (*self._told.get(key, ()), number)[: RARE + 1]  # of what more have, none is recalled
        for reading in readings if ask is Ask.ENTRY else ():
            self._exact.setdefault(self._bare(reading), number)
        phrased = frozenset(key for features in asked for feature in features for key in feature.kin)
        counted = frozenset().union(*(self._counted(reading) for reading in [*readings, *told]))
        kinds = frozenset(key.partition(":")[0] for key in known if ":" in key and key != f"organisation:{self._own}")
        stems = frozenset(self._features.stemmer(word) for reading in readings for word in reading.words)
        self._passages.append(Passage(passage, ask, tuple(known), kinds, phrased, stems, counted))
        self._numbers[passage] = number
        for features in asked:
            self._index(features)

    def _known(self, ask: Ask, readings: Iterable[Reading], extra: Sequence[str]) -> frozenset[str]:
        """Everything that a passage's own words, and what is known of it besides, explain."""
        known = {"cue:named", "cue:list", *extra}
        if ask is Ask.NEWS:
            known |= {f"cue:{cue}" for cue in _DATED}
        for reading in readings:
            known.update(*(feature.all for feature in self._features.features(reading)))
            stems = list(map(self._features.stemmer, reading.words))
            known |= keys(stems, syllables=reading.syllables)
            if reading.of(Kind.YEAR):
                known |= {"cue:year", "cue:when"}
        return frozenset(map(intern, known))

    def _counted(self, reading: Reading) -> frozenset[str]:
        numbers = [m for _, m in reading.of(Kind.NUMBER)]
        stem = self._features.stemmer
        return frozenset(stem(word) for m in numbers for word in reading.words[m.end : m.end + COUNTED])

    def _index(self, features: Sequence[Feature]) -> None:
        number = len(self._owner)
        self._owner.append(len(self._passages) - 1)
        self._weight.append(sum(feature.weight for feature in features))
        self._same.append(tuple({intern(key) for feature in features for key in feature.same}))
        self._kin.append(tuple({intern(key) for feature in features for key in feature.kin}))
        for key in {key for feature in features if feature.weight >= YEAR for key in feature.all}:
            self._postings.setdefault(key, []).append(number)

    def candidates(self, reading: Reading) -> list[Candidate]:
        """Entries and news by likeness, best first."""
        exact = self._exact.get(self._bare(reading))
        if exact is not None:
            return [self._phrased(exact, len(reading.words))]
        asked = self._features.asked(reading)
        likeness, enough = self._nearest(asked)
        nearest = sorted(likeness.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
        several = sum(feature.weight >= CUE for feature in asked.features) > 1
        plain = ALIKE_PLAIN if several else NEVER
        found = [
            self._candidate(asked, owner, alike, enough.get(owner, plain)) for owner, alike in nearest if alike >= LEAST
        ]
        return sorted(found, key=Candidate.order, reverse=True)

    def _nearest(self, asked: Asked) -> tuple[dict[int, float], dict[int, float]]:
        """The likeness of every passage that shares a weighty word, and the likeness from which it is believed."""
        weighty = sum(feature.weight >= CUE for feature in asked.features)
        shared: set[int] = set()
        enough: dict[int, float] = {}
        for feature in asked.features:
            if feature.weight < CUE:
                continue
            numbers = {number for key in feature.same for number in self._postings.get(key, ())}
            shared |= numbers
            owners = {self._owner[number] for number in numbers}
            telling = feature.weight > PLACE or weighty > (1 if feature.weight == CUE else PLACED)
            if telling and len(owners) <= TELLING:
                bar = ALIKE if feature.weight > PLACE else ALIKE_CUE
                enough.update({owner: min(bar, enough.get(owner, bar)) for owner in owners})
        likeness: dict[int, float] = {}
        for number in shared:
            owner = self._owner[number]
            likeness[owner] = max(likeness.get(owner, 0.0), self._alike(asked, number))
        return likeness, enough

    def _alike(self, asked: Asked, number: int) -> float:
        """0 to 1: the share of both texts that they have in common, leaning to the question's."""
        own, same, kin = self._weight[number], self._same[number], self._kin[number]
        matched = 0.0
        for feature in asked.features:
            if not feature.same.isdisjoint(same):
                matched += feature.weight
            elif not feature.kin.isdisjoint(kin):
                matched += KIN * feature.weight
        matched = min(matched, own)
        alike = 0.6 * 2 * matched / (asked.total + own) + 0.4 * matched / max(asked.total, matched)
        return max(alike, CONTAINED) if matched >= own >= NAMED else min(1.0, alike)

    def _candidate(self, asked: Asked, owner: int, alike: float, enough: float) -> Candidate:
        passage = self._passages[owner].opened()
        left = unexplained(asked, passage, self._features)
        core = sum(1 for f in asked.features if f.weight >= YEAR and not f.all.isdisjoint(passage.known))
        finding = Finding(passage.ask, passage.id, refs=(passage.id,), bonus=alike / 1000)
        confidence = _confidence(alike, enough, len(left), len(asked.reading.repaired))
        return Candidate(finding, confidence, core * alike * LEANING, tuple(left))

    def _phrased(self, owner: int, words: int) -> Candidate:
        """The entry whose phrasing the question is, word for word: nothing goes before it."""
        passage = self._passages[owner]
        finding = Finding(passage.ask, passage.id, refs=(passage.id,), bonus=OUTRIGHT)
        return Candidate(finding, PHRASED, float(words))

    def again(self, reading: Reading, passage: str) -> Candidate | None:
        """The passage that was answered last, where its text explains a further question that names nothing."""
        owner = self._numbers.get(passage)
        if owner is None:
            return None
        found = self._candidate(self._features.asked(reading), owner, FURTHER, 0.0)
        return found if not found.unexplained and found.explained else None

    def recalled(self, reading: Reading) -> Candidate | None:
        """The one passage that a story recalls, by words that hardly another passage has; None where it is not clear.

        The story must name whose bot this is, for else it could be about anything.
        """
        if self._own not in reading.values(Kind.ORGANISATION):
            return None
        light = {at for m in reading.mentions if self._features.weight(m) == WEIGHTLESS for at in range(m.start, m.end)}
        votes: Counter[int] = Counter()
        for stem in {self._features.stemmer(word) for at, word in enumerate(reading.words) if at not in light}:
            owners = self._told.get(stem, ())
            if len(owners) <= RARE:
                votes.update(owners)
        most = max(votes.values(), default=0)
        best = sorted(number for number, count in votes.items() if count == most)
        if most < RECALLED or len(best) > 2:  # an entry and the news on the same thing may tie: the entry comes first
            return None
        passage = self._passages[best[0]]
        return Candidate(Finding(passage.ask, passage.id, refs=(passage.id,)), RECALL, float(most))


def _facts_of(item: News) -> list[str]:
    """The typed facts of a piece of news as features."""
    found = [f"month:{item.date.month}", f"year:{item.date.year}", f"news:{item.id}"]
    found += [f"number:{item.number}", f"ordinal:{item.number}"] if item.number else []
    found += [f"organisation:{organisation}" for organisation in item.organisations]
    found += [f"topic:{topic}" for topic in item.topics]
    found += [f"country:{country}" for country in item.countries] + [f"region:{region}" for region in item.regions]
    return found + (["cue:partner"] if item.organisations else [])


def _confidence(alike: float, enough: float, left: int, mended: int) -> float:
    if left:
        return min(DOUBT, alike * 0.8 / (1 + left))
    if alike < enough:
        return min(DOUBT, alike)
    return max(0.5, 0.55 + 0.44 * alike - MENDED * mended)
