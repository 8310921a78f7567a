"""What differs between two states of a file, by its records and fields."""

from __future__ import annotations

import pytest

from bot.editing.records import MOST, Became, Difference, differences, records, sizes
from bot.knowledge.document import Tree

FEE: Tree = {"id": "fee", "questions": {"en": ["What does it cost?", "Is it free?"]}, "answer": {"en": "Nothing."}}
VISA: Tree = {"id": "visa", "answer": {"en": "Ask the embassy."}}


def found(before: Tree | None, after: Tree | None) -> list[tuple[str, str, str, str]]:
    return [(" > ".join(one.path), one.became.value, one.before, one.after) for one in differences(before, after)]


def with_answer(text: str) -> Tree:
    assert isinstance(FEE, dict)
    return {**FEE, "answer": {"en": text}}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"entries": [FEE]}, {"entries": [FEE]}, []),
        (
            {"entries": [FEE, VISA]},
            {"entries": [with_answer("Twenty."), VISA]},
            [("entries > fee > answer > en", "altered", "Nothing.", "Twenty.")],
        ),
        ({"entries": [FEE, VISA]}, {"entries": [VISA, FEE]}, []),
        (
            {"entries": [FEE]},
            {"entries": [FEE, VISA]},
            [("entries > visa", "new", "", "id: visa; answer: en: Ask the embassy.")],
        ),
        (
            {"entries": [FEE, VISA]},
            {"entries": [FEE]},
            [("entries > visa", "gone", "id: visa; answer: en: Ask the embassy.", "")],
        ),
        ({"q": ["a", "b", "c"]}, {"q": ["a", "c"]}, [("q", "gone", "b", "")]),
        ({"q": ["a", "b"]}, {"q": ["a", "x", "b"]}, [("q", "new", "", "x")]),
        ({"q": ["a", "b"]}, {"q": ["a", "y"]}, [("q", "altered", "b", "y")]),
        ({"q": "a"}, {"q": ["a"]}, [("q", "altered", "a", "a")]),
        ({"e": [{"id": "a"}, {"id": "a"}]}, {"e": [{"id": "a"}]}, [("e", "gone", "id: a", "")]),
        (None, {"q": "a"}, [("", "new", "", "q: a")]),
    ],
)
def test_values_that_differ(before: Tree | None, after: Tree | None, told: list[tuple[str, str, str, str]]) -> None:
    assert found(before, after) == told


def test_a_very_long_list_is_compared_as_a_set() -> None:
    many = [f"word-{number}" for number in range(60_000)]
    (one,) = differences({"a": [*many]}, {"a": [*reversed(many), "new"]})
    assert (one.became, one.after) == (Became.NEW, "new")


def test_a_long_value_is_cut() -> None:
    (one,) = differences({"a": "x" * 1000}, {"a": ""})
    assert one == Difference(("a",), Became.ALTERED, "x" * MOST + " …", "")


@pytest.mark.parametrize(
    ("tree", "count"),
    [
        (None, 0),
        ("text", 0),
        ({"entries": [FEE, VISA]}, 2),
        ({"programs": [{"id": "p", "editions": [{"id": "e"}]}]}, 2),
    ],
)
def test_records_are_counted_at_any_depth(tree: Tree | None, count: int) -> None:
    assert records(tree) == count


def test_a_file_is_measured_by_what_it_held() -> None:
    texts: Tree = {"texts": {"a": "A", "b": "B", "c": ["C", "D"]}}
    assert sizes({"entries": [FEE, VISA]}, texts) == (2, 0)
    assert sizes(texts, {"texts": {"a": "A"}}) == (4, 1)
    assert sizes(texts, None) == (4, 0)
