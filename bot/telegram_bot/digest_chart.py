"""Some weeks of questions as a picture that a phone shows well: few bars, big letters, the numbers on the bars.

It is drawn by Pillow, which is there in a tenth of the time and the room of a plotting library, and brings letters of
its own, so that the picture is the same on every machine.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SIZE: Final = (1080, 810)
"""Pixels; a phone shows it about 350 wide, so that the smallest letters are as big as those of a message."""
TOP, BOTTOM, SIDE = 250, 700, 60
LETTERS: Final = 44
HEADING: Final = 56
PAPER, INK, GOOD, BAD = "#ffffff", "#1b1f24", "#0072b2", "#e69f00"
"""The two colours differ in brightness too, for those who cannot tell colours apart."""
LEAST: Final = 56
"""Pixels of a part of a bar that has room for its number."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One week."""

    label: str
    answered: int
    missed: int


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the picture beside the numbers."""

    title: str
    answered: str
    missed: str


@dataclass(frozen=True, slots=True)
class _Style:
    """How a text is written."""

    ink: str = INK
    size: int = LETTERS
    anchor: str = "mm"
    """Which of its points stands at its place: its middle, or with lm the middle of its left side."""


def chart(words: Words, bars: Sequence[Bar]) -> bytes:
    """The picture as PNG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    _text(draw, (SIZE[0] / 2, 70), words.title, _Style(size=HEADING))
    _legend(draw, ((GOOD, words.answered), (BAD, words.missed)))
    most = max([bar.answered + bar.missed for bar in bars] + [1])
    room = (SIZE[0] - 2 * SIDE) / max(len(bars), 1)
    for at, bar in enumerate(bars):
        _bar(draw, SIDE + room * at + room * 0.15, room * 0.7, bar, (BOTTOM - TOP) / most)
    draw.line((SIDE, BOTTOM, SIZE[0] - SIDE, BOTTOM), INK, 4)
    stored = io.BytesIO()
    image.save(stored, "PNG", optimize=True)
    return stored.getvalue()


def _legend(draw: ImageDraw, entries: Sequence[tuple[str, str]]) -> None:
    room = SIZE[0] / len(entries)
    for at, (colour, text) in enumerate(entries):
        left = room * at + SIDE
        draw.rectangle((left, 140, left + 44, 184), colour)
        _text(draw, (left + 64, 162), text, _Style(anchor="lm"))


def _bar(draw: ImageDraw, left: float, width: float, bar: Bar, scale: float) -> None:
    """The answered ones below, the missed ones above, each with its number; if one is too flat, all stand on top."""
    middle, base = left + width / 2, float(BOTTOM)
    _text(draw, (middle, BOTTOM + 50), bar.label, _Style())
    parts = [part for part in ((bar.answered, GOOD, PAPER), (bar.missed, BAD, INK)) if part[0]]
    inside = all(count * scale >= LEAST for count, _, _ in parts)
    for count, colour, ink in parts:
        height = count * scale
        draw.rectangle((left, base - height, left + width, base), colour)
        if inside:
            _text(draw, (middle, base - height / 2), str(count), _Style(ink))
        base -= height
    if not parts or not inside:
        _text(draw, (middle, base - 32), " + ".join(str(count) for count, _, _ in parts) or "0", _Style())


def _text(draw: ImageDraw, place: tuple[float, float], text: str, style: _Style) -> None:
    from PIL import ImageFont

    draw.text(place, text, style.ink, ImageFont.load_default(style.size), style.anchor)
