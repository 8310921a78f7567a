"""A problem's order and its three forms."""

from __future__ import annotations

import json

import pytest

from bot.knowledge.knowledge import Position
from bot.knowledge.problems import Problem, annotation, has_errors, render

ERROR = Problem("a.yaml", 12, 5, "unknown key 'awnser'")
WARNING = Problem("a.yaml", 3, 1, "is the year right?", "warning")


def test_problems_sort_by_place() -> None:
    last = Problem("b.yaml", 1, 1, "x")
    first = Problem("a.yaml", 2, 10, "x")
    second = Problem("a.yaml", 10, 2, "x")

    assert sorted([last, second, first]) == [first, second, last]


def test_text_is_one_line_each() -> None:
    assert render([ERROR, WARNING]).split("\n") == [
        "a.yaml:12:5: unknown key 'awnser'",
        "a.yaml:3:1: warning: is the year right?",
    ]
    assert render([]) == ""
    assert str(Problem("a", 1, 1, "two\nlines")) == "a:1:1: two lines"


def test_json_holds_every_field() -> None:
    assert json.loads(render([ERROR], "json")) == [
        {"file": "a.yaml", "line": 12, "column": 5, "message": "unknown key 'awnser'", "level": "error"}
    ]
    assert json.loads(render([], "json")) == []
    assert "한국" in render([Problem("a", 1, 1, "한국")], "json")


ANNOTATIONS = [
    (ERROR, "::error file=a.yaml,line=12,col=5::unknown key 'awnser'"),
    (WARNING, "::warning file=a.yaml,line=3,col=1::is the year right?"),
    (Problem("a,b:c%.yaml", 1, 2, "x"), "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2::x"),
    (Problem("a", 1, 1, "100%, a:\r\nb\n::error::"), "::error file=a,line=1,col=1::100%25, a:%0D%0Ab%0A::error::"),
]


@pytest.mark.parametrize(("problem", "command"), ANNOTATIONS)
def test_annotations_are_escaped(problem: Problem, command: str) -> None:
    assert annotation(problem) == command
    assert render([problem, problem], "annotations") == f"{command}\n{command}"


def test_only_errors_count() -> None:
    assert has_errors([WARNING, ERROR])
    assert not has_errors([WARNING])


def test_a_problem_is_made_at_a_position() -> None:
    assert Problem.at(Position("a.yaml", 12, 5), "unknown key 'awnser'") == ERROR
