"""Who came from a place: a yes where a yes is asked, the bare fact to a negative question, no persons but the known."""

from __future__ import annotations

import pytest

from bot.answers.assistant import Assistant
from bot.answers.reply import Outcome
from tests.answers.asking import ask, assert_says, packaged_assistant

TOOK_PART = "Brockway (Sylvania) took part in Harbour Workshop 2018."


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Was Brockway at the Harbour Workshop 2018?", f"Yes, {TOOK_PART}"),
        ("Did Sylvania take part in the Harbour Workshop 2018?", f"Yes, {TOOK_PART}"),
        ("Brockway took part in the Harbour Workshop 2018, didn't it?", f"Yes, {TOOK_PART}"),
        ("Didn't Brockway take part in the Harbour Workshop 2018?", TOOK_PART),
        ("Who came from Ruritania to the Harbour Workshop 2017?", "From Ruritania in Harbour Workshop 2017: "),
        ("Who came from Sylvania to the Harbour Workshop 2018?", "From Sylvania in Harbour Workshop 2018: Brockway"),
        ("Was Brockway not there at the Harbour Workshop 2018?", TOOK_PART),
        (
            "Did Brockway take part only in the Harbour Workshop 2017?",
            "Yes, Brockway (Sylvania) took part in Harbour Workshop 2017. Also listed: Harbour Workshop 2018.",
        ),
        ("Was Zenda at the Harbour Workshop 2018?", "No, Zenda is not"),
        ("Wasn't Zenda at the Harbour Workshop 2018?", "No one from Zenda is listed"),
    ],
)
def test_yes_no_or_the_bare_fact(made_up: Assistant, question: str, says: str) -> None:
    reply = ask(made_up, question)

    assert_says(reply)
    assert reply.text.startswith(says), reply.text


@pytest.mark.parametrize(
    "question",
    [
        "How many people came from Brockway to the Harbour Workshop 2018?",
        "How many participants from Ruritania were at the Harbour Workshop 2017?",
        "What are the names of the participants from Ruritania at the Harbour Workshop 2017?",
        "What was the name of the official from Muddington at the Harbour Workshop 2017?",
        "Who represented Muddington at the Harbour Workshop 2017?",
    ],
)
def test_persons_of_whom_only_the_place_is_known(made_up: Assistant, question: str) -> None:
    reply = ask(made_up, question)

    assert reply.outcome is Outcome.UNKNOWN
    assert "has not been published" in reply.text


def test_persons_in_a_further_question(made_up: Assistant) -> None:
    first = "Which cities took part in the Harbour Workshop 2017?"
    assert_says(ask(made_up, first), "Muddington")
    for further in ("and the names of their delegates?", "and their names?"):
        assert ask(made_up, first, further).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("question", ["what is the email of the official?", "and the email of their delegate"])
def test_their_address_is_not_ours(made_up: Assistant, question: str) -> None:
    first = "Was Muddington at the Harbour Workshop 2017?"
    assert "marge@example.org" not in ask(made_up, first, question).text.partition("Please ask")[0]
    assert_says(ask(made_up, first, "whom can I write to?"), "marge@example.org")


def test_cities_of_a_country_of_which_no_city_is_known() -> None:
    reply = ask(packaged_assistant(), "Which Indonesian cities came to Jeju in 2016?")

    assert reply.outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    "question",
    [
        "Were there more participants at the Harbour Workshop in 2017 or in 2018?",
        "Which Harbour Workshop had the most participants?",
        "How many more people came to the Harbour Workshop in 2018 than in 2017?",
        "Were fewer people at the Harbour Workshop 2017 than at the Harbour Workshop 2018?",
    ],
)
def test_numbers_are_compared_by_telling_them(made_up: Assistant, question: str) -> None:
    assert_says(ask(made_up, question), "14", "22")


def test_a_number_beside_which_more_says_nothing_is_denied(made_up: Assistant) -> None:
    reply = ask(made_up, "Is it true that 50 people and no more took part in the Harbour Workshop 2017?")

    assert_says(reply, "No.", "14")


def test_two_things_are_counted(made_up: Assistant) -> None:
    reply = ask(made_up, "How many countries and how many people took part in the Harbour Workshop 2017?")

    assert_says(reply, "3 countries", "14")


def test_a_number_that_is_only_a_bound_is_not_denied(made_up: Assistant) -> None:
    reply = ask(made_up, "Did more than 10 people take part in the Harbour Workshop 2017?")

    assert_says(reply, "14")
    assert "No" not in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "Which training had the most participants in Springfield?",
        "Did more people come to the River Program in 2013 or in 2014?",
        "How many more people came to the Harbour Workshop in 2018 than in 2016?",
        "Which is the biggest city in the world?",
    ],
)
def test_what_cannot_be_compared_is_not(made_up: Assistant, question: str) -> None:
    assert ask(made_up, question).outcome is not Outcome.ANSWER


def test_who_is_quoted_was_there(made_up: Assistant) -> None:
    assert_says(ask(made_up, "Did Strelsau take part in a training?"), "Harbour Workshop 2017")
    reply = ask(made_up, "Did Zenda take part in the Harbour Workshop 2018?")
    assert_says(reply, "No, Zenda")


@pytest.mark.parametrize(
    "question",
    ["Did the River Program 2013 visit the Crane Yard?", "Was the Crane Yard visited in the River Program 2014?"],
)
def test_where_no_visits_are_known_nothing_is_denied(made_up: Assistant, question: str) -> None:
    assert ask(made_up, question).outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("thanks alot", "You are welcome"),
        ("Thank you!", "You are welcome"),
        ("👍", "glad to help"),
        ("🙏🙏", "glad to help"),
    ],
)
def test_thanks_and_signs_are_met(made_up: Assistant, message: str, says: str) -> None:
    reply = ask(made_up, message)

    assert reply.outcome is Outcome.UNKNOWN
    assert says in reply.text


def test_a_place_of_an_office_that_is_not_known_is_no_training_that_is_not_listed(made_up: Assistant) -> None:
    reply = ask(made_up, "In which city is the North Office?")

    assert reply.outcome is Outcome.UNKNOWN
    assert "No such training" not in reply.text


@pytest.mark.parametrize(
    "question", ["On which day in March 2027 does the next training start?", "When is the next training in May?"]
)
def test_an_exact_time_that_nobody_published(made_up: Assistant, question: str) -> None:
    reply = ask(made_up, question)

    assert reply.outcome is Outcome.UNKNOWN
