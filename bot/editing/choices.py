"""The records that somebody can choose to change, as they are called, and found by words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.document import Tree
from bot.knowledge.loaded import Key
from bot.knowledge.localising import SOURCE
from bot.knowledge.placing import Placed, placed


@dataclass(frozen=True, slots=True)
class Choice:
    """One record."""

    record: Key
    label: str
    """The first question of an entry; "Seoul Program 2016"."""
    words: str
    """All by which it is found: ids, names, phrasings."""
    window: bool = False
    """Whether it has an application window."""

    @property
    def key(self) -> str:
        """What a button can carry in place of ids of any length."""
        return hashlib.blake2b("/".join(map(str, self.record)).encode(), digest_size=8).hexdigest()


def choices(folder: Path) -> list[Choice]:
    """All entries, then each programme with its editions, the latest first; files that cannot be read hold none."""
    found: dict[Key, Choice] = {}
    for one in (*_entries(folder), *_programs(folder)):
        found.setdefault(one.record, one)
    return list(found.values())


def fitting(offered: Sequence[Choice], typed: str) -> list[Choice]:
    """Those whose id it is; else those that hold all the words."""
    wanted = typed.casefold().split()
    exact = [one for one in offered if str(one.record[-1]).casefold() == typed.strip().casefold()]
    return exact or [one for one in offered if all(word in one.words for word in wanted)]


def likest(offered: Sequence[Choice], texts: Sequence[str], most: int) -> list[Choice]:
    """Those that hold a phrasing most like one of the texts, the likest first."""
    from rapidfuzz import fuzz, process

    def like(one: Choice) -> float:
        phrasings = one.words.split("\n")
        best = (process.extractOne(text.casefold(), phrasings, scorer=fuzz.token_set_ratio) for text in texts)
        return max((found[1] for found in best), default=0.0)

    scored = [(like(one), one) for one in offered]
    return [one for score, one in sorted(scored, key=lambda pair: -pair[0])[:most] if score >= ALIKE]


ALIKE = 40.0
"""From which on it is worth being looked at, of 100."""


def _entries(folder: Path) -> Iterator[Choice]:
    for one in placed(folder, "entries"):
        spoken = one.below("questions")
        first = [*_texts(spoken.below(SOURCE).value), *_texts(spoken.value), one.identity][0]
        yield Choice(("entries", one.identity), first, _words(one.identity, *_texts(spoken.value)))


def _programs(folder: Path) -> Iterator[Choice]:
    for program in placed(folder, "programs"):
        names = [*_texts(program.below("names", SOURCE).value), *_texts(program.below("names").value), program.identity]
        record: Key = ("programs", program.identity)
        yield Choice(record, names[0], _words(program.identity, *names), _has_window(program))
        for edition in reversed([one for one in program.below("editions").items() if one.identity]):
            label = f"{names[0]} {edition.identity}"
            words = _words(program.identity, edition.identity, *names, *_texts(edition.below("title").value))
            yield Choice((*record, "editions", edition.identity), label, words, _has_window(edition))


def _has_window(record: Placed) -> bool:
    return record.below("application").value is not None


def _texts(tree: Tree | None) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif tree is not None:
        for one in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(one)


def _words(*texts: str) -> str:
    return "\n".join(texts).casefold()
