"""Blocks -> pages of a phone's screen, and back from the text in which they are kept: nobody is sent a wall of text.

A page is cut between items or paragraphs, and a list that goes on has its heading again. All pages of an answer are
kept under a key, so that turning them shows what was answered then, whoever was spoken of since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from bot.answers.reply import Block, Bullets, Line, Paragraph, Span
from bot.answers.sentences import Sentences
from bot.telegram_bot.rendering import fitting, messages, size

ROOM = 1200
"""Letters of a page."""
WHOLE = 1500
"""Letters of an answer that is not cut: a second page with a few lines helps nobody."""

Page = tuple[Block, ...]


def pages(blocks: Sequence[Block]) -> tuple[Page, ...]:
    """The blocks as one page or several."""
    if sum(map(_size, blocks)) <= WHOLE:
        return (tuple(blocks),)
    found: list[list[Block]] = [[]]
    left = ROOM
    for section in _sections(blocks):
        need = sum(map(_size, section))
        if need > left and found[-1]:
            found.append([])
            left = ROOM
        for number, piece in enumerate(_pieces(section)):
            if number:
                found.append([])
                left = ROOM
            found[-1] += piece
            left -= sum(map(_size, piece))
    return tuple(map(tuple, found))


def _sections(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Each list with its heading, each other paragraph alone."""
    heading: list[Block] = []
    for block in blocks:
        if isinstance(block, Bullets):
            yield [*heading, block]
            heading = []
        else:
            if heading:
                yield heading
            heading = [block]
    if heading:
        yield heading


def _pieces(section: Sequence[Block]) -> Iterator[list[Block]]:
    """A section as pieces of a page each; the heading of a list stands above every piece."""
    *heading, last = section
    if isinstance(last, Paragraph):
        for part in fitting(last.line, ROOM):
            yield [Paragraph(part)]
        return
    room = max(ROOM - sum(map(_size, heading)), ROOM // 2)
    items: list[Line] = []
    for item in (part for whole in last.items for part in fitting(whole, room)):
        if items and sum(map(size, items)) + size(item) > room:
            yield [*heading, Bullets(tuple(items))]
            items = []
        items.append(item)
    yield [*heading, Bullets(tuple(items))]


def _size(block: Block) -> int:
    return size(block.line) if isinstance(block, Paragraph) else sum(map(size, block.items))


def shown(found: Sequence[Page], number: int, sentences: Sentences) -> list[str]:
    """The texts of the messages that show one page; where there are several pages, it says which it is."""
    page = found[number]
    if len(found) > 1:
        page = (*page, Paragraph(sentences.line("page-of", number=number + 1, count=len(found))))
    return messages(page)


def dumps(found: Sequence[Page]) -> str:
    """Pages as text."""
    told = [[_told(block) for block in page] for page in found]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _told(block: Block) -> list[object]:
    """A paragraph as its spans; a list as its items, below a sign that it is one."""
    lines = [block.line] if isinstance(block, Paragraph) else block.items
    return [int(isinstance(block, Bullets)), [[[span.text, int(span.bold)] for span in line] for line in lines]]


def loads(text: str) -> tuple[Page, ...]:
    """The pages again; none where the text is something else."""
    try:
        return tuple(tuple(_block(kind, lines) for kind, lines in page) for page in json.loads(text))
    except (TypeError, ValueError, RecursionError):
        return ()


def _block(kind: int, lines: list[list[tuple[str, int]]]) -> Block:
    read = tuple(tuple(Span(str(text), bool(bold)) for text, bold in line) for line in lines)
    if kind:
        return Bullets(read)
    (line,) = read
    return Paragraph(line)
