"""Judging replies."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.reply import Button, Outcome, Reply
from bot.evaluation import Verdict, evaluate, faults, fold, holds, tallies
from bot.knowledge.questions import Case, QuestionFile
from tests.stub import StubAssistant, said

DAY = dt.date(2026, 11, 21)

HOLDS = [
    ("in 2016", "2016", True),
    ("22-29 May", "22", True),
    ("in 2022", "22", False),
    ("on 09 May", "9", True),
    ("1095 people", "95", False),
    ("in ٢٠١٦", "2016", True),
    ("２０１６년", "2016", True),
    ("Mount Fuji", "FUJI", True),
    ("nothing", "no", False),
    ("no, nothing", "No", True),
    ("Seoul\n Program", "seoul program", True),
    ("Se\u200boul", "Seoul", True),
    ("서울에서", "서울", True),
]

ANSWER = said("It ran 22-29 May 2016.", entry="a", links=(Button("Apply", "https://example.org/apply"),))
UNKNOWN = said("Not known; ask Andrew Lim.", Outcome.UNKNOWN)
FAULTS = [
    (Case(ask=("x",)), ANSWER, []),
    (Case(ask=("x",), says=("22", "May|June"), entry="a"), ANSWER, []),
    (Case(ask=("x",), says=("https://example.org/apply",)), ANSWER, []),
    (Case(ask=("x",), says=("23",)), ANSWER, ["does not say '23'"]),
    (Case(ask=("x",), says=("June|July",), never=("2016",)), ANSWER, ["does not say 'June|July'", "says '2016'"]),
    (Case(ask=("x",), entry="b"), ANSWER, ["a won; expected b"]),
    (Case(ask=("x",), unknown=True), ANSWER, ["claims an answer to what is not known"]),
    (Case(ask=("x",), unknown=True, says=("Andrew",)), UNKNOWN, []),
    (Case(ask=("x",), unknown=True, never=("Andrew",)), UNKNOWN, ["says 'Andrew'"]),
    (Case(ask=("x",)), UNKNOWN, ["no answer (unknown)"]),
    (Case(ask=("x",), entry="a"), UNKNOWN, ["no answer (unknown)", "no entry won; expected a"]),
]


@pytest.mark.parametrize(("text", "wanted", "found"), HOLDS)
def test_holds(text: str, wanted: str, found: bool) -> None:
    assert holds(fold(text), fold(wanted)) is found


@pytest.mark.parametrize(("case", "reply", "expected"), FAULTS)
def test_faults(case: Case, reply: Reply, expected: list[str]) -> None:
    assert list(faults(case, reply)) == expected


def test_the_last_message_of_a_conversation_is_judged_on_the_files_day() -> None:
    file = QuestionFile("en", "dates", questions=(Case(ask=("first", "second"), says=("second on 2026-11-21",)),))
    stub = StubAssistant()
    (verdict,) = evaluate(stub, [file], lambda _: DAY)
    assert verdict.passed
    assert [question.text for question, _ in stub.asked] == ["first", "second"]


def test_a_category_of_several_files_has_one_row_and_the_highest_floor() -> None:
    low, high = QuestionFile("en", "dates", floor=0.5), QuestionFile("en", "dates", floor=0.9)
    other = QuestionFile("ko", "dates", floor=0.5)
    case = Case(ask=("x",))
    verdicts = [Verdict(low, case, ANSWER), Verdict(high, case, ANSWER, ("bad",)), Verdict(other, case, ANSWER)]
    english, korean = tallies(verdicts)
    assert (english.passed, english.total, english.floor, english.reached) == (1, 2, 0.9, False)
    assert (korean.share, korean.reached) == (1.0, True)
