"""Reply -> messages in Telegram's HTML: escaped, and split where a paragraph ends."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from bot.answers.reply import Block, Line, Paragraph, Span

LIMIT = 4096
"""Letters of one message, counted as UTF-16 units after the markup is taken out."""
ROOM = 4000
"""What we use of it."""


def messages(blocks: Iterable[Block], room: int = ROOM) -> list[str]:
    """The texts of the messages that say the blocks, each within the limit and whole in itself."""
    found: list[str] = []
    text, full = "", 0
    for line, gap in _lines(blocks):
        for part in fitting(line, room):
            length = size(part)
            joint = gap if text else ""
            if text and full + len(joint) + length > room:
                found.append(text)
                text, full, joint = "", 0, ""
            text += joint + _html(part)
            full += len(joint) + length
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


def fitting(line: Line, room: int = ROOM) -> Iterator[Line]:
    """The line, or pieces of it that have room each, cut at a space where there is one."""
    if size(line) <= room:
        yield line
        return
    for span in line:
        rest = span.text
        while rest:
            piece = _head(rest, room)
            yield (Span(piece, span.bold),)
            rest = rest[len(piece) :].lstrip()


def _head(text: str, room: int) -> str:
    """As much of the text as fits, up to a space where there is one."""
    taken = at = 0
    while at < len(text) and taken + _units(text[at]) <= room:
        taken += _units(text[at])
        at += 1
    space = text.rfind(" ", 0, at)
    return text if at == len(text) else text[: space if space > at // 2 else at]


def size(line: Sequence[Span]) -> int:
    """Letters of a line, as Telegram counts them."""
    return sum(units(span.text) for span in line)


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _units(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1


def _html(line: Line) -> str:
    return "".join(f"<b>{escape(span.text)}</b>" if span.bold else escape(span.text) for span in line)


def escape(text: str) -> str:
    """Text that Telegram shows as it is."""
    return html.escape(text, quote=True)


_QUOTED = "<blockquote>"
"""No answer holds a quotation of its own."""


def without_markup(text: str) -> str:
    """One of our messages as people see it."""
    return html.unescape(re.sub(r"</?[a-z][^>]*>", "", text))


def quoted_below(text: str, more: str) -> str:
    """A message's text with another one quoted below it, in the place of what was quoted there."""
    return f"{without_quoted(text)}\n\n{_QUOTED}{more}</blockquote>"


def without_quoted(text: str) -> str:
    """A message's text without what is quoted below it."""
    return text.partition(_QUOTED)[0].rstrip()
