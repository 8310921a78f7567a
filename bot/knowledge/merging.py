"""Values read from many files -> one value of each sort, with one table of positions.

A fact that stands twice (an id, the organiser, a language's template) is a problem that names both places; the first
one is kept.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.knowledge.document import Document, Trail, Tree
from bot.knowledge.knowledge import Position
from bot.knowledge.language import LanguagePack
from bot.knowledge.loaded import Key
from bot.knowledge.model import Facts
from bot.knowledge.problems import Problem
from bot.knowledge.questions import QuestionFile
from bot.knowledge.read_before import Move


@dataclass(frozen=True, slots=True)
class Merged:
    """A language, or a file of test questions, with everything that the rest has to know of it."""

    value: LanguagePack | QuestionFile | None
    problems: tuple[Problem, ...]
    places: bytes
    """Its part of the positions, packed: they are wanted only where something is wrong."""
    move: Move | None = None
    """Where the files lie that the positions name by another folder."""

    def moved(self, move: Move) -> Merged:
        """The same for files of the same names in another folder."""
        return replace(self, move=move)


class Places(Mapping[Key, Position]):
    """Where everything is written; what is packed is opened when somebody asks for it."""

    def __init__(self) -> None:
        self._open: dict[Key, Position] = {}
        self._packed: dict[Key, Merged] = {}

    def __setitem__(self, key: Key, position: Position) -> None:
        self._open[key] = position

    def __getitem__(self, key: Key) -> Position:
        self._unpack(key[:2])
        return self._open[key]

    def __iter__(self) -> Iterator[Key]:
        for top in list(self._packed):
            self._unpack(top)
        return iter(self._open)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def pack(self) -> bytes:
        """All of them, as one value that is quickly read past."""
        return pickle.dumps([(key, at.file, at.line, at.column) for key, at in self._open.items()])

    def add(self, top: Key, merged: Merged) -> None:
        """Take over what is packed; all of it begins with two steps that nothing else begins with."""
        self._packed[top] = merged

    def _unpack(self, top: Key) -> None:
        merged = self._packed.pop(top, None)
        if merged is None:
            return
        move = merged.move or str
        for key, file, line, column in pickle.loads(merged.places):
            self._open[*top, *key[2:]] = Position(move(file), line, column)


@dataclass(slots=True)
class Merger:
    """Gathers file by file; `positions` and `problems` grow on the way."""

    positions: Places = field(default_factory=Places)
    problems: list[Problem] = field(default_factory=list)
    questions: list[QuestionFile] = field(default_factory=list)
    question_files: list[str] = field(default_factory=list)
    _facts: dict[str, Any] = field(default_factory=dict)
    _packs: dict[str, dict[str, Any]] = field(default_factory=dict)
    _adopted: dict[str, LanguagePack] = field(default_factory=dict)

    def add_facts(self, document: Document, facts: Facts) -> None:
        """Add the sections of one file."""
        for section, tree in (document.tree or {}).items():
            value = getattr(facts, section)
            if isinstance(value, tuple):
                items = tree if isinstance(tree, list) else []
                kept = [index for index, item in enumerate(items) if self._add_item(document, section, index, item)]
                self._facts.setdefault(section, []).extend(value[index] for index in kept)
            elif self._is_new(document, (section,), (section,)):
                self._facts[section] = value
                self._place(document, (section,), (section,), tree)

    def add_pack(self, document: Document, code: str, pack: LanguagePack) -> None:
        """Add one file of a language's pack."""
        merged = self._packs.setdefault(code, {})
        for section, tree in (document.tree or {}).items():
            value = getattr(pack, section)
            top: Key = ("languages", code, section)
            if section == "language":
                if value != code:
                    words = f"expected the language of the folder, {code!r}, found {value!r}"
                    self.problems.append(Problem.at(document.value_at((section,)), words))
                merged[section] = code
            elif isinstance(value, tuple):
                known = merged.setdefault(section, [])
                self._begin(top, document, section)
                for index, item in enumerate(tree):
                    self._place(document, (section, index), (*top, len(known) + index), item)
                known.extend(value)
            elif isinstance(value, dict) and isinstance(tree, dict):
                self._begin(top, document, section)
                for key, item in tree.items():
                    if self._is_new(document, (section, key), (*top, key)):
                        merged.setdefault(section, {})[key] = value[key]
                        self._place(document, (section, key), (*top, key), item)
            elif self._is_new(document, (section,), top):
                merged[section] = value
                self._place(document, (section,), top, tree)

    def add_questions(self, document: Document, questions: QuestionFile) -> None:
        """Add one file of test questions."""
        self.questions.append(questions)
        self.question_files.append(document.file)
        top: Key = ("questions", document.file)
        self.positions[top] = document.value_at(())
        for section, tree in (document.tree or {}).items():
            if section == "questions" and isinstance(tree, list):
                for index, item in enumerate(tree):
                    self._place(document, (section, index), (*top, index), item)
            else:
                self._place(document, (section,), (*top, section), tree)

    def merged(self) -> Merged:
        """What was gathered, for another merger: of one language alone, or of one file of test questions."""
        values: list[LanguagePack | QuestionFile] = [*self.packs().values(), *self.questions]
        value = values[0] if values else None
        return Merged(value, tuple(self.problems), self.positions.pack())

    def adopt_pack(self, code: str, merged: Merged) -> None:
        """Take over a language that was merged by itself."""
        self.problems += merged.problems
        if isinstance(merged.value, LanguagePack):
            self._adopted[code] = merged.value
            self.positions.add(("languages", code), merged)

    def adopt_questions(self, file: str, merged: Merged) -> None:
        """Take over a file of test questions."""
        self.problems += merged.problems
        if isinstance(merged.value, QuestionFile):
            self.questions.append(merged.value)
            self.question_files.append(file)
            self.positions.add(("questions", file), merged)

    def facts(self) -> Facts:
        """All facts so far."""
        return Facts(**_frozen(self._facts))

    def packs(self) -> dict[str, LanguagePack]:
        """All languages so far."""
        made = {code: LanguagePack(**_frozen({**parts, "language": code})) for code, parts in self._packs.items()}
        return dict(sorted({**made, **self._adopted}.items()))

    def _begin(self, key: Key, document: Document, section: str) -> None:
        """Where a section stands first."""
        if key not in self.positions:
            self.positions[key] = document.key_at((section,))

    def _add_item(self, document: Document, section: str, index: int, item: Tree) -> bool:
        key: Key = (section, _name(item, index))
        if not self._is_new(document, (section, index), key):
            return False
        self._begin((section,), document, section)
        self._place(document, (section, index), key, item)
        return True

    def _is_new(self, document: Document, trail: Trail, key: Key) -> bool:
        first = self.positions.get(key)
        if first is None:
            return True
        here = document.key_at(trail)
        line = f"line {first.line}" if first.file == here.file else str(first)
        what = f"{key[-1]!r} stands twice" if len(key) == 1 else f"the id or key {key[-1]!r} is repeated"
        self.problems.append(Problem.at(here, f"{what}; the first is in {line}; keep one of the two"))
        return False

    def _place(self, document: Document, trail: Trail, key: Key, tree: Tree) -> None:
        """Note the positions of a value and of all below it."""
        waiting: list[tuple[Trail, Key, Tree]] = [(trail, key, tree)]
        while waiting:
            trail, key, tree = waiting.pop()
            if key in self.positions:
                # Only a repeated id within a list gets here: the first one keeps the key.
                self._is_new(document, trail, key)
                continue
            text = isinstance(tree, str)
            self.positions[key] = document.value_at(trail) if text else document.key_at(trail)
            waiting.extend(reversed([((*trail, step), (*key, name), below) for step, name, below in _below(tree)]))


def _below(tree: Tree) -> Iterator[tuple[str | int, str | int, Tree]]:
    """Step in the file, name in the positions, value."""
    if isinstance(tree, dict):
        yield from ((step, step, value) for step, value in tree.items())
    elif isinstance(tree, list):
        yield from ((index, _name(value, index), value) for index, value in enumerate(tree))


def _name(item: Tree, index: int) -> str | int:
    identity = item.get("id") if isinstance(item, dict) else None
    return identity if isinstance(identity, str) else index


def _frozen(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(part) if isinstance(part, list) else part for name, part in parts.items()}
