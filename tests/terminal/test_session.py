"""The chat: messages, numbers and commands."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.terminal.session import Session
from tests.stub import StubAssistant

DAY = dt.date(2026, 11, 21)


def session() -> Session:
    return Session(StubAssistant(), clock=lambda: DAY, languages=("en", "ko"))


LINES = [
    (["hello"], "hello on 2026-11-21"),
    (["  "], ""),
    (["?"], "Did you mean\n1. When was it?\n2. Where was it?"),
    (["2016"], "2016 on 2026-11-21"),
    (["/today 2027-01-02", "hello"], "hello on 2027-01-02"),
    (["/today soon"], "'soon' is no day; write it like 2026-11-21."),
    (["/today"], "Today is 2026-11-21."),
    (["/language ko"], "Replies come in ko; there are en, ko, auto."),
    (["/language ko", "/language auto"], "Replies come in the language of the question; there are en, ko, auto."),
    (["/language xx"], "'xx' is not known; there are en, ko, auto."),
    (["/dance\x1b[2J"], "There is no command /dance[2j. /help lists those there are."),
    (["/explain"], "Replies are explained."),
    (["/explain", "/EXPLAIN"], "Replies are no longer explained."),
    (["/start"], "Hello from WeGO\n1. a question"),
]


@pytest.mark.parametrize(("lines", "last"), LINES)
def test_last_line_shown(lines: list[str], last: str) -> None:
    chat = session()
    assert [chat.handle(line) for line in lines][-1] == last


def test_help_lists_every_command() -> None:
    shown = session().handle("/help")
    assert all(f"/{name}" in shown for name in ("help", "start", "new", "language", "today", "explain", "quit"))


def test_explained_replies_carry_their_trace() -> None:
    chat = session()
    chat.handle("/explain")
    assert "asked: a stub" in chat.handle("hello")


def test_what_was_offered_is_remembered_until_a_new_conversation() -> None:
    stub = StubAssistant()
    chat = Session(stub, clock=lambda: DAY, languages=("en",))
    for line in ("?", "1", "?", "/new", "1"):
        chat.handle(line)
    offered = [conversation.offered for _, conversation in stub.asked]
    assert offered == [(), ("When was it?", "Where was it?"), (), ()]


def test_quit() -> None:
    chat = session()
    chat.handle("/quit")
    assert chat.over


def test_half_a_surrogate_pair_does_not_reach_the_bot() -> None:
    assert session().handle("a\udc80") == "a\ufffd on 2026-11-21"
