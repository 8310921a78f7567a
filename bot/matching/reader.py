"""Reads one clause of a message with one language's lexicon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.matching.figures import spelt_out
from bot.matching.lexicon import Lexicon
from bot.matching.mending import Mending, Word
from bot.matching.numbering import month_or_word, number, numbered
from bot.matching.parts import MOST_AFFIXES, Parts
from bot.matching.reading import TAGGED, Reading
from bot.matching.senses import ENTITIES, Kind, Meaning, Mention, Sense
from bot.matching.telling import keys
from bot.matching.text import clean, tokens

CERTAIN = 7
"""Letters from which a mended word is surely the one that was meant."""
MOST_BEHIND = 4
"""The most words behind a negation that only asks for a yes or no, none of them of weight but a year."""
_BEHIND = frozenset({Kind.STOP, Kind.YEAR, Kind.NUMBER, Kind.MONTH})
_PARTING = frozenset({Kind.ALTERNATIVE, Kind.JOINER})
BESIDE = 3
"""Words on either side with which one may make a name."""
MOST_WORDS = 160
"""Words of one clause that are read."""
_LIGHT = Meaning([Sense(Kind.STOP)])


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the reading of a clause has to know of a language."""

    relations_behind: bool = False
    """Whether a relation stands behind its place or year."""
    tags: bool = False
    """Whether some negations only ask for a yes or no at the end of a question."""
    syllables: bool = False
    """Whether words are several syllables, written apart."""
    months: tuple[str, ...] = ()
    """The names of the months, by which dates in figures are read."""


_RANGE = re.compile(r"(?<!\d)\d{4}\s?[-\u2010-\u2015~\uff5e\u301c]\s?\d{4}(?!\d)")
"""Two years joined by a dash, or by the wave that East Asia writes."""


class Reader:
    """Reads clauses with one language's lexicon."""

    def __init__(
        self,
        lexicon: Lexicon,
        spellings: dict[str, tuple[str, ...]],
        parts: Parts | None = None,
        grammar: Grammar | None = None,
    ) -> None:
        self.lexicon = lexicon
        self.spellings = spellings
        self.parts = parts if parts and parts.needed else None
        self.grammar = grammar or Grammar()

    def settle(self) -> None:
        """The language is compiled: remember no more than the words of some questions."""
        self.lexicon.stemmer.settle()
        if self.parts:
            self.parts.settle()

    def words(self, text: str) -> list[str]:
        """The words of any text as they are compared: those written together are told apart."""
        return [part for token in tokens(clean(text)) for part in self.split(token.text)]

    def keys(self, text: str) -> set[str]:
        """What a text is looked up by: the stems of its words, as they stand and taken apart."""
        found = self.words(text)
        apart = [part for word in found for part in (self.parts.of(word, forced=True) if self.parts else ())]
        stem = self.lexicon.stemmer
        return keys([stem(word) for word in found], syllables=self.grammar.syllables).union(map(stem, apart))

    def split(self, word: str) -> list[str]:
        """The words that a written word is made of; itself where it is one."""
        return (self.parts.of(word) if self.parts else None) or [word]

    def read(self, clause: str) -> Reading:
        """The reading of a clause."""
        text = spelt_out(clause, self.grammar.months)
        text = self.parts.without_apostrophes(text) if self.parts else text
        found = self._taken_apart(Mending(self.lexicon, self.spellings, self.parts).mend(tokens(text)[:MOST_WORDS]))
        mentions = [m if self._pronoun(m, found) else numbered(m, found) for m in self._mentions(found)]
        mentions = [month_or_word(i, mentions, found) for i in range(len(mentions))]
        mentions = [self._tag(i, mentions, len(found)) for i in range(len(mentions))] if self.grammar.tags else mentions
        covered = {at for mention in mentions for at in range(mention.start, mention.end)}
        light = {at for at, word in enumerate(found) if at not in covered and self.lexicon.inflects_stop(word.text)}
        mentions = sorted([*mentions, *(Mention(at, at + 1, _LIGHT) for at in light)], key=lambda m: m.start)
        unknown = frozenset(at for at in range(len(found)) if at not in covered | light)
        return Reading(
            words=tuple(word.text for word in found),
            mentions=tuple(mentions),
            unknown=unknown,
            names=frozenset(at for at in unknown if self._proper(found, at) or self._strange(found[at])),
            proper=frozenset(at for at in unknown if self._proper(found, at)),
            raw=tuple(word.raw for word in found),
            repaired=frozenset(at for at, word in enumerate(found) if word.repaired),
            doubtful=frozenset(at for at, word in enumerate(found) if word.repaired and len(word.text) < CERTAIN),
            syllables=self.grammar.syllables,
            tags=self.grammar.tags,
            ranged=_RANGE.search(clause) is not None,
            relations_behind=self.grammar.relations_behind,
        )

    def _taken_apart(self, found: list[Word]) -> list[Word]:
        """A word of some phrase that is in none where it stands is taken apart as an unknown one; so are its parts."""
        for _ in range(MOST_AFFIXES if self.parts else 0):
            apart = self._once_apart(found)
            if len(apart) == len(found) and all(new.text == old.text for new, old in zip(apart, found, strict=True)):
                break
            found = apart
        return found

    def _once_apart(self, found: list[Word]) -> list[Word]:
        assert self.parts is not None
        covered = {at for mention in self._mentions(found) for at in range(mention.start, mention.end)}
        kept: list[Word] = []
        for at, word in enumerate(found):
            parts = [] if at in covered else self.parts.of(word.text, forced=True) or self._completing(found, at)
            kept += [Word(part, word.raw if len(parts) == 1 else part) for part in parts] or [word]
        return kept

    def _completing(self, found: Sequence[Word], at: int) -> list[str]:
        """The word without its affixes, where that makes a name of several words with those beside it: IoT köyü-nün."""
        assert self.parts is not None
        first = max(0, at - BESIDE)
        near = [word.text for word in found[first : at + BESIDE + 1]]
        for core in self.parts.cores(found[at].text):
            near[at - first] = core
            named = (m for m in self.lexicon.scan(near) if m.kinds & ENTITIES and m.end - m.start > 1)
            if any(m.start <= at - first < m.end for m in named):
                return [core]
        return []

    def _mentions(self, found: Sequence[Word]) -> list[Mention]:
        mentions = self.lexicon.scan([word.text for word in found])
        covered = {at for mention in mentions for at in range(mention.start, mention.end)}
        numbers = [number(at, found) for at in range(len(found)) if at not in covered]
        return sorted([*mentions, *(m for m in numbers if m)], key=lambda m: m.start)

    def _tag(self, i: int, mentions: Sequence[Mention], words: int) -> Mention:
        """A negation that only asks for a yes or no, for nothing is said behind it: "có tham gia không?"."""
        mention, behind = mentions[i], mentions[i + 1 :]
        if not (mention.has(Kind.NEGATION) and set(mention.values(Kind.NEGATION)) & {TAGGED}):
            return mention
        parted = bool(behind) and behind[0].start == mention.end and bool(behind[0].kinds & _PARTING)
        covered = sum(m.end - m.start for m in behind) == words - mention.end
        light = covered and words - mention.end <= MOST_BEHIND and all(m.kinds <= _BEHIND for m in behind)
        return replace(mention, meaning=_LIGHT) if parted or light else mention

    def _pronoun(self, mention: Mention, found: Sequence[Word]) -> bool:
        """ "In 2018, I kindly ..." is no first part of 2018: a stop word stands behind it."""
        behind = found[mention.end].text if mention.end < len(found) else ""
        return mention.has(Kind.STORY) and bool(behind) and self.lexicon.is_stop(behind)

    def _proper(self, found: Sequence[Word], at: int) -> bool:
        """A name by its capital inside a sentence, or by the dictionary."""
        word = found[at]
        if word.raw.lower() == word.raw.upper():
            return self._strange(word)  # a script without capitals
        capital = word.raw[:1].isupper() and at > 0 and any(w.raw[:1].islower() for w in found)
        return len(word.text) > 2 and (capital or self._plain(word) in self.lexicon.proper)

    def _strange(self, word: Word) -> bool:
        return len(word.text) > 2 and not word.text.isdecimal() and self._plain(word) not in self.lexicon.dictionary

    def _plain(self, word: Word) -> str:
        return self.lexicon.stemmer.plain(word.text)
