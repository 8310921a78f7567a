"""A tree -> a value of the model; what is said of faults stands in ``bad_knowledge``."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.language import LanguagePack
from bot.knowledge.model import Facts, Kind
from bot.knowledge.questions import QuestionFile
from bot.knowledge.reader import read
from bot.knowledge.shapes import described, expected, keys_of, split, type_at
from bot.knowledge.validation import validate

FACTS = """
programs:
  - id: seoul
    kind: workshop
    names: {en: [Seoul, " Program "]}
    about: {en: A training.}
    since: 2012
    editions:
      - id: 2016
        year: "2016"
        start: 2016-05-22
        topics_complete: false
        application: {opens: 2016-01-01, closes: 2016-02-01, zone: Asia/Seoul}
entries:
  - {id: Bank_transfer 2, questions: {en: [NO, 22:30]}, answer: {en: "null"}}
"""


def valid(text: str, model: type[Any]) -> Any:
    """The value, which must be without problems."""
    document = read(text.encode(), "f")
    value, problems = validate(document, model)
    assert (document.problems, problems) == ([], [])
    return value


def test_facts_become_typed_values() -> None:
    facts = valid(FACTS, Facts)

    (program,) = facts.programs
    (edition,) = program.editions
    assert (program.kind, program.since, program.names) == (Kind.WORKSHOP, 2012, {"en": ("Seoul", "Program")})
    assert (edition.id, edition.year, edition.start) == ("2016", 2016, dt.date(2016, 5, 22))
    assert (edition.topics_complete, edition.end) == (False, None)
    assert edition.application.closes == dt.datetime(2016, 2, 1, 23, 59)  # noqa: DTZ001 - a local moment
    assert facts.entries[0].id == "Bank_transfer 2"
    assert facts.entries[0].questions == {"en": ("NO", "22:30")}
    assert facts.entries[0].answer == {"en": "null"}


def test_packs_and_questions_become_typed_values() -> None:
    pack = valid("templates: {a: x, b: {one: y, other: z}}\nnumbers: {1: [one]}\n", LanguagePack)
    cases = valid("language: en\ncategory: fees\nfloor: 0.95\nquestions: [{ask: [a], unknown: true}]", QuestionFile)

    assert pack.templates == {"a": "x", "b": {"one": "y", "other": "z"}}
    assert pack.numbers == {"1": ("one",)}
    assert (cases.floor, cases.questions[0].unknown, cases.today) == (0.95, True, None)


def test_a_fault_that_the_reader_told_is_not_told_again() -> None:
    document = read(b"entries:\n  - id: a\n    questions:\n    answer: &x {en: a}\n", "f")
    value, problems = validate(document, Facts)

    assert value is None
    assert [problem.line for problem in document.problems] == [3, 4]
    assert problems == []


IN_QUOTES = "put the whole text in quotes if it begins with a bracket or '- '"
UNIONS = [
    (
        "templates: {a: [x]}",
        [f"1:16: expected a text, or one text per plural form ('one: ...', 'other: ...'), found a list; {IN_QUOTES}"],
    ),
    ("templates: {a: ''}", ["1:16: expected a text, found nothing"]),
    (
        "templates: {a: {one: [x], other: ' '}}",
        [f"1:22: expected a text, found a list; {IN_QUOTES}", "1:34: expected a text, found nothing"],
    ),
    ("stemmer: [x]", [f"1:10: expected a text, found a list; {IN_QUOTES}"]),
]


@pytest.mark.parametrize(("text", "words"), UNIONS)
def test_one_fault_in_a_union_is_one_sentence(text: str, words: list[str]) -> None:
    _, problems = validate(read(text.encode(), "f"), LanguagePack)

    assert [str(problem).removeprefix("f:") for problem in sorted(problems)] == words


TREES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(["a", "", "2016", "2016-05-22", "true"]),
    lambda below: (
        st.lists(below, max_size=2)
        | st.dictionaries(
            st.sampled_from(["id", "en", "names", "entries", "questions", "editions", "programs", "organiser"]),
            below,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["entries", "programs", "organiser", "people", "x"]), TREES, max_size=3))
def test_any_tree_is_a_value_or_has_problems(tree: dict[str, Any]) -> None:
    document = read(b"a: b", "f")
    document.tree = tree

    value, problems = validate(document, Facts)

    assert (value is None) == bool(problems)
    assert all("pydantic" not in problem.message and "function" not in problem.message for problem in problems)


def test_a_place_of_the_model_is_known_by_its_trail() -> None:
    tree = read(FACTS.encode(), "f").tree
    assert tree is not None

    trail, found = split(tree, ("programs", 0, "editions", 0, "yaer"))

    assert trail == ("programs", 0, "editions", 0)
    assert described(found) == "a mapping with the keys 'id', 'year', 'start'"
    assert "sources" in keys_of(type_at(Facts, trail))
    assert expected(type_at(Facts, ("programs", 0, "names"))).startswith("one list per language")
    assert expected(type_at(Facts, ("programs", 0, "names", "en"))).startswith("a list")
    assert type_at(Facts, ("nowhere", 0)) is None


def test_long_texts_are_shortened_in_messages() -> None:
    assert described("x" * 200) == repr("x" * 37 + "...")
    assert described("two\nlines") == "'two lines'"
