"""Every word that carries weight must be explained; what is not known is said so, and the way on is named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.assistant import Assistant
from bot.answers.reply import Outcome
from tests.answers.asking import ask, packaged_assistant

CONTACTS = ("andrew@we-gov.org", "alexandra@we-gov.org")

ONE_TOO_MANY = [
    "How much does the Seoul Program 2016 cost?",
    "What was the fee of the Joint Workshop 2018?",
    "Do I need a visa for the Joint Workshop 2018?",
    "In which hotel did the participants of the Joint Workshop 2017 stay?",
    "What is the phone number of Andrew Lim?",
    "Is there a dress code at the Seoul Program?",
    "Did participants of the Seoul Program 2016 get a certificate?",
    "Who sponsored the coffee at the Joint Workshop 2017?",
    "Which airline flew to the Joint Workshop 2018?",
    "What was the weather during the Joint Workshop 2017?",
    "How many women took part in the Joint Workshop 2018?",
    "What was the budget of the Seoul Program 2014?",
    "When was the Seoul Program 2016 cancelled?",
    "Why was the Joint Workshop 2018 postponed?",
    "Which languages were spoken at the Joint Workshop 2017?",
    "Who cooked for the participants of the Joint Workshop 2018?",
    "When does the Seoul Program start in the morning?",
    "Is the Joint Workshop accredited?",
    "Was there a gala dinner at the Joint Workshop 2017?",
    "Where can I park during the Seoul Program?",
    "How many journalists came to the Joint Workshop 2018?",
    "Which cities did not take part in the Joint Workshop 2017?",
    "Which cities were refused at the Joint Workshop 2018?",
    "Who was the photographer of the Joint Workshop 2018?",
    "Where are the slides of the Joint Workshop 2017?",
    "Is there a scholarship for the Seoul Program?",
    "Is there wifi at the Joint Workshop?",
    "Can I bring my wife to the Seoul Program?",
    "How old were the participants of the Joint Workshop 2018?",
    "What is the salary of Andrew Lim?",
    "Which regional office has the biggest garden?",
    "How tall is the S-Plex Center?",
    "How many cities were rejected in 2018?",
    "What did participants eat at the Joint Workshop 2018?",
    "When was the Seoul Program without lectures?",
    "What did Mirela Minca dislike about the training?",
    "Which topics were not covered in the Joint Workshop 2017?",
    "What is the password of the training platform?",
    "Is vaccination required for the Seoul Program?",
]


@pytest.mark.parametrize("question", ONE_TOO_MANY)
def test_one_weighty_word_too_many_stays_unanswered(packaged: Assistant, question: str) -> None:
    reply = ask(packaged, question)

    assert reply.outcome is not Outcome.ANSWER, reply.text
    assert reply.confidence < 0.5


@pytest.mark.parametrize("question", ONE_TOO_MANY)
def test_the_way_on_is_named(packaged: Assistant, question: str) -> None:
    """Questions to choose from, or the persons to ask; never neither."""
    reply = ask(packaged, question)

    if reply.outcome is Outcome.SUGGEST:
        assert 1 <= len(reply.suggestions) <= 3
        assert all(offer in reply.text for offer in reply.suggestions)
    else:
        assert all(address in reply.text for address in CONTACTS)


NOBODY_KNOWS = [
    "What does the visa cost?",
    "Is there a dress code?",
    "Which hotel is it?",
    "Who is Batman?",
    "asdf qwer",
]


@pytest.mark.parametrize("question", NOBODY_KNOWS)
def test_what_has_nothing_to_do_with_the_facts_names_the_contact_persons(packaged: Assistant, question: str) -> None:
    reply = ask(packaged, question)

    assert reply.outcome is Outcome.UNKNOWN
    assert all(address in reply.text for address in CONTACTS)
    assert not re.search(r"20\d\d", reply.text)


UNPUBLISHED = [
    "Who took part in the Seoul Program 2015?",
    "What were the topics of the Seoul Program 2014?",
    "How many people took part in the Seoul Program 2013?",
    "When was the Seoul Program 2019?",
    "Where was the Joint Workshop 2015?",
]


@pytest.mark.parametrize("question", UNPUBLISHED)
def test_what_is_understood_and_not_published_is_said_so(packaged: Assistant, question: str) -> None:
    reply = ask(packaged, question)

    assert reply.outcome is Outcome.UNKNOWN
    assert "has not been published" in reply.text or "No such edition" in reply.text
    assert all(address in reply.text for address in CONTACTS)


PLAIN = {
    "When was the Seoul Program 2016{}?": "seoul-program/2016#when",
    "Who organised the Joint Workshop 2018{}?": "joint-workshop/2018#organisers",
    "What were the topics of the Joint Workshop 2017{}?": "joint-workshop/2017#topics",
    "How long was the Seoul Program 2014{}?": "seoul-program/2014#duration",
    "Which regional offices are there{}?": "regional-offices#offices",
}
STRANGE = ["parking fees", "vegetarian lunch", "insurance", "helicopter", "without lectures", "vaccination", "refund"]


@pytest.mark.parametrize(("question", "entry"), PLAIN.items())
def test_the_same_without_the_strange_word_is_answered(packaged: Assistant, question: str, entry: str) -> None:
    assert ask(packaged, question.format("")).entry == entry


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(sorted(PLAIN)), st.sampled_from(STRANGE))
def test_a_strange_word_behind_it_is_not_swallowed(question: str, strange: str) -> None:
    reply = ask(packaged_assistant(), question.format(f" {strange}"))

    assert reply.outcome is not Outcome.ANSWER, reply.text


@pytest.mark.parametrize("question", ONE_TOO_MANY)
def test_every_question_that_is_offered_is_answered(packaged: Assistant, question: str) -> None:
    for offer in ask(packaged, question).suggestions:
        reply = ask(packaged, offer)
        assert reply.outcome is Outcome.ANSWER, offer
        assert reply.confidence >= 0.5
