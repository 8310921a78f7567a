"""The weighted features of all phrasings, to be read by feature (which rows have it) and by row (which it has).

Every row has length 1: each family of features (see features.py) is scaled to its share, so that the product of two
rows is their similarity, 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import FAMILIES, Keys, family

Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]  # half the memory of Ints, where there are millions
Floats = NDArray[np.float32]

SHARES: Final = np.array([0.6, 0.25, 0.15])  # of the similarity: runs of characters, words, pairs of words


@dataclass(frozen=True, slots=True)
class Vector:
    """A text as numbers of known features, ascending, and their weights; unknown features only shorten the weights."""

    features: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class Postings:
    """A sparse matrix of rows (phrasings) and columns (features), kept in both directions."""

    keys: Keys  # ascending; a feature's number is its place here
    rarity: NDArray[np.float64]  # per feature: its weight before rows are scaled
    unseen: NDArray[np.float64]  # per family: the rarity of a feature that no phrasing has
    size: int  # number of rows
    feature_starts: Ints
    rows: Numbers  # grouped by feature, ascending within it
    row_weights: Floats
    row_starts: Ints
    features: Numbers  # grouped by row, ascending within it
    feature_weights: Floats

    @classmethod
    def build(cls, rows: Numbers, keys: Keys, labels: Ints) -> Postings:
        """From all feature occurrences, with ascending rows for each feature, and the entry of every row, ascending."""
        size = len(labels)
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        begins = np.flatnonzero(_changes(keys) | _changes(rows))  # one cell is a feature in a row
        times = np.diff(begins, append=len(keys))
        keys, row = keys[begins], rows[begins]
        new = _changes(keys)
        known, feature = keys[new], (np.cumsum(new) - 1).astype(np.int32)
        families = family(known)
        rarity = _rarity(feature, labels[row], size, len(known))
        unseen = np.array([rarity[families == i].max(initial=1.0) for i in range(FAMILIES)])
        weights: Floats = (1 + np.log(times.astype(np.float32))) * rarity.astype(np.float32)[feature]
        group = row * FAMILIES + families.astype(np.int32)[feature]
        squares = np.bincount(group, weights**2, size * FAMILIES)
        scale = np.sqrt(np.tile(SHARES, size) / np.maximum(squares, 1e-12)).astype(np.float32)
        weights *= scale[group]
        by_row = np.argsort(row, kind="stable")
        return cls(
            keys=known,
            rarity=rarity,
            unseen=unseen,
            size=size,
            feature_starts=_starts(feature, len(known)),
            rows=row,
            row_weights=weights,
            row_starts=_starts(row, size),
            features=feature[by_row],
            feature_weights=weights[by_row],
        )

    def vector(self, keys: Keys) -> Vector:
        """The vector of one text from its feature occurrences; what is unknown counts towards its length."""
        distinct, times = np.unique(keys, return_counts=True)
        families = family(distinct)
        place = np.minimum(np.searchsorted(self.keys, distinct), max(len(self.keys) - 1, 0))
        known = self.keys[place] == distinct if len(self.keys) else np.zeros(len(distinct), dtype=bool)
        weights = (1 + np.log(times)) * self.rarity[place] if len(self.keys) else np.zeros(len(distinct))
        squares = np.where(known, weights**2, times * self.unseen[families] ** 2)
        lengths = np.bincount(families, squares, FAMILIES)
        scale = np.sqrt(SHARES / np.maximum(lengths, 1e-12))
        return Vector(place[known], (weights * scale[families])[known].astype(np.float32))

    def row(self, row: int) -> Vector:
        """The vector of a phrasing."""
        span = slice(self.row_starts[row], self.row_starts[row + 1])
        return Vector(self.features[span].astype(np.int64), self.feature_weights[span])

    def similarities(self, vector: Vector) -> NDArray[np.float64]:
        """The similarity of a text to every row."""
        places, lengths = _spans(self.feature_starts, vector.features)
        weights = self.row_weights[places] * np.repeat(vector.weights, lengths)
        return np.bincount(self.rows[places], weights, self.size).astype(np.float64, copy=False)

    def nearest(self, vector: Vector, count: int, budget: int) -> Ints:
        """About the `count` most similar rows, ascending; the commonest features beyond `budget` postings are left out.

        The features are taken from the rarest on, so what is left out weighs least; the work no longer grows with the
        number of rows that share a common word.
        """
        lengths = self.feature_starts[vector.features + 1] - self.feature_starts[vector.features]
        rarest = np.argsort(lengths, kind="stable")
        taken = rarest[: max(1, int(np.searchsorted(np.cumsum(lengths[rarest]), budget)))]
        rough = self.similarities(Vector(vector.features[taken], vector.weights[taken]))
        touched = np.flatnonzero(rough)
        if len(touched) <= count:
            return touched
        return np.sort(touched[np.argpartition(-rough[touched], count)[:count]])

    def products(self, rows: Ints, vector: Vector) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Similarities among some rows, and of a text to these rows; the work depends on nothing but them."""
        places, lengths = _spans(self.row_starts, rows)
        columns, column = np.unique(self.features[places], return_inverse=True)
        dense = np.zeros((len(rows), len(columns)), dtype=np.float32)
        dense[np.repeat(np.arange(len(rows)), lengths), column] = self.feature_weights[places]
        text = np.zeros(len(columns), dtype=np.float32)
        if len(columns):
            place = np.minimum(np.searchsorted(columns, vector.features), len(columns) - 1)
            hit = columns[place] == vector.features
            text[place[hit]] = vector.weights[hit]
        return (dense @ dense.T).astype(np.float64), (dense @ text).astype(np.float64)


def _rarity(feature: Numbers, label: Ints, size: int, features: int) -> NDArray[np.float64]:
    """Half by the phrasings and half by the entries that have the feature.

    With a handful of phrasings an entry, a word that one entry repeats would look common by phrasings alone.
    """
    first = _changes(feature) | _changes(label)
    holders = np.bincount(feature, minlength=features)
    owners = np.bincount(feature[first], minlength=features)
    entries = len(np.unique(label))
    return 1 + 0.5 * (np.log((1 + size) / (1 + holders)) + np.log((1 + entries) / (1 + owners)))


def _changes(values: Ints | Numbers | Keys) -> NDArray[np.bool_]:
    """Where a value differs from the one before it; the first always does."""
    changes = np.ones(len(values), dtype=np.bool_)
    changes[1:] = values[1:] != values[:-1]
    return changes


def _starts(group: Numbers, groups: int) -> Ints:
    return np.concatenate(([0], np.cumsum(np.bincount(group, minlength=groups)))).astype(np.int64)


def _spans(starts: Ints, groups: Ints) -> tuple[Ints, Ints]:
    """Places of all members of the groups, one group after the other, and the number of members of each."""
    begin = starts[groups]
    lengths = starts[groups + 1] - begin
    shift = begin - np.concatenate(([0], np.cumsum(lengths)[:-1])) if len(groups) else begin
    return np.repeat(shift, lengths) + np.arange(lengths.sum()), lengths
