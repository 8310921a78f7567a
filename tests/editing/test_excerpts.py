"""Of two long texts the part in which they differ can be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.excerpts import AROUND, excerpts, is_cut

WORDS = "word " * 100


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("old", "new", ("old", "new")),
        (WORDS + "old", WORDS + "new", ("… " + "word " * 8 + "old", "… " + "word " * 8 + "new")),
        ("old " + WORDS, "new " + WORDS, ("old " + "word " * 29 + "w …", "new " + "word " * 29 + "w …")),
    ],
)
def test_what_is_shown(before: str, after: str, shown: tuple[str, str]) -> None:
    assert excerpts(before, after, 300) == shown


PART = st.text("ab ", max_size=80)


@given(PART, st.text("xy", min_size=1, max_size=20), st.text("xy", max_size=20), PART)
def test_what_differs_is_always_seen(head: str, old: str, new: str, tail: str) -> None:
    before, after = excerpts(head + old + tail, head + new + tail, 60)
    if old != new:
        assert before != after
    for text, whole in ((before, head + old + tail), (after, head + new + tail)):
        assert text.strip("… ") in whole
        assert len(text) <= 60 + 2 * AROUND + 4
        assert is_cut(text) or text.strip() == whole.strip()
