"""Answers of staff to several people at once, from the moment they are asked for until they are sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import drafts


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff wrote, and to which questions."""

    questions: tuple[int, ...]
    """Their numbers."""
    written: int = 0
    """The message of staff; 0 where they have not written yet."""
    text: str = ""
    """Its words; empty for a picture, a file, a voice."""


_ADD = Upsert(drafts, ["staff_chat", "staff_message"])


def add(connection: sa.Connection, staff: tuple[int, int], questions: Sequence[int], now: float) -> None:
    """Staff are asked for an answer; ``staff`` is the chat and our message there."""
    values = {"staff_chat": staff[0], "staff_message": staff[1], "questions": json.dumps(questions), "made": now}
    _ADD.run(connection, values)


def find(connection: sa.Connection, staff: tuple[int, int]) -> Draft | None:
    """The draft that a message of ours asked for; None where there is none, or none any more."""
    row = connection.execute(sa.select(drafts.c.questions, drafts.c.written, drafts.c.text).where(_at(staff))).first()
    return Draft(tuple(json.loads(row[0])), row[1] or 0, row[2]) if row else None


def write(connection: sa.Connection, staff: tuple[int, int], written: int, text: str) -> None:
    """Staff have written their answer, or another one."""
    connection.execute(sa.update(drafts).where(_at(staff)).values(written=written, text=text))


def drop(connection: sa.Connection, staff: tuple[int, int]) -> None:
    """It is sent, or is not to be."""
    connection.execute(sa.delete(drafts).where(_at(staff)))


def _at(staff: tuple[int, int]) -> sa.ColumnElement[bool]:
    return (drafts.c.staff_chat == staff[0]) & (drafts.c.staff_message == staff[1])
