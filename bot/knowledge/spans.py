"""A file of YAML as its parser sees it, with the ends of things: where something can be cut out or put in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bot.errors import BotError
from bot.knowledge.document import Document, Trail, Tree
from bot.knowledge.reader import LOADER, NOTHING_THERE, read

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Span:
    """Something that is written in the file."""

    node: Any
    """The parser's node of the value."""
    holder: Any
    """That of the mapping or list that it stands in; None for the file's top."""
    number: int
    """The how many-th it is in there, from 0."""
    flow: bool
    """Whether it stands between brackets."""

    @property
    def start(self) -> Any:
        """Where its key begins, or where it begins itself in a list."""
        return self._marked.start_mark

    @property
    def column(self) -> int:
        """How far its key or the '-' in front of it is indented."""
        listed = isinstance(self.holder, yaml.SequenceNode) and not self.flow
        return int(self.holder.start_mark.column if listed else self.start.column)

    @property
    def _marked(self) -> Any:
        keyed = isinstance(self.holder, yaml.MappingNode)
        return self.holder.value[self.number][0] if keyed else self.node


class Page:
    """The text of one file with its tree."""

    def __init__(self, data: bytes, file: str, empty: Trail = ()) -> None:
        """BotError where the file holds mistakes, unless the only one is that nothing stands at `empty`."""
        self.document: Document = read(data, file)
        broken = [one for one in self.document.problems if one.level == "error"]
        allowed = self.document.values.get(empty) if _at(self.document.tree, empty) == "" else None
        for problem in broken:
            if (problem.line, problem.column) != allowed or NOTHING_THERE not in problem.message:
                raise BotError(f"{problem}; mend this in the file by hand first")
        text = data.decode("utf-8")
        self.text = text.removeprefix(_MARK)
        self._mark = _MARK if self.text != text else ""
        if re.search(r"\r(?!\n)", self.text):
            raise BotError(f"{file}:1:1: the lines end in a way that is not known here; change the file by hand")
        self._root = yaml.compose(self.text, Loader=LOADER)
        self.lines = re.findall(r"[^\n]*\n|[^\n]+", self.text)
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line))

    @property
    def newline(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def value(self, trail: Trail) -> Tree | None:
        """What stands there; None where nothing does."""
        return _at(self.document.tree, trail)

    def span(self, trail: Trail) -> Span:
        """Where it stands; it has to be there."""
        span = Span(self._root, None, 0, flow=False)
        for step in trail:
            holder, flow = span.node, span.flow or bool(span.node.flow_style)
            if isinstance(holder, yaml.MappingNode):
                number = next(index for index, (key, _) in enumerate(holder.value) if key.value == step)
                span = Span(holder.value[number][1], holder, number, flow)
            else:
                span = Span(holder.value[int(step)], holder, int(step), flow)
        return span

    def offset(self, line: int) -> int:
        """Where a line begins in the text; both from 0, the line behind the last one included."""
        return self._starts[line]

    def spliced(self, start: int, end: int, new: str) -> bytes:
        """The file with other text between two places; the new lines end as those of the file."""
        new = new.replace("\n", self.newline)
        return f"{self._mark}{self.text[:start]}{new}{self.text[end:]}".encode()

    def first_sound(self, made: Iterable[bytes], expected: Tree, trail: Trail) -> bytes:
        """The first file that holds what it should, and no problem that this one does not have; else BotError."""
        before = Counter(problem.message for problem in self.document.problems)
        for data in made:
            document = read(data, self.document.file)
            if document.tree == expected and Counter(problem.message for problem in document.problems) <= before:
                return data
        raise self.by_hand(trail)

    def by_hand(self, trail: Trail, why: str = "is written in a way that this cannot be sure of") -> BotError:
        """What to say where something cannot be done."""
        place = self.document.key_at(trail)
        return BotError(f"{place}: {'/'.join(map(str, trail))} {why}; change the file by hand")


def block_end(lines: Sequence[str], start: int, indent: int, *, flush: bool = True) -> int:
    """The number of lines up to the end of the block that begins in the line before `start`, at that indentation.

    Comments that are indented further belong to it, others to what comes next; so do, if `flush`, the items of a list
    that stand in the very column of their key.
    """
    end = start
    for number, line in enumerate(lines[start:], start=start + 1):
        bare = line.strip()
        width = len(line) - len(line.lstrip(" "))
        if bare and (width > indent or (flush and width == indent and f"{bare} ".startswith("- "))):
            end = number
        elif bare and not bare.startswith("#"):
            break
    return end


def _at(tree: Any, trail: Trail) -> Tree | None:
    for step in trail:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree  # type: ignore[no-any-return]
