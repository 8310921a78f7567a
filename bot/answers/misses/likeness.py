"""Which sets of words are alike: those that share most of their words, where a typing error makes no other word.

What is joined may join others in turn, so that neither the order of the sets nor where one begins changes anything.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from bot.answers.misses.joining import Joining
from bot.matching.repair import LONGEST

SHARED: Final = 0.6
"""What two sets have to share of all their words: three of five."""
SHORTEST: Final = 6
"""Letters from which a word may hold a typing error; below, one letter makes another word as often as not."""


def join_alike(sets: Sequence[Collection[str]], joining: Joining) -> None:
    """Join the places of sets that are alike, in time that grows with the pairs that share a rare word."""
    told = _one_spelling({word for words in sets for word in words})
    spelt = [frozenset(told[word] for word in words) for words in sets]
    spread = Counter(word for words in spelt for word in words)
    first: dict[frozenset[str], int] = {}
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(spelt):
        if not words:
            continue
        if words in first:
            joining.join(first[words], at)
            continue
        first[words] = at
        for other in _candidates(words, spread, by_word):
            if not joining.together(at, other) and shared(words, spelt[other]) >= SHARED:
                joining.join(at, other)
        for word in _telling(words, spread):
            by_word[word].append(at)


def shared(some: Collection[str], others: Collection[str]) -> float:
    """How much of all their words two sets share, 0 to 1."""
    both = len(set(some) & set(others))
    return both / (len(some) + len(others) - both)


def _candidates(words: Collection[str], spread: Counter[str], by_word: dict[str, list[int]]) -> Iterator[int]:
    """The earlier sets that can share enough."""
    for word in _telling(words, spread):
        yield from by_word.get(word, ())


def _telling(words: Collection[str], spread: Counter[str]) -> list[str]:
    """The rarest words of a set: two sets that share enough have one of these in common."""
    ranked = sorted(words, key=lambda word: (spread[word], word))
    return ranked[: len(ranked) - math.ceil(SHARED * len(ranked)) + 1]


def _one_spelling(words: Iterable[str]) -> dict[str, str]:
    """Each word -> the first, by alphabet, of those that typing errors lead to."""
    ordered = sorted(words)
    joining = Joining(len(ordered))
    first: dict[tuple[str, int, str], int] = {}
    for at, word in enumerate(ordered):
        for slip in _slips(word):
            joining.join(first.setdefault(slip, at), at)
    return {word: ordered[joining.root(at)] for at, word in enumerate(ordered)}


def _slips(word: str) -> Iterator[tuple[str, int, str]]:
    """What a word has in common with those that are one typing error away: a letter left out, another, or two swapped.

    The first letter is seldom wrong, and a figure is never taken for another. A word of n letters makes 3n strings of n
    letters, so one that is too long to be a word is left as it is.
    """
    if not SHORTEST <= len(word) <= LONGEST or any(letter.isdecimal() for letter in word):
        return
    yield "left out", 0, word
    for at in range(1, len(word)):
        without = word[:at] + word[at + 1 :]
        if len(without) >= SHORTEST:
            yield "left out", 0, without
        yield "another", at, without
        swapped = "".join(sorted(word[at : at + 2]))
        yield "swapped", at, word[:at] + swapped + word[at + 2 :]
