"""What was recognised in one clause: its words, what they can mean, and the words that nothing explains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.matching.senses import ENTITIES, Kind, Mention, Sense

TAG = 2
"""The most words behind a negation that only asks for a nod: "didn't it?"."""
EXCLUDING = "excluding"
"""The value of a negation that leaves something out: "besides Andrew, who ...?" ..."""
TAGGED = "tag"
"""... and of one that at the end of a question only asks for a yes or no."""
QUESTIONING = frozenset({"who", "which", "where", "when", "how_many", "how", "frequency"})
"""Cues of a question word: beside one, a negation in front denies something."""
ASKING = frozenset(
    {"who", "which", "where", "when", "how_many", "how", "purpose", "what_is", "list", "topic", "deadline", "year"}
    | {"month", "duration", "frequency"}
)
"""Cues of a question that wants more than a yes or no."""


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
    tags: bool = False
    """True where the language has negations that only ask for a nod, and they are told apart from the rest."""
    ranged: bool = False
    """True where two years are joined by a dash: "2011–2014"."""
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
        if EXCLUDING in mention.values(Kind.NEGATION):
            return mention.start == 0 and not self._leaves_out(mention)
        if mention.start == 0:
            return QUESTIONING.isdisjoint(self.cues())
        rest = range(mention.end, len(self.words))
        behind = [m for m in self.mentions if m.start >= mention.end]
        # Where the verb stands last, every negation is behind: there it asks for a nod only if nothing else is asked.
        tag = len(rest) <= TAG and (not self.relations_behind or ASKING.isdisjoint(self.cues()))
        tag = tag and (not self.tags or TAGGED in mention.values(Kind.NEGATION))
        if tag and self.unknown.isdisjoint(rest) and all(m.has(Kind.STOP) for m in behind):
            return True
        return any(m.has(Kind.STORY) and mention.start - 3 <= m.start < mention.start for m in self.mentions)

    def _leaves_out(self, exclusion: Mention) -> bool:
        """True where a thing is left out that an answer could name; "apart from that, ...?" leaves out nothing."""
        named = next((m for m in self.mentions if m.start >= exclusion.end and m.kinds != {Kind.STOP}), None)
        return named is not None and bool(named.kinds & (ENTITIES | {Kind.YEAR}))

    def with_focus(self, focus: Iterable[Sense]) -> Reading:
        """The same reading, with what the conversation is about."""
        return replace(self, focus=tuple(focus))
