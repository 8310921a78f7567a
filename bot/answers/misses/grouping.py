"""Which questions are alike, across languages where they read alike.

Three things make two questions one: the same words in one language; the same reading, where it leaves no word over, in
whatever languages; and, where it does, most of the words that are left over, in one language. What is named, denied or
counted has to be the same: 2016 and 2017 never stand in one group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from bot.answers.misses.group import Group, Miss
from bot.answers.misses.joining import Joining
from bot.answers.misses.likeness import join_alike
from bot.matching.asks import WEAK

PLAIN = 3
"""Words for each cue of a question that names nothing: "when?" says it all, a story with one cue says too little."""
FACT = "#"
"""Stands in the id of what is answered from the facts, before what is asked: seoul-program/2015#participants."""


def grouped(misses: Iterable[Miss]) -> tuple[Group, ...]:
    """The questions in groups, the heaviest first; the same groups in whatever order they come."""
    ordered = sorted(misses, key=lambda miss: (miss.asked, miss.number))
    joining = Joining(len(ordered))
    first: dict[Hashable, int] = {}
    for at, miss in enumerate(ordered):
        for key in same(miss):
            joining.join(first.setdefault(key, at), at)
    _join_leftovers(ordered, joining)
    found = (Group(ordered[at] for at in part) for part in joining.parts())
    return tuple(sorted(found, key=Group.weight))


def same(miss: Miss) -> Iterator[Hashable]:
    """Two questions that have one of these in common are alike."""
    gist = miss.gist
    if not gist.follows:
        yield ("words", miss.language, miss.folded)
    if not gist.read and gist.words:
        yield ("stems", miss.language, gist.words, figures(miss))
    elif not gist.words and gist.ask:
        yield ("asked", gist.ask, gist.things, figures(miss))
    elif not gist.words and (gist.things or (gist.cues and len(miss.folded) <= PLAIN * len(gist.cues))):
        yield ("named", gist.things, gist.cues, figures(miss))
        if FACT in miss.entry:  # what came nearest tells more of the ask than cues that go with many
            yield ("leads", miss.entry, gist.things, _telling(miss), figures(miss))


def frame(miss: Miss) -> Hashable | None:
    """What two questions need to have in common for their other words to be compared; None where they are not."""
    gist = miss.gist
    if not gist.read or not gist.words:
        return None
    return (miss.language, gist.ask, gist.things, _telling(miss), figures(miss))


def _telling(miss: Miss) -> tuple[str, ...]:
    return tuple(cue for cue in miss.gist.cues if cue not in WEAK)


def figures(miss: Miss) -> tuple[str, ...]:
    """The numbers that are written in figures."""
    return tuple(sorted(word for word in miss.folded if word.isdecimal()))


def _join_leftovers(ordered: Sequence[Miss], joining: Joining) -> None:
    by_frame: dict[Hashable, list[int]] = defaultdict(list)
    for at, miss in enumerate(ordered):
        framed = frame(miss)
        if framed is not None:
            by_frame[framed].append(at)
    for places in by_frame.values():
        within = Joining(len(places))
        join_alike([ordered[at].gist.words for at in places], within)
        for part in within.parts():
            for at in part[1:]:
                joining.join(places[part[0]], places[at])
