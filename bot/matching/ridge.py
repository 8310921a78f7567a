"""Kernel ridge regression of "is of this entry" (1 or 0) on the similarities of phrasings, in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

PENALTY: Final = 0.3  # against similarities of at most 1; anything from 0.15 to 0.6 does equally well


@dataclass(frozen=True, slots=True)
class Ridge:
    """One regression per entry, and how each does on phrasings it has not seen."""

    duals: Matrix  # phrasings x entries
    own: Matrix  # per entry: mean score of its phrasings, each left out of the fit in turn
    others: Matrix  # per entry: root mean square score of the phrasings of other entries, likewise
    accuracy: float  # share of the phrasings whose entry still comes first when they are left out, 0 to 1

    @classmethod
    def fit(cls, kernel: Matrix, labels: NDArray[np.int64]) -> Ridge:
        """From the similarities of all phrasings and the entry of each, numbered 0, 1, .. without gaps.

        Leaving a phrasing out needs no second fit: its score without itself is its target minus its dual over the
        diagonal of the inverse.
        """
        size, entries = len(labels), int(labels.max()) + 1
        inverse = _inverse(kernel)
        starts = np.searchsorted(labels, np.arange(entries))
        duals = np.add.reduceat(inverse, starts, axis=1)
        target = np.zeros((size, entries))
        target[np.arange(size), labels] = 1
        unseen = target - duals / np.diag(inverse)[:, None]
        counts = np.bincount(labels)
        own = (unseen * target).sum(0) / counts
        others = np.sqrt((unseen**2 * (1 - target)).sum(0) / np.maximum(size - counts, 1))
        accuracy = float((unseen.argmax(1) == labels).mean())
        return cls(duals, own, others, accuracy)

    def scores(self, similarities: Matrix) -> Matrix:
        """The score of every entry for a text with these similarities to the phrasings; about 0 to 1."""
        scores: Matrix = similarities @ self.duals
        return scores


def _inverse(kernel: Matrix) -> Matrix:
    """Of the kernel plus the penalty on its diagonal; single precision is ample for it and takes half the time."""
    return np.linalg.inv((kernel + PENALTY * np.eye(len(kernel))).astype(np.float32)).astype(np.float64)
