"""A folder of free entries alone: the right entry, silence, several sentences, every language and script."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.assistant import Assistant
from bot.answers.conversation import Conversation
from bot.answers.reply import Outcome, Question, Reply
from tests.answers.asking import ask, assistant_of

FOLDER = """\
entries:
  - id: refund-wrong-amount
    questions:
      en:
        - My refund is not the right amount
        - I got less money back than I paid
        - The refund that you sent is too low
        - Why is my refund smaller than expected?
        - You refunded the wrong sum
    answer: {en: We look into every refund that is wrong.}
  - id: card-arrival
    questions:
      en:
        - When will my card arrive?
        - How long does the card take to get here?
        - I am still waiting for my card
        - Has my new card been sent?
        - Where is my card?
    answer: {en: A card takes five days.}
  - id: change-pin
    questions:
      en:
        - How do I change my PIN?
        - Can I set another PIN?
        - I want a new PIN for my card
        - Where can the PIN be changed?
        - Change PIN
    answer: {en: The PIN can be changed at any machine.}
  - id: opening-hours
    questions:
      en:
        - When are you open?
        - What are your opening hours?
        - Are you open on Sunday?
        - At what time do you close?
        - Is the branch open in the evening?
    answer: {en: We are open from nine to five.}
"""
SPANISH = """\
entries:
  - id: horario
    questions:
      es: [¿Cuándo abren?, ¿Cuál es el horario?, ¿A qué hora cierran?, ¿Abren los domingos?]
    answer: {es: De nueve a cinco.}
  - id: tarjeta
    questions:
      es: [¿Cuándo llega mi tarjeta?, ¿Dónde está mi tarjeta?, Todavía espero mi tarjeta, ¿Han enviado la tarjeta?]
    answer: {es: La tarjeta tarda cinco días.}
"""


@pytest.fixture(scope="module")
def bank() -> Assistant:
    return assistant_of(FOLDER)


RIGHT = [
    ("My refund is not the right amount", "refund-wrong-amount"),
    ("the refund is too small", "refund-wrong-amount"),
    ("you sent me the wrong refund amount", "refund-wrong-amount"),
    ("when does my card arrive", "card-arrival"),
    ("I'm still waiting for the card to arrive", "card-arrival"),
    ("how can I change the pin", "change-pin"),
    ("I want to change my PIN please", "change-pin"),
    ("are you open on sundays?", "opening-hours"),
    ("WHAT ARE THE OPENING HOURS", "opening-hours"),
    ("the refnud amount is not right", "refund-wrong-amount"),
]


@pytest.mark.parametrize(("question", "entry"), RIGHT)
def test_the_right_entry_answers(bank: Assistant, question: str, entry: str) -> None:
    reply = ask(bank, question)

    assert (reply.outcome, reply.entry) == (Outcome.ANSWER, entry)
    assert reply.confidence >= 0.5


OUTSIDE = [
    "Who won the football match?",
    "What is the capital of Mongolia?",
    "tell me a joke about elephants",
    "how tall is the tower",
    "do you sell bicycles",
    "qwertz uiop",
    "天気はどうですか",
    "",
    "?!",
    "12345",
]


@pytest.mark.parametrize("question", OUTSIDE)
def test_what_is_outside_is_met_with_silence(bank: Assistant, question: str) -> None:
    assert ask(bank, question).outcome is not Outcome.ANSWER


ONE = """\
entries:
  - id: certificate
    questions:
      en: [Do I get a certificate?, Is there a certificate at the end?, Will my attendance be certified?]
    answer: {en: At the end.}
"""
BESIDE_THE_ONE = ["What is the capital of France?", "How much is the fee?", "Do I get a visa?", "Do I get lunch?"]


@pytest.mark.parametrize("question", BESIDE_THE_ONE)
def test_a_single_entry_does_not_answer_everything(question: str) -> None:
    assert ask(assistant_of(ONE), question).outcome is not Outcome.ANSWER


@pytest.mark.parametrize("question", ["can i have a certificate please", "certificates?", "Do I get a certificate?"])
def test_a_single_entry_answers_what_it_is_for(question: str) -> None:
    assert ask(assistant_of(ONE), question).entry == "certificate"


SENTENCES = [
    ("I moved to the countryside last week with my two dogs. When will my card arrive?", ["five days"]),
    ("When are you open? How do I change my PIN?", ["from nine to five", "at any machine"]),
    ("Dear Sir or Madam. Why is my refund smaller than expected? Kind regards, Ada", ["every refund"]),
]


@pytest.mark.parametrize(("message", "words"), SENTENCES)
def test_several_sentences_are_read_one_by_one(bank: Assistant, message: str, words: list[str]) -> None:
    reply = ask(bank, message)

    assert reply.outcome is Outcome.ANSWER
    assert [word for word in words if word not in reply.text] == []


@pytest.mark.parametrize(
    ("question", "entry"),
    [("cuando abren", "horario"), ("¿dónde está la tarjeta?", "tarjeta"), ("a que hora cierran ustedes", "horario")],
)
def test_another_language_is_answered_alike(question: str, entry: str) -> None:
    assert ask(assistant_of(SPANISH), question).entry == entry


def test_every_phrasing_answers_from_its_entry(bank: Assistant) -> None:
    for entry in bank.tongue("en").facts.entries:
        for question in entry.questions["en"]:
            reply = ask(bank, question)
            assert (reply.outcome, reply.entry) == (Outcome.ANSWER, entry.id), question


def test_what_is_nearly_sure_is_offered_and_taken_by_its_number(bank: Assistant) -> None:
    conversation = Conversation(offered=("When are you open?", "How do I change my PIN?"))
    reply: Reply = bank.answer(Question("2", dt.date(2026, 11, 21)), conversation)[0]

    assert reply.entry == "change-pin"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_gets_a_reply_on_one_scale(text: str) -> None:
    reply = ask(assistant_of(FOLDER), text)

    assert reply.blocks
    assert 0 <= reply.confidence <= 1
    assert (reply.outcome is Outcome.ANSWER) <= (reply.confidence >= 0.5)
