"""``ask --jsonl``: one message a line in, one reply a line out.

In:  ``{"chat": "c1", "text": "When was the 2016 training?", "language": "en"}``; chat and language may be absent.
Out: ``{"outcome": ..., "text": ..., "language": ..., "entry": ..., "confidence": ..., "suggestions": [...],
"links": [{"label": ..., "url": ...}], "candidates": [[entry, confidence], ...], "elapsed_ms": ...}``, or
``{"error": ..., "line": ...}`` in the same place for a line that is no message.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from bot.answers.conversation import Conversation
from bot.answers.reply import Question, Reply
from bot.errors import BotError

LONGEST_LINE = 4_000_000
"""Bytes; a message of 100,000 letters fits, each written as an escape of twelve bytes."""


class BadLine(BotError):
    """A line that is no message; its text says why."""


@dataclass(frozen=True, slots=True)
class Message:
    """One line of input."""

    text: str
    chat: str | None = None
    language: str | None = None

    def question(self, today: dt.date, language: str | None) -> Question:
        """The message as the bot takes it; a language that the chat has not named is the given one."""
        return Question(self.text, today, self.language or language)


@dataclass(slots=True)
class Conversations:
    """The conversations of the chats heard last; who was silent for longest is forgotten first."""

    limit: int = 10_000
    _by_chat: OrderedDict[str, Conversation] = field(default_factory=OrderedDict)

    def of(self, chat: str | None) -> Conversation:
        """What was said before; a message without a chat stands alone."""
        return self._by_chat.get(chat, Conversation()) if chat is not None else Conversation()

    def keep(self, chat: str | None, conversation: Conversation) -> None:
        if chat is None:
            return
        self._by_chat[chat] = conversation
        self._by_chat.move_to_end(chat)
        if len(self._by_chat) > self.limit:
            self._by_chat.popitem(last=False)


def read_lines(stream: BinaryIO, longest: int = LONGEST_LINE) -> Iterator[bytes]:
    """Each line as soon as it is there; of an endless one only so much that it is seen to be too long."""
    while line := stream.readline(longest + 1):
        rest = line
        while not rest.endswith(b"\n") and len(line) > longest and rest:
            rest = stream.readline(longest)
        yield line


def parse_message(line: bytes) -> Message:
    """The message in the line; BadLine where there is none."""
    if len(line) > LONGEST_LINE:
        raise BadLine(f"longer than {LONGEST_LINE:,} bytes")
    if not line.strip():
        raise BadLine("an empty line; expected a JSON object")
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLine("not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise BadLine(f"expected a JSON object, found {_kind(value)}")
    text = _text(value, "text")
    if text is None:
        raise BadLine("the field 'text' is missing")
    return Message(text=text, chat=_chat(value), language=_text(value, "language"))


def reply_line(reply: Reply, milliseconds: float) -> str:
    """The reply as one line of ASCII, so that no program's idea of the encoding can spoil it."""
    return json.dumps(
        {
            "outcome": reply.outcome.value,
            "text": reply.text,
            "language": reply.language,
            "entry": reply.entry,
            "confidence": round(reply.confidence, 4),
            "suggestions": list(reply.suggestions),
            "links": [{"label": link.label, "url": link.url} for link in reply.links],
            "candidates": [[entry, round(confidence, 4)] for entry, confidence in reply.candidates],
            "elapsed_ms": round(milliseconds, 3),
        }
    )


def error_line(error: BadLine, number: int) -> str:
    """What stands in the place of a reply."""
    return json.dumps({"error": str(error), "line": number})


def clean(text: str) -> str:
    """The text without what cannot be stored: halves of surrogate pairs, and the letter zero."""
    whole = text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", " ")


def _text(fields: dict[str, object], key: str) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadLine(f"the field {key!r} is {_kind(value)}; expected text")
    return clean(value)


def _chat(fields: dict[str, object]) -> str | None:
    value = fields.get("chat")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(fields, "chat")


def _kind(value: object) -> str:
    kinds = {"NoneType": "null", "bool": "true or false", "int": "a number", "float": "a number", "str": "text"}
    return kinds.get(type(value).__name__, "a list" if isinstance(value, list) else "an object")
