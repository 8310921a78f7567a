"""One value of a YAML file changed, added or taken away; all other bytes of the file stay as they are.

The result is read again and compared: what cannot be done surely is left to people, with the place and why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

import yaml

from bot.errors import BotError
from bot.knowledge.document import Trail, Tree
from bot.knowledge.inserting import inserted
from bot.knowledge.reader import read
from bot.knowledge.scalars import FOLDED, LITERAL, STEP, Slot, key, written
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
    made = _replacing(page, trail, text) if there is not None else _adding(page, trail, text)
    return _sound(page, made, _with(page.document.tree, trail, text), trail)


def removed(data: bytes, file: str, trail: Trail) -> bytes:
    """The file without a key or an item: with all that is below it, and the comments that belong to it.

    These are the ones inside, behind and directly above it, in its column. BotError as above, and where nothing would
    be left around it.
    """
    page = Page(data, file)
    if page.value(trail) is None:
        raise page.by_hand(trail, "is not there")
    span = page.span(trail)
    if span.holder is None or len(span.holder.value) == 1:
        raise page.by_hand(trail, "is all that is there")
    made = _cut_flow(page, span) if span.flow else _cut_block(page, span)
    return _sound(page, [made] if made is not None else [], _without(page.document.tree, trail), trail)


def _sound(page: Page, made: Iterator[bytes] | Sequence[bytes], expected: Tree, trail: Trail) -> bytes:
    """The first file that holds what it should, and no problem that it did not have."""
    before = Counter(problem.message for problem in page.document.problems)
    for data in made:
        document = read(data, page.document.file)
        if document.tree == expected and Counter(problem.message for problem in document.problems) <= before:
            return data
    raise page.by_hand(trail)


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


def _without(tree: Any, trail: Trail) -> Tree:
    tree = here = deepcopy(tree)
    for step in trail[:-1]:
        here = here[step]
    del here[trail[-1]]
    return tree  # type: ignore[no-any-return]


def _replacing(page: Page, trail: Trail, text: str) -> Iterator[bytes]:
    """The file with the text in the place of another one, in one style after the other."""
    span = page.span(trail)
    node = span.node
    start, end, rest = node.start_mark.index, node.end_mark.index, ""
    indent = _column(span) + STEP
    if node.style in (LITERAL, FOLDED):
        head = page.lines[node.start_mark.line]
        rest = head.rstrip("\r\n")[node.start_mark.column :].lstrip("|>+-0123456789")
        last, indent = _block_lines(page, span)
        end = page.offset(last) - _breaks(page.lines[last - 1])
    line = page.text.find("\n", end)
    stop = len(page.text) if line < 0 else line - (page.text[line - 1] == "\r")
    rest += page.text[end:stop]
    slot = Slot(_column(span), indent, node.start_mark.column, node.style or "", node.value, span.flow)
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
    indent = _column(span) + told if told else (widths or [0])[0]
    if not span.node.value.strip() or indent <= _column(span):
        return head + 1, _column(span) + STEP
    return block_end(page.lines, head + 1, indent - 1, flush=False), indent


def _breaks(line: str) -> int:
    return len(line) - len(line.rstrip("\r\n"))


def _column(span: Span) -> int:
    """How far what holds a value is indented: its key, or the '-' in front of it."""
    listed = isinstance(span.holder, yaml.SequenceNode) and not span.flow
    return int(span.holder.start_mark.column if listed else span.start.column)


def _adding(page: Page, trail: Trail, text: str) -> Iterator[bytes]:
    """The file with the text where nothing was."""
    known = max(length for length in range(len(trail)) if page.value(trail[:length]) is not None)
    holder, rest = page.span(trail[:known]).node, trail[known:]
    new_list = isinstance(holder, yaml.SequenceNode)
    if isinstance(holder, yaml.ScalarNode) or (new_list and rest[0] != len(holder.value)) or _items(rest[1:]) > 0:
        raise page.by_hand(trail[:known], "holds no place for this")
    if holder.flow_style:
        yield from _added_flow(page, holder, rest, text)
    elif new_list:
        yield from _added_item(page, holder, trail[: known + 1], rest, text)
    else:
        column = holder.start_mark.column
        last = block_end(page.lines, holder.start_mark.line + 1, column - 1, flush=False)
        start = page.offset(last)
        ahead = "" if page.lines[last - 1].endswith("\n") else "\n"
        for lines in _lines(rest, text, column):
            yield page.spliced(start, start, ahead + "".join(f"{line}\n" for line in lines))


def _items(steps: Trail) -> int:
    """The greatest index among steps to what is not there yet, where only the first item of a list can be made."""
    return max((step for step in steps if isinstance(step, int)), default=0)


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
    if len(rest) > 1:
        raise page.by_hand(trail[:-1], "holds no place for this")
    if trail[:-1] not in page.document.keys:
        raise page.by_hand(trail[:-1], "is a list in a list")
    column = holder.start_mark.column
    for made in written(text, Slot(column, column + STEP, column + STEP)):
        lines = [line[column:] if number else f"- {line}" for number, line in enumerate(made.split("\n"))]
        try:
            yield inserted(page.spliced(0, 0, ""), page.document, trail[:-1], lines)[0]
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


def _cut_flow(page: Page, span: Span) -> bytes | None:
    """Without something between brackets, and the comma before or behind it."""
    things = span.holder.value

    def ends(number: int) -> tuple[int, int]:
        thing = things[number]
        first, last = thing if isinstance(span.holder, yaml.MappingNode) else (thing, thing)
        return first.start_mark.index, last.end_mark.index

    start, end = ends(span.number)
    start, end = (start, ends(1)[0]) if span.number == 0 else (ends(span.number - 1)[1], end)
    remark = re.search(r"\s#.*\n", page.text[start:end])
    return None if remark else page.spliced(start, end, "")


def _cut_block(page: Page, span: Span) -> bytes | None:
    """Without whole lines; None where something else stands in them."""
    keyed = isinstance(span.holder, yaml.MappingNode)
    line = span.start.line
    column = span.start.column if keyed else _column(span)
    while not keyed and page.lines[line][column : column + 1] != "-":
        line -= 1  # what the item is stands below its '-'
    last = block_end(page.lines, line + 1, column, flush=keyed)
    lead = page.lines[line][:column]
    if lead.strip(" -"):
        return None
    if lead.strip():  # the first of an item, behind its '-': the next one takes its place
        below = span.holder.value[1]
        start = (below[0] if keyed else below).start_mark.index - (0 if keyed else STEP)
        behind = page.text[page.offset(last) : start]
        return None if behind.strip() else page.spliced(page.offset(line) + column, start, "")
    first = line
    while first and page.lines[first - 1].startswith(f"{lead}#"):
        first -= 1
    if first == 0:
        first = line  # what heads the file belongs to all of it
    blank = [not (page.lines[number : number + 1] or [""])[0].strip() for number in (first - 1, last)]
    last += first > 0 and all(blank) and last < len(page.lines)
    return page.spliced(page.offset(first), page.offset(last), "")
