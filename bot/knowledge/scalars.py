"""A text as a YAML scalar that people can read: in the style that was there where it can carry the text.

Soon.                                  plain where nothing in it means anything to YAML
"no"  '"Soon", he said'                in quotes where it does, or where an editor would take it for something else
>-                                     folded where it is too long for one line
|-                                     line by line where it has several
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from bot.knowledge.reader import read
from bot.knowledge.skeletons import quoted

PLAIN, SINGLE, DOUBLE, LITERAL, FOLDED = "", "'", '"', "|", ">"
"""The styles, as YAML's parser calls them."""
STEP = 2
"""Columns by which what is below something is indented."""
WIDTH = 120
"""Columns of a line; a longer text is folded."""

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_SPACE = re.compile(r"(?<![ \n]) (?![ \n])")
"""Where a folded text may be broken so that it is read as it was."""
_TEXTS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "timestamp"))
_RESOLVER: Any = yaml.resolver.Resolver()


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a scalar is to stand."""

    base: int
    """How far the key or the '-' in front of it is indented."""
    indent: int
    """How far its own lines below are."""
    column: int
    """Where it begins, from 0."""
    style: str = PLAIN
    """Of what stood there."""
    old: str = ""
    """What stood there."""
    flow: bool = False
    """Whether it stands between brackets, where everything is in one line."""
    wide: bool = False
    """Whether what stood there went beyond the width, so that whoever wrote it does not fold."""


def written(text: str, slot: Slot) -> Iterator[str]:
    """The ways to write a text there that are read back as it is, the best first; lines are separated by a line feed.

    None where it holds what no YAML file of ours may hold: characters that cannot be seen.
    """
    for style in dict.fromkeys(_styles(text, slot)):
        made = _write(text, style, slot)
        if made is not None and _carries(made, text, slot):
            yield made


def key(name: str) -> str:
    """The key of a mapping; in quotes where an editor would not take it for a text (no: Norwegian)."""
    sound = re.fullmatch(r"[A-Za-z_][\w/.-]*", name, re.ASCII) and _kind(name) in _TEXTS
    return name if sound else quoted(name)


def _styles(text: str, slot: Slot) -> Iterator[str]:
    """All styles, the best first."""
    lines = "\n" in text.strip("\n")
    below = slot.style in (LITERAL, FOLDED)
    if not slot.flow and lines:
        yield from (FOLDED, LITERAL) if slot.style == FOLDED else (LITERAL,)
    elif not slot.flow and not slot.wide and slot.column + len(text) > WIDTH and _SPACE.search(text):
        yield FOLDED
    elif not slot.flow and below and text.strip() == text.removesuffix("\n"):
        yield slot.style
    if not lines:
        yield slot.style if not below else PLAIN
        yield PLAIN
    escapes = sum(map(text.count, '"\\'))
    yield from (SINGLE, DOUBLE) if escapes > text.count("'") else (DOUBLE, SINGLE)


def _write(text: str, style: str, slot: Slot) -> str | None:
    """The text in one style, or None where that would not be read by everybody as it is meant."""
    if style == PLAIN:
        return text if _is_plain(text, slot) else None
    if style == SINGLE:
        return f"'{text.replace(SINGLE, SINGLE * 2)}'" if text.isprintable() else None
    if style == DOUBLE:
        return quoted(text)
    lines = text.removesuffix("\n").split("\n")
    if style == FOLDED:
        lines = [part for line in lines for part in (*_folded(line, WIDTH - slot.indent), "")][:-1]
    pad = " " * slot.indent
    head = style + (str(slot.indent - slot.base) if text[:1] in (" ", "\n") else "")
    return "\n".join([head + ("" if text.endswith("\n") else "-"), *(f"{pad}{line}" if line else "" for line in lines)])


def _folded(line: str, width: int) -> list[str]:
    """The line broken at single spaces, if need be beyond the width; no part of an empty one."""
    parts: list[str] = []
    for word in _SPACE.split(line) if line else ():
        if parts and len(parts[-1]) + 1 + len(word) <= width:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts


def _is_plain(text: str, slot: Slot) -> bool:
    """Whether a text may stand without quotes."""
    if not text.isprintable() or text.strip() != text or text[:1] in _INDICATORS:
        return False
    if re.search(r": | #|:$", text) or (slot.flow and re.search(r"[,\[\]{}]", text)):
        return False
    alike = slot.style == PLAIN and slot.old and _kind(text) == _kind(slot.old)
    return _kind(text) in _TEXTS or bool(alike)


def _kind(text: str) -> str:
    """What an editor takes a scalar without quotes for."""
    return str(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)))


def _carries(made: str, text: str, slot: Slot) -> bool:
    pad = " " * slot.base
    around = f"{pad}k: [{made}, {{k: {made}}}]\n" if slot.flow else f"{pad}k:\n{pad}- {made}\n"
    document = read(around.encode("utf-8", "surrogatepass"), "")
    return not document.problems and document.tree == {"k": [text, {"k": text}] if slot.flow else [text]}
