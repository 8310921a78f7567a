"""Words -> plain words -> stems, by the Snowball algorithm that a language pack names; none for languages without one.

On a phone accents, tone marks, vowel signs and hamza are often left out, so they are left out here as well: "año",
"ano" and "AÑO" have one stem. The lexicon knows which form was typed, and prefers a phrase that is written like it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from sys import intern

from bot.matching.remembered import Remembered

_OPTIONAL = (range(27, 37), range(200, 241))
"""Combining classes of marks that people leave out: Arabic vowel signs, accents; not the vowels of Indian scripts."""
_WHOLE = frozenset("йї")
"""Letters of their own that Unicode takes for a letter with a mark."""
_LEFT = 3
"""Letters that must be left where an article is taken off."""
_REMEMBERED = 2_000


@lru_cache(maxsize=16)
def _algorithm(name: str) -> object:
    import snowballstemmer

    return snowballstemmer.stemmer(name)


class Stemmer:
    """A callable from a folded word to its stem; words that were seen before cost a look-up."""

    def __init__(
        self, algorithm: str | None, letters: Mapping[str, str] | None = None, articles: Iterable[str] = ()
    ) -> None:
        self.algorithm = algorithm
        self._letters = str.maketrans(dict(letters or {}))
        self._articles = sorted(map(self.plain, articles), key=len, reverse=True)
        self._stems = Remembered(self._stem, _REMEMBERED)

    def __call__(self, word: str) -> str:
        return self._stems[word]

    def settle(self) -> None:
        """The language is compiled: remember no more than the words of some questions."""
        self._stems.settle()

    def plain(self, word: str) -> str:
        """The word without the marks that people leave out, and with the pack's letters for those that they mix up."""
        if word.isascii():
            return word
        kept = "".join(map(_without_marks, unicodedata.normalize("NFC", word)))
        return unicodedata.normalize("NFC", kept).translate(self._letters)

    def _stem(self, word: str) -> str:
        plain = self._without_articles(self.plain(word))
        if self.algorithm is None or plain.isdecimal():
            return intern(plain)
        return intern(_algorithm(self.algorithm).stemWord(plain))  # type: ignore[attr-defined]

    def _without_articles(self, word: str) -> str:
        """The word without all articles before it: الإلكترونية is إلكترونية, and both are كترونية."""
        found = next((a for a in self._articles if word.startswith(a) and len(word) - len(a) >= _LEFT), "")
        return self._without_articles(word[len(found) :]) if found else word


@lru_cache(maxsize=4096)
def _without_marks(letter: str) -> str:
    if letter in _WHOLE:
        return letter
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not _optional(unicodedata.combining(c)))


def _optional(combining: int) -> bool:
    return any(combining in classes for classes in _OPTIONAL)
