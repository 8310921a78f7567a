"""What is written as one word, but is several: particles, affixes, scripts without spaces, another alphabet.

Only a word that means nothing as it stands is taken apart. What is left out (a particle that says nothing) is no word
of the question; a particle that is a cue stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, product

from bot.matching.lexicon import Lexicon
from bot.matching.remembered import Remembered
from bot.matching.senses import Kind
from bot.matching.text import fold

LONGEST_WORD = 24
"""Letters of a word that is looked for where words are written without spaces."""
LONGEST_RUN = 400
"""Letters of a run without spaces that are taken apart."""
SHORTEST_CORE = 2
"""Letters that must be left where affixes are taken off ..."""
SHORTEST_STOP = 3
"""... from a word without weight."""
MOST_AFFIXES = 3
"""Affixes that may follow each other: katılım-cı-lar-dan, 서울-에서-는, و-ال-مدن."""
MOST_UNLIKELY = 4
"""Letters of a word of another alphabet that may stand for an unlikely one."""
REMEMBERED = 1_000
"""Words of which is kept how they were taken apart."""
MOST_SPELLINGS = 64
"""Ways to spell a word of another alphabet that are tried."""

# What a run costs: the cheapest way to read it wins. Fewer and longer words are cheaper; words with a meaning here are
# cheaper than those of the dictionary, and both than letters that are no word.
_SUFFIX = 0.9
_KNOWN, _KNOWN_LETTER, _WORD, _WORD_LETTER, _STRANGE, _STRANGE_MORE = 1.0, 1.4, 1.6, 2.0, 2.2, 1.0
_FIGURE = re.compile(r"(\d+)([^\W\d_]+)")
_APOSTROPHE = re.compile("(?<=\\w)['\u2018\u2019\u02bc`\u00b4](\\w+)")


@dataclass(frozen=True, slots=True)
class Script:
    """How a language is written, as its pack says."""

    spaces: bool = True
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    transliteration: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Runs of Latin letters -> its own letters, the likeliest first."""
    relations_behind: bool = False
    """Whether a suffix may say something (from, since), and no prefix; else the other way round."""


class Parts:
    """Takes words apart by what one lexicon knows."""

    def __init__(self, lexicon: Lexicon, script: Script) -> None:
        self._lexicon = lexicon
        plain = lexicon.stemmer.plain
        self._spaces = script.spaces
        self._prefixes = sorted({plain(one) for one in script.prefixes}, key=len, reverse=True)
        self._suffixes = sorted({plain(one) for one in script.suffixes}, key=len, reverse=True)
        self._latin = dict(script.transliteration)
        self._met = Remembered(self._of, REMEMBERED)
        self._says = self._suffixes if script.relations_behind or not script.spaces else self._prefixes

    @property
    def needed(self) -> bool:
        """Whether the language writes anything together at all."""
        return not self._spaces or bool(self._prefixes or self._suffixes or self._latin)

    def of(self, word: str, *, forced: bool = False) -> list[str]:
        """The words that a word is made of; none where it stays what it is.

        ``forced``: although it is a word of some phrase, for it is in none where it stands.
        """
        return self._met[word, forced]

    def settle(self) -> None:
        """The language is compiled: remember no more than the words of some questions."""
        self._met.settle()

    def _of(self, written: tuple[str, bool]) -> list[str]:
        word, forced = written
        if word.isdecimal() or word in self._lexicon.ordinary or (self._lexicon.means(word) and not forced):
            return []
        figured = self._figured(word)
        if figured:
            return figured
        if forced and not self._spaces and (self._lexicon.is_word(word) or not self._lexicon.listed(word)):
            return []  # an ordinary word that means nothing here is not cut into scraps that do
        if word.isascii() and self._latin:
            return self._spelt_otherwise(word)
        plain = self._lexicon.stemmer.plain(word)
        if not self._spaces and not word.isascii():
            return self._told_apart(plain[:LONGEST_RUN], forced=forced)
        return self._peeled(plain)

    def _figured(self, word: str) -> list[str]:
        """A figure with endings behind it, with those that say something: 60tan, 2018de; none for any other word."""
        found = _FIGURE.fullmatch(word)
        chain = self._whole_ending(found.group(2)) if found else None
        return [found.group(1), *self._telling(chain)] if found and chain is not None else []

    def _whole_ending(self, tail: str) -> Sequence[str] | None:
        """The suffixes that letters consist of; None where they are anything else."""
        plain = self._lexicon.stemmer.plain(tail)
        return next((behind for behind, rest in self._ends(plain) if rest == plain), None)

    def without_apostrophes(self, text: str) -> str:
        """The text without suffixes behind an apostrophe that say nothing (Seul'deki); one that does is a word."""
        return _APOSTROPHE.sub(self._behind, text) if self._suffixes else text

    def _behind(self, found: re.Match[str]) -> str:
        chain = self._whole_ending(fold(found.group(1)))
        return found.group() if chain is None else " ".join(["", *self._telling(chain)])

    def _spelt_otherwise(self, word: str) -> list[str]:
        spellings = list(islice(spelt(word, self._latin), MOST_SPELLINGS))
        known = next(filter(self._lexicon.means, spellings), None)
        if known is None and not self._lexicon.is_word(word):
            known = next(filter(self._lexicon.is_word, spellings), None)
        return [known] if known else []

    def _peeled(self, word: str) -> list[str]:
        """The word without its affixes, with those that say something; the longest core with a meaning."""
        cores = [(len(core), before, core, behind) for before, core, behind in self._cores(word)]
        ordinary = self._lexicon.is_word(word)
        best = max(
            (found for found in cores if self._tells(found[2], alone=ordinary)),
            key=lambda found: found[0],
            default=None,
        )
        if best is not None:
            _, before, core, behind = best
            return [*self._telling(before), core, *self._telling(behind)]
        light = (core for size, before, core, _ in cores if before and size >= SHORTEST_STOP)
        return next(([core] for core in light if self._lexicon.exact(core)), [])

    def cores(self, word: str) -> list[str]:
        """What is left of a word without affixes that say nothing, the longest first."""
        found = self._cores(self._lexicon.stemmer.plain(word))
        silent = (core for before, core, behind in found if not any(map(self._says_something, (*before, *behind))))
        return sorted(silent, key=len, reverse=True)

    def _cores(self, word: str) -> Iterator[tuple[Sequence[str], str, Sequence[str]]]:
        for (before, head), (behind, tail) in product(_chains(word, self._prefixes), self._ends(word)):
            core = word[len(head) : len(word) - len(tail)] if len(head) + len(tail) <= len(word) else ""
            if len(core) >= SHORTEST_CORE and core != word:
                yield before, core, behind

    def _ends(self, word: str) -> list[Chain]:
        """The chains of suffixes with which a word ends: those of prefixes, read from behind."""
        backwards = _chains(word[::-1], [suffix[::-1] for suffix in self._suffixes])
        return [(tuple(one[::-1] for one in reversed(chain)), tail[::-1]) for chain, tail in backwards]

    def _tells(self, core: str, *, alone: bool) -> bool:
        """True for a word of a phrase; an ordinary word (``alone``) wants a longer core that means something itself."""
        if self._lexicon.is_stop(core):
            return False
        return self._lexicon.stands_alone(core) and len(core) > SHORTEST_CORE if alone else self._lexicon.means(core)

    def _telling(self, affixes: Iterable[str]) -> list[str]:
        return [affix for affix in affixes if affix in self._says and self._says_something(affix)]

    def _says_something(self, affix: str) -> bool:
        """True for an affix with any meaning beside that of a stop word."""
        if not self._lexicon.listed(affix):
            return False
        senses = [sense for mention in self._lexicon.scan([affix]) for sense in mention.senses]
        return any(sense.kind is not Kind.STOP for sense in senses)

    def _told_apart(self, run: str, *, forced: bool) -> list[str]:
        """The cheapest way to read a run; a suffix that says nothing is left out behind another word."""
        pieces = self._cheapest(run, whole=not forced)
        kept = [
            piece
            for at, piece in enumerate(pieces)
            if not (at and piece in self._suffixes and not self._says_something(piece))
        ]
        return kept if kept != [run] else []

    def _cheapest(self, run: str, *, whole: bool) -> list[str]:
        suffixes = frozenset(self._suffixes)
        cost = [0.0] + [float("inf")] * len(run)
        strange = [False] * (len(run) + 1)
        back = [0] * (len(run) + 1)
        for at in range(len(run)):
            for end in range(at + 1, min(len(run), at + LONGEST_WORD) + 1):
                piece = run[at:end]
                price = self._price(piece, suffix=at > 0 and piece in suffixes) if whole or piece != run else None
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
        if suffix:
            return _SUFFIX
        if self._lexicon.listed(piece):
            return _KNOWN if len(piece) > 1 else _KNOWN_LETTER
        if self._lexicon.is_word(piece):
            return _WORD if len(piece) > 1 else _WORD_LETTER
        return None


Chain = tuple[tuple[str, ...], str]
"""Affixes that follow each other, and the letters that they make."""


def _chains(word: str, affixes: Sequence[str]) -> list[Chain]:
    """The chains of affixes with which a word begins, none included."""
    found: dict[str, tuple[str, ...]] = {"": ()}
    waiting = [""]
    for head in waiting:
        before = found[head]
        for affix in affixes if len(before) < MOST_AFFIXES else ():
            longer = head + affix
            if word.startswith(longer) and longer not in found:
                found[longer] = (*before, affix)
                waiting.append(longer)
    return [(chain, letters) for letters, chain in found.items()]


def spelt(word: str, letters: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """A word in Latin letters in a language's own, the likeliest spelling first; without letters that have none."""
    longest = max(map(len, letters), default=0)
    choices: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        fits = (length for length in range(min(longest, len(word) - at), 0, -1) if word[at : at + length] in letters)
        length = next(fits, 0)
        if length:
            choices.append(letters[word[at : at + length]])
        at += length or 1
    return map("".join, _by_likelihood(choices))


def _by_likelihood(choices: Sequence[tuple[str, ...]]) -> Iterator[list[str]]:
    """The combinations, those with few unlikely letters first; with more than some none is meant."""
    likeliest = [options[0] for options in choices]
    others = [(at, option) for at, options in enumerate(choices) for option in options[1:]]
    for many in range(MOST_UNLIKELY + 1):
        for changed in combinations(others, many):
            if len({at for at, _ in changed}) == many:
                found = likeliest.copy()
                for at, option in changed:
                    found[at] = option
                yield found
