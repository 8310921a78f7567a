"""Bytes of one YAML file -> a tree in which every scalar is the text that stands in the file, and where it stands.

    entries:
      - id: refund            ->   {"entries": [{"id": "refund", "year": "2016"}]}
        year: 2016                 values[("entries", 0, "id")] == (2, 9)

Nothing is guessed: ``NO`` stays NO, ``22:30`` stays 22:30. The tree is built from the parser's events in one loop, so
that anchors, aliases and deep nesting are refused before anything is expanded or recursed into. All problems are
returned in the document; nothing is raised.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from bot.knowledge import encoding, lookalikes
from bot.knowledge.document import Document, Mark, Trail, Tree
from bot.knowledge.problems import Level, Problem
from bot.knowledge.syntax import syntax_problem

MAX_DEPTH = 20
LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser written in C where it was built, ten times as fast."""

NOTHING_THERE = "where a value is expected"
"""What the problem of an empty value says, and no other."""

_EVENTS_PER_REPORT = 4096
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_HIDDEN_REST = re.compile(r"\s+#\S")


def read(
    data: bytes, file: str, *, loader: type[Any] = LOADER, progress: Callable[[float], None] | None = None
) -> Document:
    """Read one file; `progress` is told the share that is read, from 0 to 1, now and then."""
    document = Document(file)
    text = encoding.decode(data, file)
    if isinstance(text, Problem):
        document.problems.append(text)
        return document
    document.problems += encoding.hidden(text, file)
    text = encoding.without_hidden(text)
    builder = _Builder(document, encoding.lines(text))
    try:
        for number, event in enumerate(yaml.parse(text, Loader=loader)):
            builder.take(event)
            if progress is not None and event.start_mark and number % _EVENTS_PER_REPORT == 0:
                progress(min(1.0, event.start_mark.index / max(1, len(text))))
        builder.finish()
    except _StopError:
        pass
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The parser written in Python lets a ValueError escape where an escape sequence names no character.
        builder.fail(syntax_problem(error, file, builder.lines, builder.last))
    return document


class _StopError(Exception):
    """The rest of the file cannot be read; its problem is noted already."""


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    trail: Trail
    node: dict[str, Tree] | list[Tree]
    key: str | None = None
    repeated: bool = False


class _Builder:
    """Turns events into the document."""

    def __init__(self, document: Document, lines: list[str]) -> None:
        self.document = document
        self.lines = lines
        self.last: Mark = (1, 1)
        self._unsure = 1
        self._lookalikes = False
        self._stack: list[_Open] = []
        self._top: Tree | None = None
        self._documents = 0

    def take(self, event: Any) -> None:
        """Add one event."""
        self.last = (event.start_mark.line + 1, event.start_mark.column + 1)
        # What is in quotes or below a | is a text for sure; a plain one may have swallowed what was meant otherwise.
        plain = isinstance(event, yaml.ScalarEvent) and not event.style
        self._unsure = (event.start_mark if plain else event.end_mark).line + 1
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._open(event, {})
            case yaml.SequenceStartEvent():
                self._open(event, [])
            case yaml.CollectionEndEvent():
                self._stack.pop()
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._stop("a second document begins here ('---'); one file holds one, so move it to its own file")

    def fail(self, problem: Problem) -> None:
        """Note why the parser gave up: at a lookalike in the lines that it could not read, else in its own words."""
        problems = self.document.problems
        for place in lookalikes.in_lines(self.lines, self._unsure, max(problem.line, self._unsure)):
            self._lookalikes = True
            problems.append(Problem(self.document.file, *place))
        if not self._lookalikes:
            # What was noted in a broken line is mostly a consequence of how it is broken.
            problems[:] = [*(noted for noted in problems if noted.line != problem.line), problem]

    def finish(self) -> None:
        """Hand over the tree, if it is one of sections."""
        top = self._top
        if isinstance(top, dict):
            self.document.tree = top
        elif top is None or (top == "" and () in self.document.faulty):
            self.document.problems[:] = [Problem(self.document.file, 1, 1, "the file is empty; fill it or delete it")]
        else:
            found = "a list" if isinstance(top, list) else "a text"
            self.last = self.document.values[()]
            self._note(f"expected sections such as 'entries:', found {found}; put the section's name above it")

    def _scalar(self, event: Any) -> None:
        if self._expects_key():
            self._refuse_extras(event)
            self._key(self._seen(event.value))
            parent = self._stack[-1]
            if not event.style and self._refuse_lookalikes(event, (*parent.trail, str(parent.key))) and parent.trail:
                self.document.faulty.add(parent.trail)
            return
        trail = self._trail()
        self._refuse_extras(event, trail)
        if not event.style and event.value in _NOTHING:
            found = f"only {event.value!r}" if event.value else "nothing"
            advice = "write the value, or remove the key or the '-'"
            self._note(f"found {found} {NOTHING_THERE}; {advice}", trail=trail)
        elif not event.style and not self._refuse_lookalikes(event, trail):
            self._warn_of_comment(event)
            around = lookalikes.around(event.value)
            if around:
                self._note(around, level="warning")
        self._attach(trail, "" if trail in self.document.faulty else self._seen(event.value))

    def _key(self, key: str) -> None:
        parent = self._stack[-1]
        parent.key = key
        parent.repeated = key in parent.node
        trail = (*parent.trail, key)
        if key == "":
            self._note("expected a key before the colon, found nothing", trail=trail)
        elif parent.repeated:
            line = self.document.keys[trail][0]
            self._note(f"the key {key!r} is repeated, it stands already in line {line}; keep one of the two")
        self.document.keys.setdefault(trail, self.last)

    def _open(self, event: Any, node: dict[str, Tree] | list[Tree]) -> None:
        if self._expects_key():
            self._stop("expected a key, found a bracket; a text that begins with { or [ must stand in quotes")
        if len(self._stack) >= MAX_DEPTH:
            self._stop(f"lists and keys are nested more than {MAX_DEPTH} deep; is a bracket or the indentation wrong?")
        trail = self._trail()
        self._refuse_extras(event, trail)
        self._attach(trail, node)
        self._stack.append(_Open(trail, node))

    def _alias(self, event: Any) -> None:
        message = f"a text that begins with * must stand in quotes, found *{event.anchor} (aliases are not supported)"
        if self._expects_key():
            self._note(message)
            self._key(f"*{event.anchor}")
            return
        trail = self._trail()
        self._note(message, trail=trail)
        self._attach(trail, "")

    def _refuse_extras(self, event: Any, trail: Trail | None = None) -> None:
        if event.anchor is not None:
            found = f"&{event.anchor}"
            message = f"a text that begins with & must stand in quotes, found {found} (anchors are not supported)"
            self._note(message, trail=trail)
        if event.tag is not None:
            found = event.tag.replace("tag:yaml.org,2002:", "!!")[:40]
            message = f"a text that begins with ! must stand in quotes, found {found!r} (tags are not supported)"
            self._note(message, trail=trail)

    def _seen(self, text: str) -> str:
        # The file holds no unseen characters; an escape in double quotes may still name one.
        found = encoding.first_hidden(text)
        if found is not None:
            self._note(f"the text holds {found}, which cannot be seen; leave it out")
            text = encoding.without_hidden(text)
        found = encoding.unseen(text)
        if found is None:
            return text
        self._note(f"the text holds {found}, which cannot be seen; it is read as a space", level="warning")
        return encoding.without_unseen(text)

    def _refuse_lookalikes(self, event: Any, trail: Trail) -> bool:
        """Whether a plain scalar holds, where a line begins, what only looks like indentation, '- ' or 'key: '."""
        first, last = event.start_mark.line, event.end_mark.line
        refused = False
        for index in range(first, min(last + 1, len(self.lines))):
            line = self.lines[index]
            if index == first and line[: event.start_mark.column].strip(" "):
                continue
            found = lookalikes.in_line(line, folded=index > first and not refused)
            if found:
                refused = self._lookalikes = True
                column, words = found
                self.document.problems.append(Problem(self.document.file, index + 1, column, words))
        if refused:
            self.document.faulty.add(trail)
        return refused

    def _warn_of_comment(self, event: Any) -> None:
        rest = self.lines[event.end_mark.line][event.end_mark.column :]
        if _HIDDEN_REST.match(rest):
            found = repr(rest.strip()[:20])
            advice = "put the whole text in quotes if it belongs to it"
            self._note(f"the text ends before {found}, which is a comment; {advice}", level="warning")

    def _expects_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].node, dict) and self._stack[-1].key is None

    def _trail(self) -> Trail:
        if not self._stack:
            return ()
        parent = self._stack[-1]
        return (*parent.trail, len(parent.node) if isinstance(parent.node, list) else str(parent.key))

    def _attach(self, trail: Trail, value: Tree) -> None:
        self.document.values.setdefault(trail, self.last)
        if not self._stack:
            self._top = value
            return
        parent = self._stack[-1]
        if isinstance(parent.node, list):
            parent.node.append(value)
        elif parent.key is not None:
            if not parent.repeated:
                parent.node[parent.key] = value
            parent.key = None

    def _note(self, message: str, *, trail: Trail | None = None, level: Level = "error") -> None:
        self.document.problems.append(Problem(self.document.file, *self.last, message, level))
        if trail is not None:
            self.document.faulty.add(trail)

    def _stop(self, message: str) -> NoReturn:
        self._note(message)
        raise _StopError
