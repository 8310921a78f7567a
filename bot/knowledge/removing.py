"""A key or an item of a YAML file taken away; all other bytes of the file stay as they are."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import yaml

from bot.knowledge.document import Trail, Tree
from bot.knowledge.scalars import STEP
from bot.knowledge.spans import Page, Span, block_end


def removed(data: bytes, file: str, trail: Trail) -> bytes:
    """The file without a key or an item: with all that is below it, and the comments that belong to it.

    These are the ones inside, behind and directly above it, in its column. BotError, with file:line:column, where
    nothing would be left around it, and where it is written so that this cannot be done surely.
    """
    page = Page(data, file)
    if page.value(trail) is None:
        raise page.by_hand(trail, "is not there")
    span = page.span(trail)
    if span.holder is None or len(span.holder.value) == 1:
        raise page.by_hand(trail, "is all that is there")
    made = _cut_flow(page, span) if span.flow else _cut_block(page, span)
    return page.first_sound([made] if made is not None else [], _without(page.document.tree, trail), trail)


def _without(tree: Any, trail: Trail) -> Tree:
    tree = here = deepcopy(tree)
    for step in trail[:-1]:
        here = here[step]
    del here[trail[-1]]
    return tree  # type: ignore[no-any-return]


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
    column = span.start.column if keyed else span.column
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
