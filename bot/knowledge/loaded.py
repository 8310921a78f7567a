"""What loading a folder gives: the knowledge, its problems, and where everything is written.

Positions are asked for by section, id and the way from there::

    ("entries", "refund", "questions", "en", 3)        ("programs", "seoul-program", "editions", "2016", "start")
    ("organiser", "about", "en")                       ("offices", "offices", "africa")
    ("languages", "en", "templates", "when")           ("questions", "knowledge/questions/en.yaml", 0, "ask", 1)

Items of a list that have an id stand under it, others under their index. A key that opens a list or mapping stands for
it; a text stands where it begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.knowledge import Knowledge, Position
from bot.knowledge.problems import Problem, has_errors

Key = tuple[str | int, ...]
Positions = Mapping[Key, Position]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The outcome of loading a folder."""

    knowledge: Knowledge | None
    """None where one of the problems is an error."""
    problems: tuple[Problem, ...]
    """Of all files, sorted by place."""
    positions: Positions
    question_files: tuple[str, ...] = ()
    """The names by which `positions` knows the files behind `knowledge.questions`, in the same order."""

    @property
    def usable(self) -> bool:
        """Whether there are no errors; warnings do no harm."""
        return self.knowledge is not None and not has_errors(self.problems)


def position_of(positions: Positions, key: Key) -> Position:
    """The position of a key, or of the nearest thing around it that is written down."""
    while key:
        if key in positions:
            return positions[key]
        key = key[:-1]
    return Position("", 1, 1)
