"""Typed words -> the words that were meant: a pack's spellings, words written together, typing errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.lexicon import Lexicon
from bot.matching.parts import Parts
from bot.matching.repair import MOST_REPAIRS, repair
from bot.matching.text import Token


@dataclass(frozen=True, slots=True)
class Word:
    """A word after mending."""

    text: str
    raw: str
    repaired: bool = False


class Mending:
    """Applies the pack's spellings, then mends typing errors."""

    def __init__(self, lexicon: Lexicon, spellings: dict[str, tuple[str, ...]], parts: Parts | None) -> None:
        self._lexicon, self._spellings, self._parts = lexicon, spellings, parts
        self._left = MOST_REPAIRS

    def mend(self, found: Sequence[Token]) -> list[Word]:
        """The words of a clause; only so many of them are looked up among the known ones."""
        words: list[Word] = []
        mixed = any(token.raw.islower() for token in found)
        for at, token in enumerate(found):
            words.extend(self._spelt(token, inside=mixed and at > 0))
        return self._joined(words)

    def _joined(self, words: list[Word]) -> list[Word]:
        """ "work shop" for "workshop": where the two make a known word and the second alone means nothing."""
        joined = list[Word]()
        for word in words:
            before = joined[-1] if joined else None
            if (
                before
                and not self._lexicon.within(word.text)
                and len(word.text) > 2
                and self._lexicon.within(before.text + word.text)
            ):
                joined[-1] = Word(before.text + word.text, f"{before.raw} {word.raw}", repaired=True)
            else:
                joined.append(word)
        return joined

    def _spelt(self, token: Token, *, inside: bool) -> list[Word]:
        meant = self._spellings.get(token.text) or self._spellings.get(self._lexicon.stemmer.plain(token.text))
        if meant is not None:
            return [Word(word, token.raw) for word in meant]
        parts = self._parts.of(token.text) if self._parts else []
        if parts:
            return [Word(part, part if len(parts) > 1 else token.raw) for part in parts]
        if self._left and not self._lexicon.knows(token.text) and not token.text.isdecimal():
            self._left -= 1
            name = inside and token.raw[:1].isupper() and not token.raw.isupper()
            mended = repair(token.text, self._lexicon, to_names=name)
            if mended:
                spelt = [part for word in mended for part in self._spellings.get(word, (word,))]
                return [Word(word, token.raw, repaired=True) for word in spelt]
        return [Word(token.text, token.raw)]
