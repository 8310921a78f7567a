"""One text of a YAML file changed or added; all other bytes of the file stay as they are.

The result is read again and compared: what cannot be done surely is left to people, with the place and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml

from bot.errors import BotError
from bot.knowledge.document import Trail, Tree
from bot.knowledge.inserting import inserted
from bot.knowledge.scalars import FOLDED, LITERAL, STEP, WIDTH, Slot, key, written
from bot.knowledge.spans import Page, Span, block_end


def amended(data: bytes, file: str, trail: Trail, text: str) -> bytes:
    """The file with a text at a trail: in the place of what stood there, or new.

    A new key is added to the end of its mapping, a new item (the index behind the last one) to the end of its list;
    mappings and lists on the way that are not there yet are made. Comments behind the old text stay. BotError, with
    file:line:column, where the file holds mistakes or is written so that this cannot be done surely.
    """
    page = Page(data, file, empty=trail)
    there = page.value(trail)
    if there == text:
        return data
    if there is not None and not isinstance(there, str):
        raise page.by_hand(trail, "is not one text")
    made = _replacing(page, trail, text) if there is not None else _adding(page, *_room(page, trail), text)
    return page.first_sound(made, _with(page.document.tree, trail, text), trail)


def _with(tree: Any, trail: Trail, text: str) -> Tree:
    """The tree with the text in it."""
    tree = here = deepcopy(tree)
    for step, below in zip(trail, (*trail[1:], None), strict=True):
        new: Any = text if below is None else ([] if isinstance(below, int) else {})
        if isinstance(here, list) and step == len(here):
            here.append(new)
        elif below is None:
            here[step] = new
        elif isinstance(here, dict):
            here.setdefault(step, new)
        here = here[step]
    return tree  # type: ignore[no-any-return]


def _replacing(page: Page, trail: Trail, text: str) -> Iterator[bytes]:
    """The file with the text in the place of another one, in one style after the other."""
    span = page.span(trail)
    node = span.node
    start, end, rest = node.start_mark.index, node.end_mark.index, ""
    indent = span.column + STEP
    if node.style in (LITERAL, FOLDED):
        head = page.lines[node.start_mark.line]
        rest = head.rstrip("\r\n")[node.start_mark.column :].lstrip("|>+-0123456789")
        last, indent = _block_lines(page, span)
        end = page.offset(last) - _breaks(page.lines[last - 1])
    line = page.text.find("\n", end)
    stop = len(page.text) if line < 0 else line - (page.text[line - 1] == "\r")
    rest += page.text[end:stop]
    wide = node.start_mark.line == node.end_mark.line and node.end_mark.column > WIDTH
    slot = Slot(span.column, indent, node.start_mark.column, node.style or "", node.value, span.flow, wide)
    between = "" if start == 0 or page.text[start - 1] in " [{\n" else " "
    for new in written(text, slot):
        first, *below = new.split("\n")
        yield page.spliced(start, stop, "\n".join([between + first + rest, *below]))


def _block_lines(page: Page, span: Span) -> tuple[int, int]:
    """Behind which line, from 1, the lines of a block scalar end, and how far they are indented."""
    head = span.node.start_mark.line
    widths = [len(line) - len(line.lstrip(" ")) for line in page.lines[head + 1 :] if line.strip()]
    text = page.lines[head][span.node.start_mark.column :]
    told = next((int(one) for one in text[1:3] if one.isdigit()), 0)
    indent = span.column + told if told else (widths or [0])[0]
    if not span.node.value.strip() or indent <= span.column:
        return head + 1, span.column + STEP
    return block_end(page.lines, head + 1, indent - 1, flush=False), indent


def _breaks(line: str) -> int:
    return len(line) - len(line.rstrip("\r\n"))


def _room(page: Page, trail: Trail) -> tuple[Trail, Trail]:
    """How much of the trail is there, and the rest; BotError where what is there has no room for that."""
    known = max(length for length in range(len(trail)) if page.value(trail[:length]) is not None)
    there, rest = page.value(trail[:known]), trail[known:]
    fits = rest[0] == len(there) if isinstance(there, list) else isinstance(there, dict) and isinstance(rest[0], str)
    if not fits or any(isinstance(step, int) and step for step in rest[1:]):
        raise page.by_hand(trail[:known], "holds no place for this")
    return trail[:known], rest


def _adding(page: Page, trail: Trail, rest: Trail, text: str) -> Iterator[bytes]:
    """The file with the text where nothing was, inside what stands at the trail."""
    holder = page.span(trail).node
    if holder.flow_style:
        yield from _added_flow(page, holder, rest, text)
    elif isinstance(holder, yaml.SequenceNode):
        yield from _added_item(page, holder, trail, rest, text)
    else:
        column = holder.start_mark.column
        last = block_end(page.lines, holder.start_mark.line + 1, column - 1, flush=False)
        start = page.offset(last)
        ahead = "" if page.lines[last - 1].endswith("\n") else "\n"
        for lines in _lines(rest, text, column):
            yield page.spliced(start, start, ahead + "".join(f"{line}\n" for line in lines))


def _added_flow(page: Page, holder: Any, rest: Trail, text: str) -> Iterator[bytes]:
    """Behind the last thing between the brackets."""
    things = holder.value
    last = things[-1][1] if things and isinstance(holder, yaml.MappingNode) else (things or [None])[-1]
    place = last.end_mark.index if last is not None else holder.start_mark.index + 1
    for made in written(text, Slot(0, STEP, 0, flow=True)):
        new = made
        for step in reversed(rest[1:]):
            new = f"[{new}]" if isinstance(step, int) else f"{{{key(step)}: {new}}}"
        named = new if isinstance(rest[0], int) else f"{key(rest[0])}: {new}"
        yield page.spliced(place, place, f", {named}" if last is not None else named)


def _added_item(page: Page, holder: Any, trail: Trail, rest: Trail, text: str) -> Iterator[bytes]:
    """In lines of its own, apart from the others where these are."""
    if len(rest) > 1 or trail not in page.document.keys:
        raise page.by_hand(trail, "is a list of lists or of records")
    column = holder.start_mark.column
    for made in written(text, Slot(column, column + STEP, column + STEP)):
        lines = [line[column:] if number else f"- {line}" for number, line in enumerate(made.split("\n"))]
        try:
            yield inserted(page.spliced(0, 0, ""), page.document, trail, lines)[0]
        except BotError:
            continue


def _lines(steps: Trail, text: str, column: int) -> Iterator[list[str]]:
    """The lines of a new key with all that leads to the text, in one style after the other."""
    above: list[str] = []
    name = ""
    for number, step in enumerate(steps):
        name = f"{' ' * (column + STEP * number)}{'-' if isinstance(step, int) else f'{key(step)}:'}"
        above.append(name)
    base = column + STEP * (len(steps) - 1)
    for made in written(text, Slot(base, base + STEP, len(name) + 1)):
        first, *below = made.split("\n")
        yield [*above[:-1], f"{name} {first}", *below]
