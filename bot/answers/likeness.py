"""Texts that speak of the same things: by the rare words that they share."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

Words = Callable[[str], Iterable[str]]
"""A text as its weighty words, each in one form."""


class Likeness:
    """Ranks some texts by what they share with another one."""

    def __init__(self, texts: Mapping[str, str], words: Words) -> None:
        self._words = words
        counts = {name: Counter(words(text)) for name, text in texts.items()}
        spread = Counter(word for found in counts.values() for word in found)
        self._rarity = {word: math.log(len(counts) / many) for word, many in spread.items()}
        self._having: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for name, found in counts.items():
            length = self._length(found) or 1.0
            for word, times in found.items():
                self._having[word].append((name, self._weight(word, times) / length))

    def nearest(self, text: str, least: float) -> list[str]:
        """The names of the texts that are at least so like it, 0 to 1; the likest first."""
        found = Counter(self._words(text))
        length = self._length(found) or 1.0
        scores: dict[str, float] = defaultdict(float)
        for word, times in found.items():
            weight = self._weight(word, times) / length
            for name, other in self._having.get(word, ()):
                scores[name] += weight * other
        return sorted((name for name, score in scores.items() if score >= least), key=lambda name: -scores[name])

    def _weight(self, word: str, times: int) -> float:
        """What a word counts; said twice it is not twice as telling."""
        return self._rarity.get(word, 0.0) * (1.0 + math.log(times))

    def _length(self, found: Counter[str]) -> float:
        return math.sqrt(sum(self._weight(word, times) ** 2 for word, times in found.items()))
