"""Lines that fit, and text that cannot steer the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.wrapping import breaks, columns, tame

WRAPPED = [
    ("one two three", 8, ["one two", "three"]),
    ("one two three", 13, ["one two three"]),
    ("  one   two ", 20, ["one   two"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("a bcdefg h", 4, ["a", "bcde", "fg h"]),
    ("서울 교육", 5, ["서울", "교육"]),
    ("서울교육", 5, ["서울", "교육"]),
    ("", 5, [""]),
    ("한", 1, ["한"]),
]

TAMED = [
    ("plain", "plain"),
    ("\x1b[31mred\x07", "[31mred"),
    ("a\tb\nc\r", "a b\nc"),
    ("\u202eevil", "evil"),
    ("\x9b31m", "31m"),
    ("نامه\u200cها", "نامه\u200cها"),
    ("half \ud800", "half \ufffd"),
]


@pytest.mark.parametrize(("text", "width", "lines"), WRAPPED)
def test_breaks(text: str, width: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in breaks(text, width)] == lines


@pytest.mark.parametrize(("text", "tamed"), TAMED)
def test_tame(text: str, tamed: str) -> None:
    assert tame(text) == tamed


@given(st.text(), st.integers(min_value=2, max_value=30))
def test_nothing_is_lost_and_every_line_fits(text: str, width: int) -> None:
    lines = [text[start:end] for start, end in breaks(text, width)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= width for line in lines)
