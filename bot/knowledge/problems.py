"""A problem of the knowledge as a value, and the three forms in which it is shown.

Text, one line each::

    knowledge/faq.yaml:12:5: unknown key 'awnser'; did you mean 'answer'?

JSON: a list of objects with the fields of `Problem`. Annotations: the ``::error file=...`` commands by which code
hosts mark the line in a change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.knowledge.knowledge import Position

Level = Literal["error", "warning"]
Form = Literal["text", "json", "annotations"]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault at one place; sorted by place. Line and column count from 1."""

    file: str
    line: int
    column: int
    message: str
    level: Level = "error"

    @classmethod
    def at(cls, position: Position, message: str, level: Level = "error") -> Problem:
        """A problem at a position."""
        return cls(position.file, position.line, position.column, message, level)

    def __str__(self) -> str:
        warning = "warning: " if self.level == "warning" else ""
        return f"{self.file}:{self.line}:{self.column}: {warning}{_one_line(self.message)}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems is more than a warning."""
    return any(problem.level == "error" for problem in problems)


def render(problems: Iterable[Problem], form: Form = "text") -> str:
    """All problems in one of the three forms, without a newline at the end."""
    if form == "json":
        return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)
    if form == "annotations":
        return "\n".join(annotation(problem) for problem in problems)
    return "\n".join(str(problem) for problem in problems)


def annotation(problem: Problem) -> str:
    """The command by which a code host marks the line."""
    place = f"file={_property(problem.file)},line={problem.line},col={problem.column}"
    return f"::{problem.level} {place}::{_data(problem.message)}"


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _data(text: str) -> str:
    # The percent sign first: it introduces the others.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
