"""One clause of a message -> a Reading: its words, what they can mean, and the words that nothing explains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.matching.figures import spelt_out
from bot.matching.lexicon import Lexicon
from bot.matching.parts import MOST_AFFIXES, Parts
from bot.matching.repair import MOST_REPAIRS, repair
from bot.matching.senses import ENTITIES, Kind, Meaning, Mention, Sense
from bot.matching.telling import keys
from bot.matching.text import Token, clean, tokens

_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
CERTAIN = 7
"""Letters from which a mended word is surely the one that was meant."""
TAG = 2
"""The most words behind a negation that only asks for a nod: "didn't it?"."""
QUESTIONING = frozenset({"who", "which", "where", "when", "how_many", "how", "frequency"})
"""Cues of a question word: beside one, a negation in front denies something."""
ASKING = frozenset(
    {"who", "which", "where", "when", "how_many", "how", "purpose", "what_is", "list", "topic", "deadline", "year"}
    | {"month", "duration", "frequency"}
)
"""Cues of a question that wants more than a yes or no."""
TAGGED = "tag"
"""The value of a negation that at the end of a question only asks for a yes or no ..."""
MOST_BEHIND = 4
"""... with no more words than so many behind it, and none of weight but a year."""
_BEHIND = frozenset({Kind.STOP, Kind.YEAR, Kind.NUMBER, Kind.MONTH})
_PARTING = frozenset({Kind.ALTERNATIVE, Kind.JOINER})
MOST_WORDS = 160
"""Words of one clause that are read."""


@dataclass(frozen=True)
class Reading:
    """What was recognised in a clause."""

    words: tuple[str, ...]
    """Folded, mended, without case."""
    mentions: tuple[Mention, ...]
    unknown: frozenset[int] = frozenset()
    """Places of words that carry weight and have no meaning here."""
    names: frozenset[int] = frozenset()
    """Those of them that look like somebody's or some place's name."""
    proper: frozenset[int] = frozenset()
    """Those of the names that are written or listed as one."""
    raw: tuple[str, ...] = ()
    """The words as typed, place by place."""
    repaired: frozenset[int] = frozenset()
    doubtful: frozenset[int] = frozenset()
    """Those of the mended words that are short, so that another word may have been meant."""
    focus: tuple[Sense, ...] = field(default=())
    """What the conversation was about, where the clause itself names nothing."""
    syllables: bool = False
    """True where words are several syllables, written apart."""
    relations_behind: bool = False
    """True where a relation stands behind its place or year ("케냐에서"), not before it ("from Kenya")."""

    @cached_property
    def _cues(self) -> frozenset[str]:
        return frozenset(value for mention in self.mentions for value in mention.values(Kind.CUE))

    @cached_property
    def _by_kind(self) -> dict[Kind, list[tuple[int, Mention]]]:
        found: dict[Kind, list[tuple[int, Mention]]] = {}
        for i, mention in enumerate(self.mentions):
            for kind in mention.kinds:
                found.setdefault(kind, []).append((i, mention))
        return found

    def cues(self) -> frozenset[str]:
        """The names of all cues."""
        return self._cues

    def of(self, *kinds: Kind) -> list[tuple[int, Mention]]:
        """The mentions that can stand for one of the kinds, with their index, in the order of the words."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], [])
        found = {i: mention for kind in kinds for i, mention in self._by_kind.get(kind, ())}
        return [(i, found[i]) for i in sorted(found)]

    def related(self, mention: Mention, cue: str) -> bool:
        """True where the relation of a mention, the word on its side, gives a cue: "from" Kenya, "since" 2014."""
        beside = self._beside(mention, behind=self.relations_behind)
        return beside is not None and cue in beside.values(Kind.CUE)

    def related_on_either_side(self, mention: Mention, cue: str) -> bool:
        """Likewise, whatever the side: "since 2014", "2014年以来"."""
        sides = (self._beside(mention, behind=behind) for behind in (False, True))
        return any(side is not None and cue in side.values(Kind.CUE) for side in sides)

    def _beside(self, mention: Mention, *, behind: bool) -> Mention | None:
        """The mention beside another one; behind it, words that say nothing may stand between."""
        if not behind:
            return next((m for m in self.mentions if m.end == mention.start), None)
        end = mention.end
        for other in self.mentions:
            if other.start == end and other.kinds == {Kind.STOP}:
                end = other.end
            elif other.start == end:
                return other
        return None

    def values(self, *kinds: Kind) -> list[str]:
        """The things of the kinds that are mentioned or in focus, without repetition."""
        found = [value for _, mention in self.of(*kinds) for kind in kinds for value in mention.values(kind)]
        found += [sense.value for sense in self.focus if sense.kind in kinds]
        return list(dict.fromkeys(found))

    def typed_short(self, mention: Mention) -> bool:
        """True for a lone digit that stands for a short word: "partner 4 the program", "came 2 jeju"."""
        digit = self.words[mention.start]
        if len(digit) > 1 or not digit.isdecimal() or not mention.has(Kind.NUMBER):
            return False
        return any(m.start == mention.end and m.kinds & (ENTITIES | {Kind.STOP}) for m in self.mentions)

    def names_something(self) -> bool:
        """True where the clause itself mentions a thing of the knowledge, a year or a month."""
        return any(mention.kinds & ENTITIES or mention.kinds & {Kind.YEAR, Kind.MONTH} for mention in self.mentions)

    def weight(self) -> int:
        """How many words are not merely stop words."""
        light = sum(m.end - m.start for m in self.mentions if m.kinds == {Kind.STOP})
        return len(self.words) - light

    def harmless(self, mention: Mention) -> bool:
        """A negation that denies no fact: "didn't it?" behind, "Didn't ..." in front, "I don't want to miss it"."""
        if mention.start == 0:
            return QUESTIONING.isdisjoint(self.cues())
        rest = range(mention.end, len(self.words))
        behind = [m for m in self.mentions if m.start >= mention.end]
        # Where the verb stands last, every negation is behind: there it asks for a nod only if nothing else is asked.
        tag = len(rest) <= TAG and (not self.relations_behind or ASKING.isdisjoint(self.cues()))
        if tag and self.unknown.isdisjoint(rest) and all(m.has(Kind.STOP) for m in behind):
            return True
        return any(m.has(Kind.STORY) and mention.start - 3 <= m.start < mention.start for m in self.mentions)

    def with_focus(self, focus: Iterable[Sense]) -> Reading:
        """The same reading, with what the conversation is about."""
        return replace(self, focus=tuple(focus))


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
        found = self._taken_apart(_Spelling(self).spell(tokens(text)[:MOST_WORDS]))
        mentions = [m if self._pronoun(m, found) else _numbered(m, found) for m in self._mentions(found)]
        mentions = [_month_or_word(i, mentions, found) for i in range(len(mentions))]
        mentions = [self._tag(i, mentions, len(found)) for i in range(len(mentions))] if self.grammar.tags else mentions
        covered = {at for mention in mentions for at in range(mention.start, mention.end)}
        unknown = frozenset(at for at in range(len(found)) if at not in covered)
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
            parts = [] if at in covered else self.parts.of(word.text, forced=True)
            kept += [Word(part, word.raw if len(parts) == 1 else part) for part in parts] or [word]
        return kept

    def _mentions(self, found: Sequence[Word]) -> list[Mention]:
        mentions = self.lexicon.scan([word.text for word in found])
        covered = {at for mention in mentions for at in range(mention.start, mention.end)}
        numbers = [_number(at, found) for at in range(len(found)) if at not in covered]
        return sorted([*mentions, *(m for m in numbers if m)], key=lambda m: m.start)

    def _tag(self, i: int, mentions: Sequence[Mention], words: int) -> Mention:
        """A negation that only asks for a yes or no, for nothing is said behind it: "có tham gia không?"."""
        mention, behind = mentions[i], mentions[i + 1 :]
        if not (mention.has(Kind.NEGATION) and set(mention.values(Kind.NEGATION)) & {TAGGED}):
            return mention
        parted = bool(behind) and behind[0].start == mention.end and bool(behind[0].kinds & _PARTING)
        covered = sum(m.end - m.start for m in behind) == words - mention.end
        light = covered and words - mention.end <= MOST_BEHIND and all(m.kinds <= _BEHIND for m in behind)
        return replace(mention, meaning=Meaning([Sense(Kind.STOP)])) if parted or light else mention

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


@dataclass(frozen=True, slots=True)
class Word:
    """A word after mending."""

    text: str
    raw: str
    repaired: bool = False


class _Spelling:
    """Applies the pack's spellings, then mends typing errors."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._left = MOST_REPAIRS

    def spell(self, found: Sequence[Token]) -> list[Word]:
        words: list[Word] = []
        mixed = any(token.raw.islower() for token in found)
        for at, token in enumerate(found):
            words.extend(self._spelt(token, inside=mixed and at > 0))
        return self._joined(words)

    def _joined(self, words: list[Word]) -> list[Word]:
        """ "work shop" for "workshop": where the two make a known word and the second alone means nothing."""
        lexicon, joined = self._reader.lexicon, list[Word]()
        for word in words:
            before = joined[-1] if joined else None
            if (
                before
                and not lexicon.within(word.text)
                and len(word.text) > 2
                and lexicon.within(before.text + word.text)
            ):
                joined[-1] = Word(before.text + word.text, f"{before.raw} {word.raw}", repaired=True)
            else:
                joined.append(word)
        return joined

    def _spelt(self, token: Token, *, inside: bool) -> list[Word]:
        spellings, lexicon = self._reader.spellings, self._reader.lexicon
        meant = spellings.get(token.text) or spellings.get(lexicon.stemmer.plain(token.text))
        if meant is not None:
            return [Word(word, token.raw) for word in meant]
        parts = self._reader.parts.of(token.text) if self._reader.parts else []
        if parts:
            return [Word(part, part if len(parts) > 1 else token.raw) for part in parts]
        if self._left and not self._reader.lexicon.knows(token.text) and not token.text.isdecimal():
            self._left -= 1
            name = inside and token.raw[:1].isupper() and not token.raw.isupper()
            mended = repair(token.text, self._reader.lexicon, to_names=name)
            if mended:
                spelt = [part for word in mended for part in self._reader.spellings.get(word, (word,))]
                return [Word(word, token.raw, repaired=True) for word in spelt]
        return [Word(token.text, token.raw)]


def _number(at: int, found: Sequence[Word]) -> Mention | None:
    text = found[at].text
    if not text.isdecimal():
        return None
    value = str(int(text)) if len(text) < 12 else text
    kind = Kind.YEAR if len(text) == 4 and 1900 <= int(text) <= 2100 else Kind.NUMBER
    return Mention(at, at + 1, Meaning([Sense(kind, value)]))


def _numbered(mention: Mention, found: Sequence[Word]) -> Mention:
    """A Roman numeral or a lone digit behind a year is a place in a row: "2012 (II)", "2012-2"."""
    raw = found[mention.start].raw
    if raw in ("1", "2", "3", "4") and mention.start and found[mention.start - 1].text.isdecimal():
        return Mention(mention.start, mention.end, Meaning([Sense(Kind.ORDINAL, raw)]))
    if mention.end - mention.start > 1 or raw.upper() not in _ROMAN:
        return mention
    before = found[mention.start - 1].text if mention.start else ""
    if (before.isdecimal() and len(before) == 4) or (raw.isupper() and len(raw) > 1):
        return Mention(mention.start, mention.end, Meaning([Sense(Kind.ORDINAL, _ROMAN[raw.upper()])]))
    return mention


def _month_or_word(i: int, mentions: Sequence[Mention], found: Sequence[Word]) -> Mention:
    """ "may" and "march" are months beside a number, or with a capital inside a sentence; else the plain word."""
    mention = mentions[i]
    if not (mention.has(Kind.MONTH) and mention.has(Kind.STOP)):
        return mention
    beside = [found[at].text for at in (mention.start - 1, mention.end) if 0 <= at < len(found)]
    typed = found[mention.start].raw
    month = any(text.isdecimal() for text in beside) or (
        mention.start > 0 and typed[:1].isupper() and not typed.isupper()
    )
    kept = Kind.MONTH if month else Kind.STOP
    return replace(mention, meaning=mention.meaning.only(kept))
