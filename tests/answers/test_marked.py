"""The small markup of announcements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.marked import marked
from bot.telegram_bot.rendering import messages, without_markup

TABLE = [
    ("Hello", "Hello"),
    ("**Hello** all", "<b>Hello</b> all"),
    ("a\nb", "a\nb"),
    ("a\n\nb\n \n\nc", "a\n\nb\n\nc"),
    ("Bring:\n- a pen\n• **two** pens\nand come", "Bring:\n• a pen\n• <b>two</b> pens\n\nand come"),
    ("- a\n\n- b", "• a\n\n• b"),
    ("**a\nb**", "<b>a\nb</b>"),
    ("**a\n\nb**", "**a\n\nb**"),  # bold does not pass an empty line
    ("2 ** 3", "2 ** 3"),
    ("** a **", "** a **"),
    ("**a", "**a"),
    ("<b>x</b> & y", "&lt;b&gt;x&lt;/b&gt; &amp; y"),
    ("-5 degrees", "-5 degrees"),
    ("See https://example.org/a_b_c", "See https://example.org/a_b_c"),
    (" \n\n ", ""),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_markup(text: str, expected: str) -> None:
    assert "".join(messages(marked(text))) == expected


@given(st.text(alphabet="ab *-\n•<", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    letters = "".join(char for char in text if char in "ab<")
    shown = without_markup("".join(messages(marked(text))))
    assert "".join(char for char in shown if char in "ab<") == letters
