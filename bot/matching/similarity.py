"""Ranks the entries of any knowledge for a question by example phrasings, with a calibrated confidence.

Words, pairs of words and runs of characters give similarities; a kernel ridge regression over them finds the entry; a
fixed logistic curve turns what speaks for the entry into a probability. Up to WHOLE phrasings the regression is fitted
once over all of them; beyond, it is fitted per question over the NEAR nearest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.matching.calibration import Evidence
from bot.matching.features import Encoder, Keys, Weight, Words, full_weight, plain_words, units
from bot.matching.postings import Ints, Numbers, Postings, Vector
from bot.matching.ridge import Matrix, Ridge
from bot.matching.spelling import Spelling

WHOLE: Final = 2_000  # phrasings; the fit takes about half a second there and grows with the cube
NEAR: Final = 64  # phrasings of a local fit
BUDGET: Final = 60_000  # postings that are read to find them
CONTENDERS: Final = 8  # entries among which the confidence may change the regression's order
EXACT: Final = 0.99  # confidence of a question that is a phrasing, word for word
Number = TypeVar("Number", np.int32, np.uint64)
_CHUNK: Final = 2_000  # texts between two reports of progress


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask for an entry."""

    entry: str
    text: str


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry that may be meant."""

    entry: str
    confidence: float
    """Probability, 0 to 1; from 0.5 on the entry should be answered."""
    phrasing: int
    """Index of the entry's nearest phrasing in the sequence that the index was built from."""


@dataclass(frozen=True, slots=True)
class _Field:
    """Phrasings that compete: all, or those near a question."""

    rows: Ints
    entries: Ints  # entries of these rows, ascending, each once
    starts: Ints  # where each entry's rows begin
    ridge: Ridge

    @classmethod
    def fit(cls, rows: Ints, labels: Ints, kernel: Matrix) -> _Field:
        entries, starts, local = np.unique(labels, return_index=True, return_inverse=True)
        return cls(rows, entries, starts, Ridge.fit(kernel, local))


class SimilarityIndex:
    """Entries and their phrasings, ready to be asked."""

    def __init__(self, phrasings: Sequence[Phrasing], words: Words, weight: Weight) -> None:
        # Rows are sorted by entry and text, so that the order of the knowledge's files changes nothing.
        self._words = words
        self._order = sorted(range(len(phrasings)), key=lambda i: (phrasings[i].entry, phrasings[i].text))
        self._names = sorted({phrasing.entry for phrasing in phrasings})
        number = {name: i for i, name in enumerate(self._names)}
        self._labels = np.array([number[phrasings[i].entry] for i in self._order], dtype=np.int64)
        self._weight = weight
        self._encoder = Encoder()
        self._exact: dict[tuple[str, ...], list[int]] = defaultdict(list)  # rows that consist of these units
        self._word_entries: dict[str, set[int]] = defaultdict(set)
        self._rarity: dict[str, float] = {}
        self._spelling: Spelling
        self._postings: Postings
        self._whole: _Field | None = None

    @classmethod
    def build(
        cls,
        phrasings: Sequence[Phrasing],
        *,
        words: Words = plain_words,
        weight: Weight = full_weight,
        progress: Callable[[int, int], None] | None = None,
    ) -> SimilarityIndex:
        """Read all phrasings.

        `words` normalises, splits and may stem a text. `weight` says from 0 to 1 how much a word of it counts when a
        question's words are to be explained; 0.2 to 0.5 suits stop words. It does not touch the similarities: there
        function words tell entries apart ("when" from "where"). `progress` is told how many phrasings of how many
        are read.
        """
        index = cls(phrasings, words, weight)
        rows, keys = [np.empty(0, dtype=np.int32)], [np.empty(0, dtype=np.uint64)]
        for start in range(0, len(phrasings), _CHUNK):
            texts = [units(phrasings[i].text, words) for i in index._order[start : start + _CHUNK]]
            index._read(texts, start)
            chunk_rows, chunk_keys = index._encoder.encode(texts)
            rows.append(chunk_rows + np.int32(start))
            keys.append(chunk_keys)
            if progress is not None:
                progress(min(start + _CHUNK, len(phrasings)), len(phrasings))
        index._finish(rows, keys)
        return index

    def rank(self, text: str, limit: int = 5) -> list[Scored]:
        """The entries that may be meant, best first, at most `limit`; none if nothing of the text is known.

        A text that is word for word a phrasing of one entry gets EXACT; one that is a phrasing of several entries has
        no right answer, and they share it.
        """
        asked = units(text, self._words)
        if limit < 1 or not asked or not self._labels.size:
            return []
        exact = {int(self._labels[row]): row for row in reversed(self._exact.get(asked, []))}
        sure = [self._scored(entry, EXACT / len(exact), row) for entry, row in sorted(exact.items())]
        bound = {0: 1.0, 1: 1 - EXACT}.get(len(exact), EXACT / max(len(exact), 1))
        weighed = self._weigh(asked, limit)
        if weighed is None:
            return sure[:limit]
        pairs, evidence = weighed
        confidences = evidence.confidence()
        likely = [
            self._scored(pairs[i][0], min(bound, float(confidences[i])), pairs[i][1])
            for i in np.argsort(-confidences, kind="stable").tolist()
            if pairs[i][0] not in exact
        ]
        return (sure + likely)[:limit]

    def _read(self, texts: Sequence[tuple[str, ...]], start: int) -> None:
        self._encoder.learn(texts)
        for row, text in enumerate(texts, start):
            self._exact[text].append(row)
            for word in text:
                self._word_entries[word].add(int(self._labels[row]))

    def _finish(self, rows: list[Numbers], keys: list[Keys]) -> None:
        self._postings = Postings.build(_joined(rows), _joined(keys), self._labels)
        self._spelling = Spelling(self._word_entries)
        entries = len(self._names)
        self._rarity = {
            word: self._weight(word) * (0.2 + float(np.log((1 + entries) / (1 + len(owners)))))
            for word, owners in self._word_entries.items()
        }
        if 0 < len(self._labels) <= WHOLE:
            size = len(self._labels)
            kernel = np.stack([self._postings.similarities(self._postings.row(row)) for row in range(size)])
            self._whole = _Field.fit(np.arange(size), self._labels, kernel)

    def _weigh(self, asked: tuple[str, ...], least: int = 1) -> tuple[list[tuple[int, int]], Evidence] | None:
        """The likely entries, `least` or more, each with the row of its nearest phrasing, and what speaks for them.

        None if nothing of the question is known. The order is the regression's; the confidence may change it.
        """
        asked = self._spelling.mend(asked, self._word_entries)
        vector = self._postings.vector(self._encoder.encode([asked])[1])
        field, near = self._field(vector)
        if field is None:
            return None
        scores = field.ridge.scores(near)
        best = np.argsort(-scores, kind="stable")[: max(least, CONTENDERS)]
        starts, ends = field.starts[best], np.append(field.starts[1:], len(near))[best]
        entries = field.entries[best]
        evidence = Evidence(
            score=scores[best],
            own=field.ridge.own[best],
            others=field.ridge.others[best],
            nearest=np.maximum.reduceat(near, field.starts)[best],
            mean=np.add.reduceat(near, field.starts)[best] / (ends - starts),
            covered=self._covered(asked, entries),
            known=self._known(asked),
            words=len(set(asked)),
            entries=len(self._names),
            phrasings=len(self._labels) / len(self._names),
            accuracy=field.ridge.accuracy,
            level=float(field.ridge.own.mean()),
            local=self._whole is None,
        )
        rows = [int(field.rows[start + near[start:end].argmax()]) for start, end in zip(starts, ends, strict=True)]
        return list(zip(entries.tolist(), rows, strict=True)), evidence

    def _field(self, vector: Vector) -> tuple[_Field | None, Matrix]:
        """The phrasings that compete for a question, and its similarity to each."""
        if self._whole is not None:
            near = self._postings.similarities(vector)
            return (self._whole, near) if near.any() else (None, near)
        rows = self._postings.nearest(vector, NEAR, BUDGET)
        if not rows.size:
            return None, np.empty(0)
        kernel, near = self._postings.products(rows, vector)
        return _Field.fit(rows, self._labels[rows], kernel), near

    def _covered(self, asked: tuple[str, ...], entries: Ints) -> NDArray[np.float64]:
        unknown = 0.2 + float(np.log(1 + len(self._names)))
        weights = {word: self._rarity.get(word, -1.0) for word in asked}
        weights = {word: self._weight(word) * unknown if w < 0 else w for word, w in weights.items()}
        whole = sum(weights.values()) or 1.0
        owners = [(self._word_entries.get(word, ()), w) for word, w in weights.items()]
        return np.array([sum(w for owner, w in owners if entry in owner) / whole for entry in entries.tolist()])

    def _known(self, asked: tuple[str, ...]) -> float:
        telling = [word for word in asked if self._weight(word) == 1.0] or asked
        return sum(word in self._word_entries for word in telling) / len(telling)

    def _scored(self, entry: int, confidence: float, row: int) -> Scored:
        return Scored(self._names[entry], confidence, self._order[row])


def _joined(parts: list[NDArray[Number]]) -> NDArray[Number]:
    """The parts as one array; the list is emptied, for with 100,000 phrasings a copy is a hundred megabytes."""
    whole = np.concatenate(parts)
    parts.clear()
    return whole
