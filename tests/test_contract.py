"""The JSON lines of ``ask --jsonl``: what is read, what is refused, what is written."""

from __future__ import annotations

import io
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.conversation import Conversation
from bot.answers.reply import Button
from bot.contract import BadLine, Conversations, Message, clean, parse_message, read_lines, reply_line
from tests.stub import said

GOOD = [
    ('{"chat": "a", "text": "when?"}', Message("when?", "a")),
    ('{"text": "when?"}', Message("when?")),
    ('{"chat": 12, "text": "when?"}', Message("when?", "12")),
    ('{"chat": null, "text": "when?", "language": null}', Message("when?")),
    ('{"chat": "a", "text": "¿cuándo?", "language": "es"}', Message("¿cuándo?", "a", "es")),
    ('{"text": ""}', Message("")),
    ('  {"text": "x", "unknown": [1]}\r\n', Message("x")),
    ('\ufeff{"text": "x"}', Message("x")),
    (r'{"text": "half \ud800 a pair"}', Message("half \ufffd a pair")),
    (r'{"text": "\ud83d\ude00"}', Message("\U0001f600")),
]

BAD = [
    (b"", "an empty line"),
    (b"  \n", "an empty line"),
    (b"hello", "not JSON"),
    (b'{"text": "x"', "not JSON"),
    (b'{"text": "x"} {}', "not JSON"),
    (b'"text"', "expected a JSON object, found text"),
    (b"[]", "expected a JSON object, found a list"),
    (b"null", "expected a JSON object, found null"),
    (b"1", "expected a JSON object, found a number"),
    (b"{}", "the field 'text' is missing"),
    (b'{"text": null}', "the field 'text' is missing"),
    (b'{"text": 5}', "the field 'text' is a number; expected text"),
    (b'{"text": "x", "chat": true}', "the field 'chat' is true or false"),
    (b'{"text": "x", "chat": {}}', "the field 'chat' is an object"),
    (b'{"text": "x", "language": 5}', "the field 'language' is a number"),
    (b'{"text": "\xff"}', "not UTF-8"),
    (b"[" * 100_000, "not JSON"),
    (b'{"text": ' + b"9" * 10_000 + b"}", "not JSON"),
    (b" " * 4_000_001, "longer than 4,000,000 bytes"),
]


@pytest.mark.parametrize(("line", "message"), GOOD)
def test_message(line: str, message: Message) -> None:
    assert parse_message(line.encode("utf-8", "surrogatepass")) == message


@pytest.mark.parametrize(("line", "why"), BAD, ids=range(len(BAD)))
def test_line_that_is_no_message(line: bytes, why: str) -> None:
    with pytest.raises(BadLine, match="^" + why.replace("(", r"\(")):
        parse_message(line)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_message_or_refused(line: bytes) -> None:
    with suppress(BadLine):
        assert isinstance(parse_message(line).text, str)


def test_lines_are_cut_at_newlines_only() -> None:
    text = "a\u2028b\x0cc\r\nd".encode()
    assert list(read_lines(io.BytesIO(text))) == ["a\u2028b\x0cc\r\n".encode(), b"d"]


def test_a_line_without_end_is_passed_over() -> None:
    lines = list(read_lines(io.BytesIO(b"x" * 95 + b"\nshort\n" + b"y" * 11), longest=10))
    assert [len(line) for line in lines] == [11, 6, 11]


def test_reply_is_one_line_of_ascii_with_the_fields_of_the_contract() -> None:
    line = reply_line(said("서울\nline two", entry="a", links=(Button("Apply", "https://example.org"),)), 0.41234)
    assert line.isascii()
    assert "\n" not in line
    assert json.loads(line) == {
        "outcome": "answer",
        "text": "서울\nline two",
        "language": "en",
        "entry": "a",
        "confidence": 0.0,
        "suggestions": [],
        "links": [{"label": "Apply", "url": "https://example.org"}],
        "candidates": [],
        "elapsed_ms": 0.412,
    }


def test_the_chat_that_was_silent_for_longest_is_forgotten() -> None:
    chats = Conversations(limit=2)
    first, second, third = Conversation(), Conversation(), Conversation()
    chats.keep("a", first)
    chats.keep("b", second)
    chats.keep("a", first)
    chats.keep("c", third)
    assert chats.of("a") is first
    assert chats.of("b") is not second
    assert chats.of("c") is third


def test_messages_without_a_chat_share_nothing() -> None:
    chats = Conversations()
    conversation = Conversation()
    chats.keep(None, conversation)
    assert chats.of(None) is not conversation


@given(st.text(alphabet=st.characters()))
def test_cleaning_leaves_whole_letters_alone(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert clean(cleaned) == cleaned
    assert "\0" not in cleaned
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert cleaned == text.replace("\0", " ")
