"""Follow-ups, several questions in one message, stories around a question; a conversation is a value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.assistant import Assistant
from bot.answers.conversation import Conversation
from bot.answers.reply import Outcome, Question
from tests.answers.asking import TODAY, ask, assert_says, assistant_of

FOLLOW_UPS = [
    # another year
    ("When was the River Program 2013?", "and in 2014?", "3–6 March 2014"),
    ("When was the Harbour Workshop 2018?", "and in 2017?", "9–12 October 2017"),
    ("topics of the Harbour Workshop 2018", "and 2017", "Dredging without Noise"),
    ("How many people took part in the Harbour Workshop 2017?", "And in 2018?", "22"),
    ("When was the Harbour Workshop 2018?", "and the year before?", "9–12 October 2017"),
    ("When was the Harbour Workshop 2017?", "and the one after?", "21–25 May 2018"),
    # another question
    ("Where was the Harbour Workshop 2017?", "what was taught there?", "Dredging without Noise"),
    ("When was the Harbour Workshop 2017?", "who organised it?", "Harbour Board"),
    ("When was the Harbour Workshop 2017?", "how many people came?", "14"),
    ("When was the Harbour Workshop 2018?", "and what did they visit?", "Tidal Mill"),
    ("When was the Harbour Workshop 2017?", "how long was it?", "4 days"),
    ("What is the River Program?", "since when?", "2013"),
    ("What is the River Program?", "who are the partners?", "Rivers Institute"),
    ("When was the Harbour Workshop 2018?", "How can I apply?", "closed on 31 March 2018"),
    # another place
    ("Who came from Ruritania in 2017?", "and from Elbonia?", "Muddington"),
    ("When was the Harbour Workshop 2017?", "Was Zenda there?", "Zenda (Ruritania)"),
    ("Was Zenda in the Harbour Workshop 2017?", "and Brockway?", "Yes, Brockway"),
    ("Was Zenda in the Harbour Workshop 2017?", "and in 2018?", "No, Zenda"),
    # a person
    ("Who is Rudolf Rassendyll?", "what did he say?", "silting"),
]


@pytest.mark.parametrize(("first", "second", "words"), FOLLOW_UPS)
def test_a_follow_up_takes_what_it_misses(made_up: Assistant, first: str, second: str, words: str) -> None:
    assert_says(ask(made_up, first, second), words)


@pytest.mark.parametrize(("first", "second", "words"), FOLLOW_UPS)
def test_a_greeting_between_the_two_is_no_change_of_subject(
    made_up: Assistant, first: str, second: str, words: str
) -> None:
    assert_says(ask(made_up, first, "thank you!", second), words)


def test_the_thread_is_kept_over_several_turns(made_up: Assistant) -> None:
    turns = ["When was the Harbour Workshop 2018?", "who organised it?", "and what was taught?", "and in 2017?"]

    assert_says(ask(made_up, *turns), "Dredging without Noise")


NOT_CARRIED = [
    ("When was the Harbour Workshop 2018?", "and in 2016?"),
    ("When was the Harbour Workshop 2018?", "How much does it cost?"),
    ("When was the Harbour Workshop 2018?", "in which hotel?"),
    ("When was the Harbour Workshop 2018?", "and who won the world cup?"),
    ("Was Zenda in the Harbour Workshop 2017?", "Who is the mayor of Paris?"),
    ("Who organised the River Program?", "Do I need a visa?"),
]


@pytest.mark.parametrize(("first", "second"), NOT_CARRIED)
def test_nothing_is_carried_into_what_the_facts_do_not_say(made_up: Assistant, first: str, second: str) -> None:
    assert ask(made_up, first, second).outcome is not Outcome.ANSWER


WHOLE_QUESTIONS = [
    "When was the River Program 2013?",
    "Which branch offices are there?",
    "Do I need rubber boots?",
    "Where was the Harbour Workshop 2018?",
    "Whom can I contact about the River Program?",
    "What is the email of Marge Bouvier?",
    "What did Rudolf Rassendyll say?",
]


@pytest.mark.parametrize("second", WHOLE_QUESTIONS)
@pytest.mark.parametrize("first", ["When was the Harbour Workshop 2017?", "Was Zenda there in 2017?", "hello"])
def test_a_question_that_names_all_it_needs_is_answered_as_if_alone(
    made_up: Assistant, first: str, second: str
) -> None:
    assert ask(made_up, first, second).text == ask(made_up, second).text


SEVERAL = [
    ("When was the River Program 2013 and where was the Harbour Workshop 2017?", ("8–12 April 2013", "Shelbyville")),
    ("When was the River Program 2013? Where was the Harbour Workshop 2017?", ("8–12 April 2013", "Shelbyville")),
    ("I saw the River Program 2013 in a leaflet. Who organised it? And how long was it?", ("Lyceum", "5 days")),
    ("Who organised the Harbour Workshop 2018? And what does it cost?", ("Harbour Board", "no answer to: And what")),
]


@pytest.mark.parametrize(("message", "words"), SEVERAL)
def test_two_questions_get_two_answers(made_up: Assistant, message: str, words: tuple[str, ...]) -> None:
    assert_says(ask(made_up, message), *words)


LONG = [
    (
        "Hello dear team, I work for the city of Nottingham and my boss likes boats. We were in Spain in June. "
        "When was the Harbour Workshop 2017? Thank you so much!",
        "9–12 October 2017",
    ),
    (
        "We are a small town by the sea. My colleague attended the Harbour Workshop 2018. How many people took part?",
        "22",
    ),
    (
        "Good morning!\n\nI hope you are well.\n\nWhere was the Harbour Workshop 2018?\n\nBest regards\nAda",
        "Ogdenville",
    ),
]


@pytest.mark.parametrize(("message", "words"), LONG)
def test_the_question_is_found_in_a_long_message(made_up: Assistant, message: str, words: str) -> None:
    assert_says(ask(made_up, message), words)


@pytest.mark.parametrize("greeting", ["hello", "Hi!", "good morning", "ok", "hello dear team"])
def test_a_greeting_is_met_with_a_friendly_sentence(made_up: Assistant, greeting: str) -> None:
    reply, conversation = made_up.answer(Question(greeting, TODAY))

    assert "glad to help" in reply.text
    assert reply.outcome is Outcome.UNKNOWN
    assert conversation == Conversation(language="en")


OFFERING = "When was the Harbour Workshop 2018 cancelled?"


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}.", "{})"])
def test_a_number_takes_the_offered_question(made_up: Assistant, typed: str) -> None:
    offered = ask(made_up, OFFERING).suggestions

    assert offered
    for number, question in enumerate(offered, start=1):
        assert ask(made_up, OFFERING, typed.format(number)).text == ask(made_up, question).text


@pytest.mark.parametrize("typed", ["0", "9", "99", "-1", "1.5"])
def test_a_number_that_was_not_offered_takes_nothing(made_up: Assistant, typed: str) -> None:
    assert ask(made_up, OFFERING, typed).outcome is not Outcome.ANSWER


TURNS = [turn for row in FOLLOW_UPS for turn in row[:2]] + [OFFERING, "hello", "1", *WHOLE_QUESTIONS]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(TURNS), max_size=3), st.sampled_from(TURNS), st.sampled_from(TURNS))
def test_a_conversation_is_a_value(before: list[str], between: str, question: str) -> None:
    assistant, conversation = assistant_of(), Conversation()
    for turn in before:
        conversation = assistant.answer(Question(turn, TODAY), conversation)[1]
    first = assistant.answer(Question(question, TODAY), conversation)
    assistant.answer(Question(between, TODAY), conversation)

    assert assistant.answer(Question(question, TODAY), conversation) == first


def test_the_questions_of_the_greeting_are_taken_by_their_numbers(made_up: Assistant) -> None:
    conversation = Conversation(offered=made_up.greeting().suggestions)

    replies = []
    for number in ("1", "2.", "#3"):
        reply, conversation = made_up.answer(Question(number, TODAY), conversation)
        replies.append(reply)

    assert [reply.outcome for reply in replies] == [Outcome.ANSWER] * 3
    assert len({reply.text for reply in replies}) == 3


@pytest.mark.parametrize("number", ["0", "4", "99"])
def test_a_number_that_was_not_offered_gets_the_offers_again(made_up: Assistant, number: str) -> None:
    offers = made_up.greeting().suggestions

    reply, conversation = made_up.answer(Question(number, TODAY), Conversation(offered=offers))

    assert "from 1 to 3" in reply.text
    assert (reply.suggestions, conversation.offered) == (offers, offers)


PARTS_OF_A_YEAR = [
    ("When was the first Seoul Program of 2012?", "and the second one?", "1–7 July 2012"),
    ("When was the second Seoul Program of 2012?", "and the first one?", "29 May"),
    ("Joint Workshop 2018 date", "what about 2017?", "20–23 November 2017"),
]


@pytest.mark.parametrize(("first", "second", "words"), PARTS_OF_A_YEAR)
def test_a_place_in_the_row_takes_the_year_before(packaged: Assistant, first: str, second: str, words: str) -> None:
    assert_says(ask(packaged, first, second), words)


def test_a_place_in_the_row_of_a_year_with_one_edition_is_nothing(packaged: Assistant) -> None:
    assert ask(packaged, "When was the Seoul Program 2014?", "and the second one?").outcome is not Outcome.ANSWER


def test_when_is_not_asked_of_a_topic(packaged: Assistant) -> None:
    """ "it" is the webinar on the framework, and no training."""
    reply = ask(packaged, "What is the Smart City Driver?", "when was the first webinar on it?")

    assert "Seoul Program" not in reply.text
