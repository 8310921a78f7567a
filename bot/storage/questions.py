"""What was asked and how it was answered, without who asked: what staff learn from."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import questions


@dataclass(frozen=True, slots=True)
class Kept:
    """A question with how it was answered."""

    number: int
    """Made up by whoever asks for it to be kept, so that a button can carry it before it is."""
    who: str
    """What stands for the person."""
    text: str
    language: str
    outcome: str
    entry: str


_KEEP = Upsert(questions, ["number"])


def new_number() -> int:
    """A number that no other question has."""
    return secrets.randbits(53)


def keep(connection: sa.Connection, kept: Kept, now: float) -> None:
    """Remember a question."""
    _KEEP.run(connection, {**asdict(kept), "asked": now})


def latest(connection: sa.Connection, most: int) -> list[str]:
    """What has been asked of late, each wording once, the newest first."""
    q = questions.c
    wanted = sa.select(q.text).where(q.text != "").group_by(q.text).order_by(sa.func.max(q.asked).desc()).limit(most)
    return list(connection.scalars(wanted))


def judge(connection: sa.Connection, number: int, who: str, verdict: str) -> None:
    """What the person does with the answer to their own question."""
    wanted = (questions.c.number == number) & (questions.c.who == who)
    connection.execute(sa.update(questions).where(wanted).values(verdict=verdict))


def open_for(connection: sa.Connection, number: int, who: str, verdict: str) -> str | None:
    """The words of the person's own question; None where it is not theirs, is forgotten, or this is said of it."""
    wanted = (questions.c.number == number) & (questions.c.who == who) & (questions.c.verdict != verdict)
    return connection.scalar(sa.select(questions.c.text).where(wanted))
