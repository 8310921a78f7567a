"""One file after reading: a tree of texts, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.knowledge.knowledge import Position
from bot.knowledge.problems import Problem

Trail = tuple[str | int, ...]
"""Keys and indexes that lead from the top of a file to a value."""
Mark = tuple[int, int]
"""Line and column, counted from 1."""
Tree = str | list["Tree"] | dict[str, "Tree"]


@dataclass(slots=True)
class Document:
    """What one file holds. `tree` is None where the file could not be read to its end."""

    file: str
    tree: dict[str, Tree] | None = None
    keys: dict[Trail, Mark] = field(default_factory=dict)
    """Where the key of a value is written; list items have none."""
    values: dict[Trail, Mark] = field(default_factory=dict)
    """Where a value begins."""
    problems: list[Problem] = field(default_factory=list)
    faulty: set[Trail] = field(default_factory=set)
    """Values that have a problem already, and need no second one."""

    def value_at(self, trail: Trail) -> Position:
        """Where the value begins, or the nearest thing around it that is written down."""
        while trail and trail not in self.values:
            trail = trail[:-1]
        return Position(self.file, *self.values.get(trail, (1, 1)))

    def key_at(self, trail: Trail) -> Position:
        """Where the key of a value is written; the value itself for items of a list."""
        mark = self.keys.get(trail)
        return Position(self.file, *mark) if mark else self.value_at(trail)
