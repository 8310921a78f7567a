"""Typing errors: an unknown word becomes the one known word that it nearly is.

This is for the general matching of any knowledge, in any language. It touches only what no phrasing has, never
anything with a digit, and it keeps the first letter, which people seldom get wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST: Final = 5  # letters; below, one edit away lies another word as often as the same
LONG: Final = 8  # letters from which two edits are allowed
MOST: Final = 12  # words that are looked up in one text; more unknown words are another language


class Spelling:
    """The known words by first letter and length, so that a look-up sees only the few that can be near enough."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(words):
            if len(word) >= SHORTEST - 1 and not _has_digit(word):
                self._known[word[0], len(word)].append(word)

    def mend(self, text: tuple[str, ...], known: Container[str]) -> tuple[str, ...]:
        """The text with its misspelt words replaced; `known` is everything that must stay as it is."""
        unknown = [word for word in dict.fromkeys(text) if word not in known][:MOST]
        mended = {word: self._nearest(word) for word in unknown}
        return tuple(mended.get(word, word) for word in text) if mended else text

    def _nearest(self, word: str) -> str:
        """The nearest known word, the first by alphabet among equals; the word itself if none is near enough."""
        if len(word) < SHORTEST or _has_digit(word):
            return word
        edits = 2 if len(word) >= LONG else 1
        lengths = range(len(word) - edits, len(word) + edits + 1)
        near = [known for length in lengths for known in self._known.get((word[0], length), ())]
        found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=edits)
        return found[0] if found else word


def _has_digit(word: str) -> bool:
    return any(character.isdecimal() for character in word)
