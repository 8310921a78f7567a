"""Reply -> messages in Telegram's HTML: escaped, and split where a paragraph ends."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence

from bot.answers.reply import Block, Line, Paragraph, Span

LIMIT = 4096
"""Letters of one message, counted as UTF-16 units after the markup is taken out."""
ROOM = 4000
"""What we use of it."""


def messages(blocks: Iterable[Block]) -> list[str]:
    """The texts of the messages that say the blocks, each within the limit and whole in itself."""
    found: list[str] = []
    text, size = "", 0
    for line, gap in _lines(blocks):
        for part in _fitting(line):
            length = _size(part)
            joint = gap if text else ""
            if text and size + len(joint) + length > ROOM:
                found.append(text)
                text, size, joint = "", 0, ""
            text += joint + _html(part)
            size += len(joint) + length
    return [*found, text] if text else found


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[Line, str]]:
    """Every line with what stands between it and the one before."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.line, "\n\n"
        else:
            for number, item in enumerate(block.items):
                gap = "\n" if number or isinstance(before, Paragraph) else "\n\n"
                yield (Span("• "), *item), gap
        before = block


def _fitting(line: Line) -> Iterator[Line]:
    """The line, or pieces of it that fit into one message each, cut at a space where there is one."""
    if _size(line) <= ROOM:
        yield line
        return
    for span in line:
        rest = span.text
        while rest:
            piece = _head(rest, ROOM)
            yield (Span(piece, span.bold),)
            rest = rest[len(piece) :].lstrip()


def _head(text: str, room: int) -> str:
    """As much of the text as fits, up to a space where there is one."""
    size = at = 0
    while at < len(text) and size + _units(text[at]) <= room:
        size += _units(text[at])
        at += 1
    space = text.rfind(" ", 0, at)
    return text if at == len(text) else text[: space if space > at // 2 else at]


def _size(line: Sequence[Span]) -> int:
    return sum(_units(character) for span in line for character in span.text)


def _units(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1


def _html(line: Line) -> str:
    return "".join(f"<b>{escape(span.text)}</b>" if span.bold else escape(span.text) for span in line)


def escape(text: str) -> str:
    """Text that Telegram shows as it is."""
    return html.escape(text, quote=True)
