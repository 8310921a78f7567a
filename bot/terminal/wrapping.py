"""Lines that fit: text is untrusted, and letters of some scripts are two columns wide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tame(text: str) -> str:
    """The text without anything that would steer a terminal: escapes, other controls, direction overrides.

    >>> tame("a\\x1b[31mb\\tc\\u202ed")
    'a[31mb cd'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_tame(character) for character in text)


def _tame(character: str) -> str:
    if character in "\n\t":
        return character if character == "\n" else " "
    if character in _BIDI_CONTROLS:
        return ""
    category = unicodedata.category(character)
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return "" if category == "Cc" else character


def columns(text: str) -> int:
    """How many columns a terminal needs for the text.

    >>> columns("서울 a")
    6
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Start and end of each line when the text is broken at spaces, or inside a word that is wider than a line.

    >>> [("one two three"[a:b]) for a, b in breaks("one two three", 8)]
    ['one two', 'three']
    """
    lines: list[tuple[int, int]] = []
    start = end = 0
    for word in re.finditer(r"\S+", text):
        for first, last in _pieces(text, *word.span(), width):
            if end == start:
                start = first
            elif columns(text[start:last]) > width:
                lines.append((start, end))
                start = first
            end = last
    return [*lines, (start, end)]


def _pieces(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """The word, cut where it is wider than a line; at least one letter stays before each cut."""
    used = 0
    for index in range(start, end):
        used += _columns(text[index])
        if used > width and index > start:
            yield start, index
            start, used = index, _columns(text[index])
    yield start, end
