"""How well a finding explains a question: negation, words without weight, one word too many."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.candidate import BELIEVED, DOUBT, Candidate
from bot.matching.weighing import SURE, UNSURE
from tests.matching.reading_made_up import made_up_matcher, made_up_reader

TODAY = dt.date(2026, 11, 21)

PLAIN = {
    "When was the River Program 2013?": "river-program/2013#when",
    "Who organised the Harbour Workshop 2018?": "harbour-workshop/2018#organisers",
    "How long was the Harbour Workshop 2017?": "harbour-workshop/2017#duration",
    "What were the topics of the Harbour Workshop 2017?": "harbour-workshop/2017#topics",
    "How many people took part in the Harbour Workshop 2017?": "harbour-workshop/2017#count-people",
    "Which branch offices are there?": "regional-offices#offices",
    "What is the title of the Harbour Workshop 2017?": "harbour-workshop/2017#title",
}


def best(text: str) -> Candidate:
    return made_up_matcher().candidates(made_up_reader().read(text), TODAY)[0]


@pytest.mark.parametrize(("question", "entry"), PLAIN.items())
def test_a_question_that_is_wholly_explained_is_believed(question: str, entry: str) -> None:
    found = best(question)

    assert found.finding.entry == entry
    assert found.unexplained == ()
    assert UNSURE <= found.confidence <= SURE


@pytest.mark.parametrize("extra", ["please", "exactly", "could you tell me", "by the way"])
@pytest.mark.parametrize(("question", "entry"), PLAIN.items())
def test_words_without_weight_change_nothing(question: str, entry: str, extra: str) -> None:
    found = best(f"{question.rstrip('?')} {extra}?")

    assert found.finding.entry == entry
    assert found.confidence == best(question).confidence


@pytest.mark.parametrize("word", ["visa", "hotel", "parking", "vegetarian", "helicopter", "certificate", "insurance"])
@pytest.mark.parametrize("question", PLAIN)
def test_one_weighty_word_too_many_is_at_most_a_doubt(question: str, word: str) -> None:
    found = best(f"{question.rstrip('?')} {word}?")

    assert found.confidence <= DOUBT < BELIEVED
    assert word in found.unexplained


NEGATED = [
    "Who did not organise the Harbour Workshop 2018?",
    "Which topics were not taught in the Harbour Workshop 2017?",
    "Which cities did not take part in the Harbour Workshop 2017?",
    "When was the River Program 2013 not held?",
    "How many people never came to the Harbour Workshop 2017?",
]


@pytest.mark.parametrize("question", NEGATED)
def test_a_negation_is_not_passed_over(question: str) -> None:
    assert best(question).confidence <= DOUBT


HARMLESS = [
    ("The Harbour Workshop 2018 lasted 5 days, didn't it?", "harbour-workshop/2018#duration"),
    ("Wasn't the Rivers Institute a partner of the River Program?", "river-program#organisers"),
    ("Brockway took part in the Harbour Workshop 2017, didn't it?", "harbour-workshop/2017#participants"),
]


@pytest.mark.parametrize(("question", "entry"), HARMLESS)
def test_a_negation_that_only_asks_for_a_nod_is(question: str, entry: str) -> None:
    found = best(question)

    assert found.finding.entry == entry
    assert found.confidence >= BELIEVED


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("When was the Rivr Program 2013?", "When was the River Program 2013?"),
        ("Who orgnised the Harbour Worksop 2018?", "Who organised the Harbour Workshop 2018?"),
    ],
)
def test_a_mended_word_counts_a_little_less(typed: str, meant: str) -> None:
    assert best(typed).finding.entry == best(meant).finding.entry
    assert BELIEVED <= best(typed).confidence < best(meant).confidence


@pytest.mark.parametrize("text", ["", "please", "thank you", "the of and", "?", "is it so"])
def test_words_without_weight_alone_ask_nothing(text: str) -> None:
    found = made_up_matcher().candidates(made_up_reader().read(text), TODAY)

    assert all(candidate.confidence < BELIEVED for candidate in found)


WORDS = [
    "when",
    "who",
    "not",
    "the",
    "River Program",
    "2013",
    "2018",
    "Harbour Workshop",
    "visa",
    "Zenda",
    "topics",
    "30",
]


@settings(deadline=None, max_examples=120)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join))
def test_confidence_is_a_probability_and_doubt_goes_with_what_is_open(text: str) -> None:
    for candidate in made_up_matcher().candidates(made_up_reader().read(text), TODAY):
        assert 0 <= candidate.confidence <= 1
        assert candidate.explained >= 0
        if "visa" in candidate.unexplained:
            assert candidate.confidence < SURE


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join))
def test_the_best_come_first(text: str) -> None:
    orders = [candidate.order() for candidate in made_up_matcher().candidates(made_up_reader().read(text), TODAY)]

    assert orders == sorted(orders, reverse=True)
