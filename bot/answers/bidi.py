"""Latin names inside of right-to-left text, isolated so that they and what stands beside them read rightly.

Without that, a phone puts the full stop or bracket behind a Latin name on its wrong side, and lays the whole line out
from the left where it begins with one. A name is put between U+2068 and U+2069 (Unicode's first-strong isolate). Bare
figures need no isolate: a range of days runs from right to left as the words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.answers.cldr import cldr
from bot.answers.reply import Block, Bullets, Line, Paragraph, Span

START, END = "\u2068", "\u2069"
_LATIN = "A-Za-z\u00c0-\u024f"
_RUN = re.compile(
    rf"(?<![{_LATIN}0-9{START}])(?:[/@#]|https?://)?[{_LATIN}][{_LATIN}0-9]*"
    rf"(?:[ .'\u2019&/@_+\u2013-]{{1,3}}[{_LATIN}0-9]+)*"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ISOLATED = re.compile(f"({START}[^{END}]*{END})")


@lru_cache(maxsize=32)
def runs_to_the_left(locale: str) -> bool:
    """True for a language that is written from right to left."""
    return str(cldr(locale).character_order) == "right-to-left"


def isolated(line: Line) -> Line:
    """The line with its Latin names isolated, those that are already left alone."""
    return tuple(Span(isolate(span.text), span.bold) for span in line)


def isolate(text: str) -> str:
    """A text with its Latin names isolated; one that is wholly Latin, as one."""
    if START not in text and not _RIGHT_TO_LEFT.search(text):
        return f"{START}{text}{END}" if _RUN.search(text) else text
    pieces = _ISOLATED.split(text)
    return "".join(piece if piece.startswith(START) else _RUN.sub(_around, piece) for piece in pieces)


def _around(found: re.Match[str]) -> str:
    return f"{START}{found.group()}{END}"


def isolated_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Paragraphs and lists with their Latin names isolated."""
    return tuple(
        Paragraph(isolated(block.line)) if isinstance(block, Paragraph) else Bullets(tuple(map(isolated, block.items)))
        for block in blocks
    )
