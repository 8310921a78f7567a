"""Which messages of ours answered which message of a person, so that an edited question gets its answer edited."""

from __future__ import annotations

import json
from collections.abc import Sequence

import sqlalchemy as sa

from bot.storage.database import insert
from bot.storage.tables import replies


def save(connection: sa.Connection, chat: int, question: int, messages: Sequence[int], now: float) -> None:
    """Remember our messages, in order."""
    ids = json.dumps(list(messages))
    statement = insert(connection, replies).values(chat=chat, question=question, messages=ids, sent=now)
    changed = {"messages": ids, "sent": now}
    connection.execute(statement.on_conflict_do_update(index_elements=["chat", "question"], set_=changed))


def find(connection: sa.Connection, chat: int, question: int) -> list[int]:
    """Our messages; none where the question is too old, or was not answered."""
    wanted = (replies.c.chat == chat) & (replies.c.question == question)
    found = connection.scalar(sa.select(replies.c.messages).where(wanted))
    return [int(message) for message in json.loads(found)] if found else []
