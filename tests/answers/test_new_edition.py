"""Adding an edition in YAML is all that it takes: its questions are answered, and without it they are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.assistant import Assistant
from bot.answers.reply import Outcome
from tests.answers.asking import ask, assert_says, assistant_of
from tests.answers.made_up import FAQ, HARBOUR, NEWS, OFFICES, PEOPLE, PLACES, RIVER, TOPICS

NEW = """\
      - id: "{year}"
        year: {year}
        title: {{en: Quays of Tomorrow}}
        start: {year}-02-15
        end: {year}-02-18
        cities: [brockway]
        venue: rivers-institute
        organisers: [rivers-institute]
        topics:
          - {{title: {{en: Whales in the Fairway}}}}
        visits:
          - {{names: {{en: [Rope Walk]}}}}
        attendance:
          participants: 37
          delegations:
            - {{country: eb, city: muddington}}
        significance: {{en: It was the first workshop by candle light.}}
"""
PAST, FUTURE = 2021, 2027


def with_edition(year: int | None = None) -> Assistant:
    """The made-up bot with one more Harbour Workshop in a year, or as it is."""
    new = NEW.format(year=year) if year else ""
    return assistant_of(PLACES + PEOPLE + TOPICS + "programs:\n" + RIVER + HARBOUR + new + NEWS + OFFICES + FAQ)


ASKED = [
    ("When was the Harbour Workshop {year}?", "15–18 February {year}"),
    ("When was Quays of Tomorrow?", "15–18 February {year}"),
    ("How long was the Harbour Workshop {year}?", "4 days"),
    ("Where was the Harbour Workshop {year}?", "Brockway, at the Rivers Institute"),
    ("Who organised the Harbour Workshop {year}?", "organised by Rivers Institute."),
    ("How many people took part in the Harbour Workshop {year}?", "37"),
    ("Who took part in the Harbour Workshop {year}?", "Muddington"),
    (
        "Was Muddington in the Harbour Workshop {year}?",
        "Yes, Muddington (Elbonia) took part in Harbour",
    ),
    ("What were the topics of the Harbour Workshop {year}?", "Whales in the Fairway"),
    ("Which workshops taught about whales?", "Harbour Workshop {year}"),
    ("What was visited during the Harbour Workshop {year}?", "Rope Walk"),
    ("Was the Rope Walk visited?", "Harbour Workshop {year}"),
    ("Why was the Harbour Workshop {year} special?", "by candle light"),
    ("What was the title of the Harbour Workshop {year}?", "Quays of Tomorrow"),
    ("Tell me about the Harbour Workshop {year}", "Brockway"),
    ("What happened in {year}?", "Harbour Workshop {year}"),
]


@pytest.mark.parametrize("year", [PAST, FUTURE])
@pytest.mark.parametrize(("question", "words"), ASKED)
def test_a_new_edition_is_answered_without_any_phrasing(question: str, words: str, year: int) -> None:
    reply = ask(with_edition(year), question.format(year=year))

    assert_says(reply, words.format(year=year))
    assert f"harbour-workshop/{year}" in reply.entry


@pytest.mark.parametrize("year", [PAST, FUTURE])
@pytest.mark.parametrize("question", [question for question, _ in ASKED])
def test_without_it_they_are_not_known(question: str, year: int) -> None:
    assert ask(with_edition(), question.format(year=year)).outcome is not Outcome.ANSWER


LISTS = [
    ("How many Harbour Workshops were there?", "3 editions", "2 editions"),
    ("Which was the latest Harbour Workshop?", "Harbour Workshop 2021", "Harbour Workshop 2018"),
    ("When is the next training?", "No date has been announced", "Harbour Workshop 2027 comes next"),
    ("When is the next Harbour Workshop?", "No date", "Harbour Workshop 2027 comes next: 15–18 February 2027"),
    ("When is the next River Program?", "has not said when", "has not said when"),
]


@pytest.mark.parametrize(("question", "past", "future"), LISTS)
def test_lists_and_selectors_follow(question: str, past: str, future: str) -> None:
    assert_says(ask(with_edition(PAST), question), past)
    assert_says(ask(with_edition(FUTURE), question), future)


TENSES = [
    ("When was the Harbour Workshop {year}?", "took place on", "will take place on"),
    ("Where was the Harbour Workshop {year}?", "took place in", "will take place in"),
    ("How long is the Harbour Workshop {year}?", "lasted 4 days", "is planned for 4 days"),
    ("Who organises the Harbour Workshop {year}?", "was organised by", "is organised by"),
]


@pytest.mark.parametrize(("question", "past", "future"), TENSES)
def test_what_is_to_come_is_not_told_as_past(question: str, past: str, future: str) -> None:
    assert_says(ask(with_edition(PAST), question.format(year=PAST)), past)
    assert_says(ask(with_edition(FUTURE), question.format(year=FUTURE)), future)


def test_the_other_editions_are_answered_as_before() -> None:
    for question in ("When was the Harbour Workshop 2017?", "Who came from Ruritania in 2017?", "topics of 2018"):
        assert ask(with_edition(PAST), question).text == ask(with_edition(), question).text


@settings(deadline=None, max_examples=12)
@given(st.integers(2019, 2100), st.integers(1990, 2100))
def test_only_the_year_that_was_added_is_known(year: int, other: int) -> None:
    assistant = with_edition(year)

    assert_says(ask(assistant, f"When was the Harbour Workshop {year}?"), f"15–18 February {year}")
    if other not in (year, 2017, 2018):
        assert ask(assistant, f"When was the Harbour Workshop {other}?").outcome is not Outcome.ANSWER


DATED = [
    "When was the Harbour Workshop {}?",
    "When was the River Program {}?",
    "How long was the Harbour Workshop of {}?",
    "Tell me about the {} Harbour Workshop",
    "What happened in {}?",
]


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(DATED), st.integers(1990, 2100), st.sampled_from([2013, 2014, 2017, 2018]))
def test_another_year_never_gets_the_same_dated_answer(question: str, year: int, held: int) -> None:
    reply = ask(assistant_of(), question.format(year))
    if year != held and reply.outcome is Outcome.ANSWER:
        assert reply.text != ask(assistant_of(), question.format(held)).text
        assert str(year) in reply.text
