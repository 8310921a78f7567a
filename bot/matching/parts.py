"""What is written as one word, but is several: particles, affixes, scripts without spaces, another alphabet.

Only a word that means nothing as it stands is taken apart. What is left out (a particle that says nothing) is no word
of the question; a particle that is a cue stays one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from bot.matching.lexicon import Lexicon

LONGEST_WORD = 24
"""Letters of a word that is looked for where words are written without spaces."""
LONGEST_RUN = 400
"""Letters of a run without spaces that are taken apart."""
SHORTEST_CORE = 2
"""Letters that must be left where affixes are taken off."""
MOST_SUFFIXES = 3
"""Suffixes that may follow each other: katılım-cı-lar-dan, 서울-에서-는."""

# What a run costs: the cheapest way to read it wins. Fewer and longer words are cheaper; words with a meaning here are
# cheaper than those of the dictionary, and both than letters that are no word.
_KNOWN, _KNOWN_LETTER, _WORD, _WORD_LETTER, _STRANGE, _STRANGE_MORE = 1.0, 1.4, 1.3, 2.0, 2.2, 1.0


@dataclass(frozen=True, slots=True)
class Script:
    """How a language is written, as its pack says."""

    spaces: bool = True
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    transliteration: Mapping[str, str] = field(default_factory=dict)
    """Runs of Latin letters -> its own letters."""


class Parts:
    """Takes words apart by what one lexicon knows."""

    def __init__(self, lexicon: Lexicon, script: Script) -> None:
        self._lexicon = lexicon
        plain = lexicon.stemmer.plain
        self._spaces = script.spaces
        self._prefixes = sorted({plain(one) for one in script.prefixes}, key=len, reverse=True)
        self._suffixes = sorted({plain(one) for one in script.suffixes}, key=len, reverse=True)
        self._latin = dict(script.transliteration)

    @property
    def needed(self) -> bool:
        """Whether the language writes anything together at all."""
        return not self._spaces or bool(self._prefixes or self._suffixes or self._latin)

    def of(self, word: str) -> list[str]:
        """The words that a word is made of; none where it stays what it is."""
        if word.isdecimal() or self._lexicon.means(word):
            return []
        if word.isascii():
            return self._spelt_otherwise(word)
        plain = self._lexicon.stemmer.plain(word)
        if not self._spaces:
            return self._told_apart(plain[:LONGEST_RUN])
        return self._peeled(plain)

    def _spelt_otherwise(self, word: str) -> list[str]:
        if not self._latin:
            return self._peeled(word)
        own = spelt(word, self._latin)
        known = self._lexicon.means(own) or (self._lexicon.is_word(own) and not self._lexicon.is_word(word))
        return [own] if known else []

    def _peeled(self, word: str) -> list[str]:
        """The word without its affixes, with those that say something; the longest core with a meaning."""
        best: tuple[int, list[str]] = (0, [])
        for before, core, behind in self._cores(word):
            if len(core) > best[0] and self._tells(core):
                best = len(core), [*self._telling(before), core, *self._telling(behind)]
        return best[1]

    def _cores(self, word: str) -> Iterator[tuple[Sequence[str], str, Sequence[str]]]:
        fronts = [((), word), *(((p,), word[len(p) :]) for p in self._prefixes if word.startswith(p))]
        ends: list[tuple[tuple[str, ...], str]] = [((), "")]
        seen = {""}
        for behind, tail in ends:
            rest = word[: len(word) - len(tail)]
            for suffix in self._suffixes if len(behind) < MOST_SUFFIXES else ():
                longer = suffix + tail
                if rest.endswith(suffix) and longer not in seen:
                    seen.add(longer)
                    ends.append(((suffix, *behind), longer))
        for (before, left), (behind, tail) in product(fronts, ends):
            core = left[: len(left) - len(tail)] if left.endswith(tail) else ""
            if len(core) >= SHORTEST_CORE and core != word:
                yield before, core, behind

    def _tells(self, core: str) -> bool:
        return self._lexicon.means(core) and not self._lexicon.is_stop(core)

    def _telling(self, affixes: Iterable[str]) -> list[str]:
        return [affix for affix in affixes if self._lexicon.within(affix) and not self._lexicon.is_stop(affix)]

    def _told_apart(self, run: str) -> list[str]:
        """The cheapest way to read a run; a suffix that says nothing is left out behind another word."""
        pieces = self._cheapest(run)
        kept = [
            piece
            for at, piece in enumerate(pieces)
            if not (at and piece in self._suffixes and (self._lexicon.is_stop(piece) or not self._lexicon.means(piece)))
        ]
        return kept if kept != [run] else []

    def _cheapest(self, run: str) -> list[str]:
        suffixes = frozenset(self._suffixes)
        cost = [0.0] + [float("inf")] * len(run)
        strange = [False] * (len(run) + 1)
        back = [0] * (len(run) + 1)
        for at in range(len(run)):
            for end in range(at + 1, min(len(run), at + LONGEST_WORD) + 1):
                piece = run[at:end]
                price = self._price(piece, suffix=at > 0 and piece in suffixes)
                if price is not None and cost[at] + price < cost[end]:
                    cost[end], back[end], strange[end] = cost[at] + price, at, False
            price = _STRANGE_MORE if strange[at] else _STRANGE
            if cost[at] + price < cost[at + 1]:
                cost[at + 1], strange[at + 1] = cost[at] + price, True
                back[at + 1] = back[at] if strange[at] else at
        pieces: list[str] = []
        end = len(run)
        while end:
            pieces.append(run[back[end] : end])
            end = back[end]
        return pieces[::-1]

    def _price(self, piece: str, *, suffix: bool) -> float | None:
        if suffix or self._lexicon.within(piece):
            return _KNOWN if len(piece) > 1 else _KNOWN_LETTER
        if self._lexicon.is_word(piece):
            return _WORD if len(piece) > 1 else _WORD_LETTER
        return None


def spelt(word: str, letters: Mapping[str, str]) -> str:
    """A word in Latin letters in a language's own, by its transliteration; what has no counterpart is left out."""
    longest = max(map(len, letters), default=0)
    found: list[str] = []
    at = 0
    while at < len(word):
        fits = (length for length in range(min(longest, len(word) - at), 0, -1) if word[at : at + length] in letters)
        length = next(fits, 0)
        found.append(letters[word[at : at + length]] if length else "")
        at += length or 1
    return "".join(found)
