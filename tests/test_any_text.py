"""Whatever is typed, there is a reply, and every renderer can show it."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.conversation import Conversation
from bot.answers.reply import Question
from bot.contract import clean, reply_line
from bot.runtime import Service
from bot.terminal.rendering import Style, explanation, render
from tests.running import packaged

TODAY = dt.date(2026, 11, 21)
LONGEST = 100_000
PATIENCE = 5.0
"""Seconds for a message of the greatest length, on a slow machine."""

WORDS = [
    "when",
    "was",
    "the",
    "2016",
    "seoul",
    "training",
    "not",
    "who",
    "and",
    "next",
    "?",
    "\n",
    "1",
    "fee",
    "서울",
    "é",
]

LONG = [
    "a" * LONGEST,
    "a " * (LONGEST // 2),
    "when was the 2016 training? " * (LONGEST // 28),
    "?" * LONGEST,
    "1" * LONGEST,
    "서울" * (LONGEST // 2),
    "e\u0301" * (LONGEST // 2),
    "\n" * LONGEST,
    "(" * LONGEST,
    "wh" + "e" * (LONGEST - 3) + "n",
    "".join(chr(0x4E00 + number % 20_000) for number in range(LONGEST)),
    " ".join(f"w{number}" for number in range(LONGEST // 7)),
]


@pytest.fixture(scope="module")
def service() -> Service:
    return packaged()


def show(service: Service, text: str, conversation: Conversation) -> Conversation:
    reply, conversation = service.assistant.answer(Question(clean(text), TODAY), conversation)
    assert reply.blocks
    assert reply_line(reply, 0.0)
    assert render(reply, Style(colour=True, width=40))
    assert explanation(reply, Style())
    return conversation


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text(alphabet=st.characters(), max_size=80), min_size=1, max_size=3))
def test_any_letters(service: Service, texts: list[str]) -> None:
    conversation = Conversation()
    for text in texts:
        conversation = show(service, text, conversation)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.characters(categories=["Nd", "No", "Nl"]) | st.sampled_from(" .20"), max_size=12))
def test_any_figures(service: Service, text: str) -> None:
    show(service, text, Conversation())


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), min_size=1, max_size=3))
def test_any_words(service: Service, texts: list[str]) -> None:
    conversation = Conversation()
    for text in texts:
        conversation = show(service, text, conversation)


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_long_messages_take_bounded_time(service: Service, text: str) -> None:
    started = time.monotonic()
    show(service, text, Conversation())
    assert time.monotonic() - started < PATIENCE
