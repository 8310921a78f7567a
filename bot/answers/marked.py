"""Text that staff write with a little markup, for announcements: **bold**, lists, paragraphs.

    **Dear colleagues,**
                                      an empty line begins a new paragraph; a single line break stays one
    please bring:
    - your passport
    - a laptop

Links need no markup: an address is one, and buttons stand below the message. A mark without another one stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from bot.answers.reply import Block, Bullets, Line, Paragraph, Span

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_ITEM = re.compile(r"\s*[-•]\s+(?=\S)")
_EMPTY = re.compile(r"\n\s*\n")


def marked(text: str) -> tuple[Block, ...]:
    """The blocks of a text."""
    return tuple(block for piece in _EMPTY.split(text) for block in _blocks(piece) if piece.strip())


def _blocks(piece: str) -> Iterator[Block]:
    """What stands between two empty lines: lists, and what is around them."""
    lines = [line.rstrip() for line in piece.split("\n") if line.strip()]
    for listed, some in groupby(lines, key=lambda line: _ITEM.match(line) is not None):
        if listed:
            yield Bullets(tuple(_line(_ITEM.sub("", line, count=1)) for line in some))
        else:
            yield Paragraph(_line("\n".join(line.strip() for line in some)))


def _line(text: str) -> Line:
    pieces = _BOLD.split(text)  # every second one stood between marks
    return tuple(Span(piece, bool(at % 2)) for at, piece in enumerate(pieces) if piece)
