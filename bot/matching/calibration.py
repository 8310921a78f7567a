"""From what speaks for an entry to the probability that it is the right one: one logistic curve for all knowledge.

The coefficients were fitted on simulated knowledge folders of 20 to 60 entries, cut out of two public intent sets in
English: as written, with typing errors, and spelt in one sign per three letters, as a script without spaces would be.
The intercept is such that at 0.5 the share of questions outside the knowledge that are met with silence equals the
share of questions inside it that are answered rightly. `tests/benchmarks/few_shot.py` measures both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]

# One number per column of Evidence.features and the intercept; for a regression over all phrasings and for a local one.
_WHOLE: Final = np.array(
    [2.887, 2.115, -0.610, -5.430, -20.029, 1.488, 1.213, 5.591, 0.074, -0.515, 0.026, -0.754, -0.996, 6.499]
)
_LOCAL: Final = np.array(
    [6.955, 2.253, -0.798, -4.453, 2.027, 2.254, 0.384, -4.400, 0.141, -0.186, -0.651, -0.942, -1.161, 5.352]
)
# Bounds of what Evidence.features is made of, in its order; about what was seen when the coefficients were fitted, so
# that no strange knowledge, of one entry for example, is judged far outside of it.
_LEAST: Final = np.array([0.02, 0.1, 0.015, 0, 0, 0, 1, 10, 3, 0.3, 0.1])
_MOST: Final = np.array([1.5, 1, 0.12, 1, 1, 1, 30, 100, 30, 1, 0.8])


CONTRAST = 3
"""With fewer entries nothing shows what a question on something else looks like: its words must then be known."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about some candidate entries, one array element per candidate."""

    score: Column  # of the ridge regression, about 0 to 1
    own: Column  # mean score of the entry's own phrasings, each left out; low for an entry asked in many ways
    others: Column  # root mean square score of the others' phrasings, likewise
    nearest: Column  # similarity of the entry's nearest phrasing, 0 to 1
    mean: Column  # mean similarity of its phrasings, 0 to 1
    covered: Column  # share of the question's word weight that occurs in its phrasings, 0 to 1
    known: float  # share of the question's words, stop words apart, that occur in any phrasing, 0 to 1
    words: int  # distinct words of the question
    entries: int  # entries of the knowledge
    phrasings: float  # phrasings per entry
    accuracy: float  # share of the phrasings that are recognised when left out; how far the knowledge can be told apart
    level: float  # mean of `own` over all entries
    local: bool  # whether the regression saw only the phrasings near the question

    def features(self) -> NDArray[np.float64]:
        """Candidates x features."""
        shared = np.array([self.words, self.entries, self.phrasings, self.accuracy, self.level])
        columns = np.empty((len(self.score), 11))
        columns[:, :3] = np.stack([self.score, self.own, self.others], axis=1)
        columns[:, 3:6] = np.stack([self.covered * self.nearest, self.covered, self.mean], axis=1)
        columns[:, 6:] = shared
        columns = np.minimum(np.maximum(columns, _LEAST), _MOST)
        logs = np.log(columns[:, [0, 1, 6, 7, 8]])
        return np.column_stack(
            [columns[:, 0], logs[:, 0], logs[:, 0] - logs[:, 1], columns[:, 1:6], logs[:, 2:], columns[:, 9:]]
        )

    def confidence(self) -> Column:
        """The probability that the candidate is what was asked for; 0.5 is the point to answer from."""
        coefficients = _LOCAL if self.local else _WHOLE
        logit = self.features() @ coefficients[:-1] + coefficients[-1]
        likely = np.asarray(1 / (1 + np.exp(-logit)), dtype=np.float64)
        return likely if self.entries >= CONTRAST else np.minimum(likely, self.known**2)
