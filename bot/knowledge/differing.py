"""What differs between the files of two folders, line by line, for a person to read."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.knowledge.files import find, shown
from bot.knowledge.fingerprints import content

MANY = 3_000
"""Lines that differ from which they are counted instead of compared one by one, as of a dictionary made anew."""


class State(StrEnum):
    """What became of a file."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that differs."""

    file: str
    """Its name inside the folder."""
    state: State
    lines: tuple[str, ...]
    """A unified difference: "@@ ... @@", " as it was", "-away", "+new"; of a new or gone file all its lines."""

    @property
    def added(self) -> int:
        """How many lines are new."""
        return sum(line.startswith("+") for line in self.lines)

    @property
    def removed(self) -> int:
        """How many lines are gone."""
        return sum(line.startswith("-") for line in self.lines)


def differences(old: Path, new: Path) -> list[Difference]:
    """The files of knowledge that differ, by name; never raises, even where one cannot be read."""
    before, after = _files(old), _files(new)
    found = (_difference(name, before.get(name), after.get(name)) for name in sorted({*before, *after}))
    return [difference for difference in found if difference is not None]


def told(found: Sequence[Difference], each: int = 40, most: int = 200) -> Iterator[str]:
    """The differences as lines of text: no more than `each` of a file and `most` of all, and the number of the rest."""
    left = most
    for difference in found:
        yield f"{difference.file}: {difference.state} (+{difference.added:,} -{difference.removed:,} lines)"
        some = difference.lines[: min(each, left)]
        left -= len(some)
        yield from (f"  {line}" for line in some)
        if len(some) < len(difference.lines):
            yield f"  ... and {len(difference.lines) - len(some):,} more lines"


def _files(folder: Path) -> dict[str, Path]:
    return {shown(path.relative_to(folder)): path for path in find(folder).paths()}


def _difference(name: str, old: Path | None, new: Path | None) -> Difference | None:
    before, after = _lines(old), _lines(new)
    if new is None:
        return Difference(name, State.GONE, tuple(f"-{line}" for line in before))
    if old is None:
        return Difference(name, State.NEW, tuple(f"+{line}" for line in after))
    if before == after:
        return None
    return Difference(name, State.CHANGED, tuple(unified(before, after)))


def unified(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The lines of a unified difference, without the two that name the files."""
    if abs(len(before) - len(after)) + sum(a != b for a, b in zip(before, after, strict=False)) > MANY:
        known, kept = set(before), set(after)
        yield "@@ lines that stand in only one of the two @@"
        yield from (f"-{line}" for line in before if line not in kept)
        yield from (f"+{line}" for line in after if line not in known)
        return
    yield from list(difflib.unified_diff(before, after, lineterm=""))[2:]


def _lines(path: Path | None) -> list[str]:
    return content(path).decode("utf-8-sig", "replace").splitlines() if path else []
