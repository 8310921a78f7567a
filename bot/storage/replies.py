"""Which messages of ours answered which message of a person, so that an edited question gets its answer edited."""

from __future__ import annotations

import json
from collections.abc import Sequence

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import replies

_SAVE = Upsert(replies, ["chat", "question"], ["messages", "sent"])


def save(connection: sa.Connection, chat: int, question: int, messages: Sequence[int], now: float) -> None:
    """Remember our messages, in order."""
    values = {"chat": chat, "question": question, "messages": json.dumps(list(messages)), "sent": now}
    _SAVE.run(connection, values)


def find(connection: sa.Connection, chat: int, question: int) -> list[int]:
    """Our messages; none where the question is too old, or was not answered."""
    wanted = (replies.c.chat == chat) & (replies.c.question == question)
    found = connection.scalar(sa.select(replies.c.messages).where(wanted))
    return [int(message) for message in json.loads(found)] if found else []
