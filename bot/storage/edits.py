"""What staff are asked to type, so that a restart loses nothing: which record, which field, by which words."""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlalchemy as sa

from bot.storage import prompts
from bot.storage.database import Upsert
from bot.storage.tables import edits


@dataclass(frozen=True, slots=True)
class Step:
    """One question that waits for what somebody types."""

    chat: int
    person: int
    """Who was asked; one thing at a time in each chat."""
    said: str
    """A digest of the words to which they reply. An update that is handled again after a kill asks once more, and who
    replies to the first of the two messages is understood as well."""
    record: tuple[str, ...]
    """Section and ids: programs, seoul-program, editions, 2016."""
    field: str
    language: str
    shown: tuple[str, ...]
    """What stood there when they were asked."""
    asked: float


_ASK = Upsert(edits, ["chat", "person"], ["said", "record", "field", "language", "shown", "asked"])


def ask(connection: sa.Connection, step: Step) -> None:
    """Remember it; what the person was asked before in that chat is forgotten."""
    row = {column.name: getattr(step, column.name) for column in edits.c}
    prompts.add(connection, step.chat, step.said, step.asked)
    _ASK.run(connection, {**row, "record": json.dumps(step.record), "shown": json.dumps(step.shown)})


def find(connection: sa.Connection, chat: int, said: str) -> Step | None:
    """What a message asked for; None for one that asked for nothing, or whose time is over."""
    wanted = (edits.c.chat == chat) & (edits.c.said == said)
    row = connection.execute(sa.select(edits).where(wanted)).mappings().first()
    if row is None:
        return None
    return Step(**{**row, "record": tuple(json.loads(row["record"])), "shown": tuple(json.loads(row["shown"]))})


def end(connection: sa.Connection, chat: int, person: int) -> bool:
    """Forget it; False where the person is asked for nothing there."""
    wanted = (edits.c.chat == chat) & (edits.c.person == person)
    return connection.execute(sa.delete(edits).where(wanted)).rowcount > 0
