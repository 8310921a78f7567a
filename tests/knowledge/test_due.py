"""What is due on a day: reviews, windows that closed, editions that are over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.knowledge.due import due, problem
from bot.knowledge.folders import packaged_folder
from tests import parsed

FACTS = """\
countries:
  - {id: se, names: {en: [Sweden]}}
people:
  - id: ned
    names: {en: [Ned Flanders]}
    review_by: 2027-03-01
programs:
  - id: winter-school
    kind: training
    names: {en: [Winter School]}
    about: {en: A training on snow.}
    review_by: 2027-02-01
    editions:
      - id: "2026"
        year: 2026
        start: 2026-01-10
        end: 2026-01-14
        application: {opens: 2025-10-01, closes: 2025-11-30 18:00}
        attendance: {participants: 20}
      - id: "2027"
        year: 2027
        start: 2027-01-10
        end: 2027-01-14
        application: {opens: 2026-10-01, closes: 2026-11-30}
  - id: summer-school
    kind: training
    names: {en: [Summer School]}
    about: {en: A training on sun.}
    application: {opens: 2026-05-01, closes: 2026-05-31, review_by: 2026-04-20}
  - id: old-school
    kind: training
    names: {en: [Old School]}
    about: {en: A training long ago.}
    editions:
      - {id: "2011", year: 2011, start: 2011-01-10, end: 2011-01-14}
entries:
  - id: boots
    questions: {en: [Do I need boots?]}
    answer: {en: Bring boots.}
    review_by: 2026-05-15
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    return folder


def due_on(folder: Path, day: str) -> list[tuple[str, str, str, int]]:
    """Kind, name, day and line of all that is due."""
    loaded = parsed.loaded(folder, {"en"})
    assert loaded.knowledge is not None, loaded.problems
    found = due(loaded.knowledge.facts, dt.date.fromisoformat(day), loaded.positions)
    return [(one.kind.value, one.name, str(one.day), one.position.line) for one in found]


def line(part: str) -> int:
    return next(number for number, text in enumerate(FACTS.splitlines(), 1) if part in text)


REVIEW = ("review", "programs/summer-school/application", "2026-04-20", line("review_by: 2026-04-20"))
ENTRY = ("review", "entries/boots", "2026-05-15", line("review_by: 2026-05-15"))
CLOSED = ("closed", "programs/summer-school", "2026-05-31", line("closes: 2026-05-31"))
PERSON = ("review", "people/ned", "2027-03-01", line("review_by: 2027-03-01"))
OVER = ("over", "programs/winter-school/editions/2027", "2027-01-14", line("end: 2027-01-14"))
NO_NEXT = ("closed", "programs/winter-school/editions/2027", "2027-01-14", line("closes: 2026-11-30"))
PROGRAM = ("review", "programs/winter-school", "2027-02-01", line("review_by: 2027-02-01"))

TABLE = [
    ("2026-04-05", []),
    ("2026-04-06", [("soon", *REVIEW[1:])]),
    ("2026-04-20", [REVIEW]),
    ("2026-05-01", [REVIEW, ("soon", *ENTRY[1:])]),
    ("2026-05-31", [REVIEW, ENTRY]),
    ("2026-06-01", [REVIEW, ENTRY, CLOSED]),
    # A window that closed before an edition that is still ahead has its successor; so has that of the year before.
    ("2027-01-14", [REVIEW, ENTRY, CLOSED]),
    ("2027-01-15", [REVIEW, ENTRY, CLOSED, NO_NEXT, OVER]),
    ("2027-03-01", [REVIEW, ENTRY, CLOSED, NO_NEXT, OVER, PROGRAM, PERSON]),
]


@pytest.mark.parametrize(("day", "expected"), TABLE)
def test_what_is_due_on_a_day(folder: Path, day: str, expected: list[tuple[str, str, str, int]]) -> None:
    # Two weeks ahead of January's end the programme's own review is announced; that is told apart below.
    assert [one for one in due_on(folder, day) if one[:2] != ("soon", PROGRAM[1])] == expected


@pytest.mark.parametrize(("day", "soon"), [("2027-01-17", False), ("2027-01-18", True), ("2027-01-31", True)])
def test_a_review_is_announced_two_weeks_ahead(folder: Path, day: str, soon: bool) -> None:
    assert (("soon", *PROGRAM[1:]) in due_on(folder, day)) is soon


@pytest.mark.parametrize("day", ["2011-06-01", "2018-07-10", "2026-11-21", "2040-01-01"])
def test_nothing_is_due_in_what_travels_with_the_program(day: str) -> None:
    assert due_on(packaged_folder(), day) == []


def test_each_is_told_with_its_remedy(folder: Path) -> None:
    loaded = parsed.loaded(folder, {"en"})
    assert loaded.knowledge is not None
    told = [problem(one) for one in due(loaded.knowledge.facts, dt.date(2027, 2, 20), loaded.positions)]

    assert {one.level for one in told} == {"warning"}
    assert [one.message for one in told if "has been due since 2026-05-15; look at it" in one.message]
    assert [one.message for one in told if "is due on 2027-03-01; look at it" in one.message]
    assert [one.message for one in told if "closed on 2026-05-31, and none follows; write down the next" in one.message]
    assert [one.message for one in told if "ended on 2027-01-14" in one.message and "'attendance:'" in one.message]


def test_without_positions_everything_has_its_name(folder: Path) -> None:
    loaded = parsed.loaded(folder, {"en"})
    assert loaded.knowledge is not None

    assert [one.name for one in due(loaded.knowledge.facts, dt.date(2026, 6, 1), {})] == [
        REVIEW[1],
        ENTRY[1],
        CLOSED[1],
    ]
