"""The notation of cue phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.phrases import MOST, expand

PATTERNS = [
    ("when", ["when"]),
    ("how long", ["how long"]),
    ("date(s|)", ["dates", "date"]),
    ("(sign|signed) up", ["sign up", "signed up"]),
    ("[the] date", ["date", "the date"]),
    ("[the|a] date", ["date", "the date", "a date"]),
    ("how [very] (long|short)", ["how long", "how short", "how very long", "how very short"]),
    ("(a|b) (a|b)", ["a a", "a b", "b a", "b b"]),
    ("[a] [b] c", ["c", "b c", "a c", "a b c"]),
    ("wo [genau] war (es|das)", ["wo war es", "wo war das", "wo genau war es", "wo genau war das"]),
    ("  too   many  spaces ", ["too many spaces"]),
    ("(a|a) b", ["a b"]),
    ("(один|два) дня", ["один дня", "два дня"]),
]


@pytest.mark.parametrize(("pattern", "phrases"), PATTERNS)
def test_patterns(pattern: str, phrases: list[str]) -> None:
    assert expand(pattern) == phrases


@pytest.mark.parametrize("pattern", ["(a", "a)", "[a", "a]", "(a|b", "(a]", "[(a|b)] c", "((a|b)|c)"])
def test_brackets_must_match_and_do_not_nest(pattern: str) -> None:
    with pytest.raises(ValueError, match="brackets do not match"):
        expand(pattern)


def test_a_pattern_may_not_stand_for_endlessly_many() -> None:
    with pytest.raises(ValueError, match=f"more than {MOST} phrases"):
        expand(" ".join(["(a|b|c)"] * 20))


@given(st.text(alphabet="ab [](|) ", max_size=30))
def test_any_pattern_gives_phrases_or_a_plain_error(pattern: str) -> None:
    try:
        phrases = expand(pattern)
    except ValueError:
        return
    assert 0 < len(phrases) <= MOST
    assert len(set(phrases)) == len(phrases)
