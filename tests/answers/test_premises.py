"""What a question takes for granted and is not so is set right; what the facts do not carry is not answered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.assistant import Assistant
from bot.answers.reply import Outcome
from tests.answers.asking import ask, assert_says, assistant_of, packaged_assistant

CORRECTED = [
    # a wrong place
    ("When was the Harbour Workshop 2017 in Ogdenville?", ("not in Ogdenville", "9–12 October 2017")),
    ("Was the Harbour Workshop 2017 in Ogdenville?", ("not in Ogdenville", "Shelbyville")),
    ("Was the Harbour Workshop 2018 held in Springfield?", ("not in Springfield", "Ogdenville")),
    ("Was the River Program 2013 in Shelbyville?", ("not in Shelbyville", "Springfield")),
    ("Was the Harbour Workshop 2017 in Atlantis?", ("not in Atlantis", "Shelbyville")),
    ("What were the topics of the Harbour Workshop 2017 in Ogdenville?", ("not in Ogdenville", "Dredging")),
    ("Who organised the Harbour Workshop 2018 in Shelbyville?", ("not in Shelbyville", "Harbour Board")),
    ("How many people came to the Harbour Workshop 2018 in Shelbyville?", ("not in Shelbyville", "22")),
    # a wrong month
    ("When in May was the Harbour Workshop 2017?", ("not in May", "October 2017")),
    ("Was the Harbour Workshop 2017 in May?", ("not in May", "October 2017")),
    ("Was the Harbour Workshop 2018 in October 2018?", ("not in October", "May 2018")),
    # a wrong number
    ("Did 30 people take part in the Harbour Workshop 2017?", ("No.", "14")),
    ("Did people from 9 countries come to the Harbour Workshop 2017?", ("No.", "3")),
    # a wrong length
    ("Did the Harbour Workshop 2017 last 8 days?", ("No.", "4 days")),
    ("Did the River Program 2013 last 3 days?", ("No.", "5 days")),
    # a wrong start
    ("Has the River Program been held since 2010?", ("No.", "2013")),
    ("Did the River Program start in 2009?", ("No.", "2013")),
    # somebody who was elsewhere, or nowhere
    ("Was Strelsau in the Harbour Workshop 2018?", ("No, Strelsau", "listed for Harbour Workshop 2017")),
    ("Was Muddington at the workshop in Ogdenville?", ("No, Muddington", "listed for Harbour Workshop 2017")),
    ("Did anyone from Ruritania come in 2018?", ("No, Ruritania", "listed for Harbour Workshop 2017")),
    ("Did Atlantis take part in the Harbour Workshop 2018?", ("No, Atlantis is not listed",)),
    # somebody who did not organise it
    ("Did the Monorail Company organise the River Program?", ("Monorail Company is not named", "Rivers Institute")),
    ("Did the Rivers Institute organise the Harbour Workshop 2018?", ("Rivers Institute is not named", "Lyceum")),
    # a topic or a visit of another year
    ("Was dredging covered in the Harbour Workshop 2018?", ("No", "Harbour Workshop 2017")),
    ("Did the Harbour Workshop 2018 visit the Crane Yard?", ("No.", "Harbour Workshop 2017")),
]

TRUE = [
    ("Was the Harbour Workshop 2018 in Ogdenville?", "Ogdenville"),
    ("Was the Harbour Workshop 2017 in October?", "9–12 October 2017"),
    ("Did 14 people take part in the Harbour Workshop 2017?", "14"),
    ("Did 51 people take part in the Harbour Workshop 2018?", "51"),
    ("Did people from 3 countries come to the Harbour Workshop 2017?", "3"),
    ("Did the River Program 2013 last 5 days?", "5 days"),
    ("Was Strelsau in the Harbour Workshop 2017?", "Yes, Strelsau"),
]

PACKAGED = [
    ("Was the 2017 Joint Workshop on Jeju?", ("not in Jeju", "Seoul")),
    ("Did 50 people take part in the Joint Workshop 2017?", ("No.", "21")),
    ("Was Harare in the Joint Workshop 2017?", ("No, Harare", "Joint Workshop 2018")),
    ("Was the Seoul Program 2014 in June?", ("not in June", "April 2014")),
]


@pytest.mark.parametrize(("question", "words"), CORRECTED)
def test_a_false_premise_is_corrected_from_the_facts(made_up: Assistant, question: str, words: tuple[str, ...]) -> None:
    assert_says(ask(made_up, question), *words)


@pytest.mark.parametrize(("question", "words"), PACKAGED)
def test_likewise_on_the_packaged_knowledge(packaged: Assistant, question: str, words: tuple[str, ...]) -> None:
    assert_says(ask(packaged, question), *words)


@pytest.mark.parametrize(("question", "words"), TRUE)
def test_a_true_premise_is_not_denied(made_up: Assistant, question: str, words: str) -> None:
    reply = ask(made_up, question)

    assert_says(reply, words)
    assert not reply.text.startswith(("No", "It was not"))


ASKS = [
    "When was the {program} {year}?",
    "Where was the {program} {year}?",
    "How long did the {program} of {year} last?",
    "Who organised the {year} {program}?",
    "How many people took part in the {program} {year}?",
    "From how many countries were the participants of the {program} {year}?",
    "How many cities came to the {program} in {year}?",
    "Who took part in the {program} {year}?",
    "Was {city} at the {program} {year}?",
    "Who came from {city} in {year}?",
    "What were the topics of the {program} {year}?",
    "What was visited at the {program} {year}?",
    "What was the title of the {program} {year}?",
    "Why was the {program} {year} special?",
    "Tell me about the {program} {year}",
    "What did participants of the {program} {year} say?",
]
MADE_UP = {"River Program": {2013, 2014}, "Harbour Workshop": {2017, 2018}}
REAL = {"Seoul Program": set(range(2011, 2018)), "Joint Workshop": {2016, 2017, 2018}}
YEARS = st.integers(1990, 2100)


def not_another(assistant: Assistant, question: str, year: int) -> None:
    """That nothing is claimed of a year that the facts do not carry."""
    reply = ask(assistant, question)
    assert reply.outcome is not Outcome.ANSWER, (question, reply.text)
    assert not any(str(year) in name for name in (reply.entry,)), reply.entry


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(ASKS), st.sampled_from(sorted(MADE_UP)), st.sampled_from(["Zenda", "Brockway"]), YEARS)
def test_a_year_that_was_not_held_is_never_answered(question: str, program: str, city: str, year: int) -> None:
    if year not in set().union(*MADE_UP.values()):
        not_another(assistant_of(), question.format(program=program, city=city, year=year), year)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(ASKS), st.sampled_from(sorted(REAL)), st.sampled_from(["Kampala", "Yakutsk"]), YEARS)
def test_nor_is_it_on_the_packaged_knowledge(question: str, program: str, city: str, year: int) -> None:
    if year not in {2020, *set().union(*REAL.values())}:
        not_another(packaged_assistant(), question.format(program=program, city=city, year=year), year)


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(["Gondor", "Lothlorien", "Atlantis", "Rivendell"]), st.sampled_from([2017, 2018]))
def test_a_city_that_nobody_lists_was_not_there(city: str, year: int) -> None:
    reply = ask(assistant_of(), f"Did {city} take part in the Harbour Workshop {year}?")

    assert reply.text.startswith("No") or reply.outcome is not Outcome.ANSWER
