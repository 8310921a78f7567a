"""One more item at the end of a list in a YAML file; all other bytes of the file stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from bot.errors import BotError
from bot.knowledge.document import Document, Trail
from bot.knowledge.reader import read
from bot.knowledge.spans import block_end

_STEP = 2


def inserted(data: bytes, document: Document, trail: Trail, lines: Sequence[str]) -> tuple[bytes, int]:
    """The file with the item at the end of the list at `trail`, and the line where it begins, counted from 1.

    `lines` are those of the item without indentation, the first one behind "- ". Where the list is not there yet, its
    key is added to the end of what holds it. BotError where the file is written so that this cannot be done.
    """
    text = data.decode("utf-8")
    newline = "\r\n" if "\r\n" in text else "\n"
    there = re.findall(r"[^\n]*\n|[^\n]+", text)
    if there and not there[-1].endswith("\n"):
        there[-1] += newline
    if trail in document.keys:
        line, column = document.keys[trail]
        end = block_end(there, line, column - 1)
        indent, before = _items(there, document, trail)
    else:
        first = next(iter(_at(document.tree, trail[:-1])), None)
        line, column = document.keys[(*trail[:-1], first)] if first is not None else (len(there), 1)
        end = block_end(there, line, column - 2) if trail[:-1] else len(there)  # all its keys, at one indentation
        indent, before = column - 1 + _STEP, [f"{' ' * (column - 1)}{trail[-1]}:"]
    new = [*before, *(f"{' ' * indent}{one}" if one else "" for one in lines)]
    there[end:end] = [f"{one}{newline}" for one in new]
    made = "".join(there).encode("utf-8")
    _verify(made, document, trail, "\n".join(lines))
    return made, end + len(before) + 1


def _at(tree: Any, trail: Trail) -> Any:
    for step in trail:
        tree = tree[step]
    return tree


def _items(lines: Sequence[str], document: Document, trail: Trail) -> tuple[int, list[str]]:
    """How far the items of a list are indented, and what stands between two of them: nothing, or an empty line."""
    items = _at(document.tree, trail)
    starts = [document.values[(*trail, index)][0] - 1 for index in range(len(items))]
    if not starts or not lines[starts[0]].lstrip().startswith("-"):
        raise _by_hand(document, trail)
    apart = len(starts) > 1 and not lines[_above(lines, starts[-1])].strip()
    return lines[starts[0]].index("-"), [""] if apart else []


def _above(lines: Sequence[str], start: int) -> int:
    """The line above an item and its comments."""
    above = start - 1
    while lines[above].lstrip().startswith("#"):
        above -= 1
    return above


def _verify(made: bytes, document: Document, trail: Trail, item: str) -> None:
    """See that the file holds what it held, and the item: a list may be written in ways that are not known here."""
    expected = deepcopy(document.tree)
    (new,) = (read(f"new:\n{item}\n".encode(), "").tree or {}).values()
    _at(expected, trail[:-1]).setdefault(trail[-1], []).extend(new)
    if read(made, document.file).tree != expected:
        raise _by_hand(document, trail)


def _by_hand(document: Document, trail: Trail) -> BotError:
    place = document.key_at(trail)
    return BotError(
        f"{place}: the list '{trail[-1]}:' is not written with '- ' in lines of their own; add the item by hand"
    )
