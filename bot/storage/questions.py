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


def judge(connection: sa.Connection, number: int, who: str, verdict: str) -> bool:
    """What the person does with the answer; False where the question is not theirs, is forgotten, or this is said."""
    wanted = (questions.c.number == number) & (questions.c.who == who) & (questions.c.verdict != verdict)
    return connection.execute(sa.update(questions).where(wanted).values(verdict=verdict)).rowcount == 1


def text_of(connection: sa.Connection, number: int, who: str) -> str | None:
    """The words of the person's own question."""
    wanted = (questions.c.number == number) & (questions.c.who == who)
    return connection.scalar(sa.select(questions.c.text).where(wanted))


def is_judged(connection: sa.Connection, number: int, who: str, verdict: str) -> bool:
    """Whether the person has done this with the answer."""
    wanted = (questions.c.number == number) & (questions.c.who == who) & (questions.c.verdict == verdict)
    return connection.scalar(sa.select(questions.c.number).where(wanted)) is not None
