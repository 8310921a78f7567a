"""The knowledge while it is being checked, and a walk over all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any

from bot.knowledge.knowledge import Knowledge, Position
from bot.knowledge.loaded import Key, Positions, position_of
from bot.knowledge.model import Facts
from bot.knowledge.problems import Level, Problem


@dataclass(frozen=True)
class Draft:
    """What was read, and where everything is written."""

    knowledge: Knowledge
    positions: Positions
    question_files: tuple[str, ...] = ()
    own_languages: tuple[str, ...] = ()
    """The languages that the folder itself brings; the others travel with the program."""

    @property
    def facts(self) -> Facts:
        """The facts of all files."""
        return self.knowledge.facts

    @cached_property
    def values(self) -> tuple[tuple[Key, object], ...]:
        """Every value of the facts with its key, from the outside in, in the order of the model."""
        sections = (walk(getattr(self.facts, section.name), (section.name,)) for section in fields(Facts))
        return tuple(found for section in sections for found in section)

    @cached_property
    def records(self) -> tuple[tuple[Key, Any], ...]:
        """Those of the values that are records: programmes, editions, links ..."""
        return tuple((key, value) for key, value in self.values if not isinstance(value, str | dict | tuple))

    def at(self, key: Key) -> Position:
        """Where a value is written."""
        return position_of(self.positions, key)

    def problem(self, key: Key, message: str, level: Level = "error") -> Problem:
        """A problem of the value at `key`."""
        return Problem.at(self.at(key), message, level)

    def place(self, key: Key, seen_from: Key) -> str:
        """Where `key` is written, as one says it in a message about `seen_from`."""
        there = self.at(key)
        return f"line {there.line}" if there.file == self.at(seen_from).file else str(there)


def walk(value: object, key: Key) -> Iterator[tuple[Key, object]]:
    """A value and the texts, mappings, lists and records in it with their keys, named as in `Loaded.positions`."""
    waiting = [(key, value)]
    while waiting:
        here, found = waiting.pop()
        below: list[tuple[Key, object]] = []
        if isinstance(found, str):
            pass
        elif isinstance(found, tuple):
            below = [((*here, getattr(item, "id", index)), item) for index, item in enumerate(found)]
        elif isinstance(found, dict):
            below = [((*here, name), item) for name, item in found.items()]
        elif is_dataclass(found):
            below = [((*here, item.name), getattr(found, item.name)) for item in fields(found)]
        else:
            continue
        yield here, found
        waiting.extend(reversed(below))
