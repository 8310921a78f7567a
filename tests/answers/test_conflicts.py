"""Answers that take each other's questions, on small made-up folders."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answers.conflicts import conflicts
from bot.answers.own_questions import own_questions
from bot.answers.tongue import Tongue
from bot.knowledge.folders import packaged_folder
from bot.knowledge.loaded import Loaded
from bot.knowledge.problems import Problem
from tests import parsed
from tests.answers.conftest import Write

TODAY = dt.date(2026, 11, 21)

PLACES = """\
countries:
  - id: se
    names: {en: [Sweden]}
cities:
  - id: lund
    names: {en: [Lund]}
    country: se
organisations:
  - id: acme
    names: {en: [Acme Institute]}
"""

PROGRAM = """\
programs:
  - id: winter-school
    kind: training
    names: {en: [Winter School]}
    about: {en: The Winter School is a training on snow.}
    organisers: [acme]
    cities: [lund]
    editions:
      - id: "2023"
        year: 2023
        start: 2023-01-10
        end: 2023-01-14
        cities: [lund]
"""

SECOND_EDITION = """\
      - id: "2024"
        year: 2024
        start: 2024-02-05
        end: 2024-02-09
        cities: [lund]
"""

FINE = """\
entries:
  - id: parking
    questions:
      en:
        - Where can I park my bicycle?
        - Is there a bicycle stand?
    answer: {en: Behind the house.}
  - id: library
    questions:
      en:
        - When does the library open?
        - opening hours of the library
    answer: {en: At nine.}
"""

STOLEN = """\
entries:
  - id: about-snow
    questions:
      en:
        - Is there a snowball fight?
        - When was Winter School 2023?
    answer: {en: Every day.}
"""

TWINS = """\
entries:
  - id: bicycle-stand
    questions:
      en:
        - Where is the bicycle stand?
    answer: {en: Behind the house.}
  - id: bicycle-pump
    questions:
      en:
        - Where is the bicycle stand?
        - Where is the pump for bicycles?
    answer: {en: In the cellar.}
"""


def found(loaded: Loaded) -> list[Problem]:
    """The conflicts of a folder."""
    assert loaded.knowledge is not None
    return conflicts(Tongue(loaded.knowledge, "en"), loaded, today=TODAY)


def line_of(text: str, part: str) -> int:
    """The line in which a part first stands."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_entries_that_differ_are_no_conflict(write: Write) -> None:
    assert found(write(faq=FINE)) == []


def test_facts_answer_their_own_questions(write: Write) -> None:
    assert found(write(places=PLACES, programs=PROGRAM, faq=FINE)) == []


def test_a_phrasing_that_two_entries_have_names_both_lines(write: Write) -> None:
    (problem,) = found(write(faq=TWINS))

    own, rival = (n for n, line in enumerate(TWINS.splitlines(), 1) if "bicycle stand?" in line)
    assert (problem.level, problem.line) == ("error", own)
    assert f"'bicycle-pump' ({problem.file}:{rival}:" in problem.message


@pytest.mark.parametrize("phrasing", ["When was Winter School 2023?", "Who organised Winter School 2023?"])
def test_a_fact_and_a_phrasing_that_claims_its_question_name_each_other(write: Write, phrasing: str) -> None:
    faq = STOLEN.replace("When was Winter School 2023?", phrasing)
    (problem,) = found(write(places=PLACES, programs=PROGRAM, faq=faq))

    phrased, held = line_of(faq, phrasing), line_of(PROGRAM, "start:" if "When" in phrasing else "organisers:")
    names = f"{Path(problem.file).name}:{problem.line} {problem.message}"
    assert f"faq.yaml:{phrased}" in names
    assert f"programs.yaml:{held}" in names


NEAR = """\
entries:
  - id: heating-on
    questions:
      en:
        - please turn on the heating in the hall
        - it is cold, warm up the hall
    answer: {en: It is on.}
  - id: heating-off
    questions:
      en:
        - please turn off the heating in the hall
        - it is hot, cool down the hall
    answer: {en: It is off.}
"""


def test_a_thin_margin_between_entries_is_a_warning_that_names_both_lines(write: Write) -> None:
    (problem,) = found(write(faq=NEAR))

    assert (problem.level, problem.line) == ("warning", line_of(NEAR, "turn on"))
    assert f"'heating-off' ({problem.file}:{line_of(NEAR, 'turn off')}:" in problem.message
    assert "nearly as well" in problem.message


def test_an_edition_is_checked_without_any_phrasing_for_it(write: Write) -> None:
    assert found(write(places=PLACES, programs=PROGRAM + SECOND_EDITION, faq=FINE)) == []


def test_an_edition_whose_question_is_taken_is_named_at_its_own_line(write: Write) -> None:
    faq = STOLEN.replace("Winter School 2023", "Winter School 2024")
    program = PROGRAM + SECOND_EDITION
    (problem,) = found(write(places=PLACES, programs=program, faq=faq))

    names = f"{Path(problem.file).name}:{problem.line} {problem.message}"
    assert f"programs.yaml:{line_of(program, 'start: 2024-02-05')}" in names


def test_progress_is_told_for_every_question(write: Write) -> None:
    loaded = write(faq=FINE)
    assert loaded.knowledge is not None
    told: list[tuple[int, int]] = []

    conflicts(Tongue(loaded.knowledge, "en"), loaded, progress=lambda done, total: told.append((done, total)))

    assert [done for done, _ in told] == list(range(len(told)))
    assert {total for _, total in told} == {len(told)}


@pytest.mark.parametrize(("language", "expected"), [("en", ["error"]), ("fr", [])])
def test_languages_that_are_not_read_are_not_asked(write: Write, language: str, expected: list[str]) -> None:
    faq = STOLEN.replace("      en:\n", f"      {language}:\n")

    assert [problem.level for problem in found(write(places=PLACES, programs=PROGRAM, faq=faq))] == expected


def test_every_question_of_our_own_facts_has_a_line() -> None:
    loaded = parsed.loaded(packaged_folder(), {"en"})
    assert loaded.knowledge is not None
    questions = list(own_questions(loaded.knowledge.facts, Tongue(loaded.knowledge, "en").naming))

    assert len({question.ask for question in questions}) >= 19
    assert [question.text for question in questions if question.key not in loaded.positions] == []
