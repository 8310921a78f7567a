"""Conversation <-> JSON, as it lies in the database between two messages."""

from __future__ import annotations

import json
from typing import Any

from bot.answers.conversation import Conversation
from bot.matching.asks import Ask
from bot.matching.frame import Frame
from bot.matching.senses import Kind, Sense


def dumps(conversation: Conversation) -> str:
    """The conversation as JSON."""
    frame = conversation.frame
    return json.dumps(
        {
            "focus": [[sense.kind.value, sense.value] for sense in frame.focus],
            "origins": [[sense.kind.value, sense.value] for sense in frame.origins],
            "ask": frame.ask.value if frame.ask else None,
            "passage": frame.passage,
            "offered": conversation.offered,
            "language": conversation.language,
        },
        ensure_ascii=False,
    )


def loads(text: str | None) -> Conversation:
    """The conversation again; a new one where there is none, or an older version of the program wrote it."""
    if not text:
        return Conversation()
    try:
        found: dict[str, Any] = json.loads(text)
        ask = Ask(found["ask"]) if found["ask"] else None
        frame = Frame(_senses(found["focus"]), _senses(found["origins"]), ask, found["passage"])
        return Conversation(frame, tuple(found["offered"]), found["language"])
    except (KeyError, TypeError, ValueError):
        return Conversation()


def _senses(pairs: list[list[str]]) -> tuple[Sense, ...]:
    return tuple(Sense(Kind(kind), value) for kind, value in pairs)
