"""Two edits of one file: both are kept, or nothing is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.reconciling import reconciled

BASE = "a\nb\nc\nd\ne\nf\ng\n"
TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=8).map(lambda found: "".join(f"{x}\n" for x in found))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("A\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nd\ne\nf\nG\n", "A\nb\nc\nd\ne\nf\nG\n"),
        ("b\nc\nd\ne\nf\ng\n", "a\nb\nc\nd\ne\nf\ng\nh\n", "b\nc\nd\ne\nf\ng\nh\n"),
        ("a\nb\nx\nc\nd\ne\nf\ng\n", "a\nb\nc\nd\ne\ny\nf\ng\n", "a\nb\nx\nc\nd\ne\ny\nf\ng\n"),
        ("A\nb\nc\nd\ne\nf\ng\n", "A\nb\nc\nd\ne\nf\nG\n", "A\nb\nc\nd\ne\nf\nG\n"),
        ("a\nB\nc\nd\ne\nf\ng\n", "a\nX\nc\nd\ne\nf\ng\n", None),
        ("a\nB\nc\nd\ne\nf\ng\n", "a\nb\nC\nd\ne\nf\ng\n", None),
        ("a\nb\nx\nc\nd\ne\nf\ng\n", "a\nb\ny\nc\nd\ne\nf\ng\n", None),
        ("", "a\nb\nc\nd\ne\nf\nG\n", None),
    ],
)
def test_what_is_put_together(one: str, other: str, both: str | None) -> None:
    wanted = None if both is None else both.encode()
    assert reconciled(BASE.encode(), one.encode(), other.encode()) == wanted
    assert reconciled(BASE.encode(), other.encode(), one.encode()) == wanted


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_of_either_is_lost(base: str, one: str, other: str) -> None:
    """Where only one side changed, it wins; both sides give the same result; else each line added is there."""
    before, left, right = base.encode(), one.encode(), other.encode()
    assert reconciled(before, left, before) == left
    assert reconciled(before, left, left) == left
    both = reconciled(before, left, right)
    assert both == reconciled(before, right, left)
    if both is not None:
        for text in "abcd":
            counts = [data.decode().count(text) for data in (before, left, right, both)]
            assert min(counts) <= counts[3] <= max(counts[1], counts[2], counts[1] + counts[2] - counts[0])


def test_a_last_line_without_an_end_is_kept() -> None:
    assert reconciled(b"a\nb\nc", b"A\nb\nc", b"a\nb\nC") == b"A\nb\nC"
