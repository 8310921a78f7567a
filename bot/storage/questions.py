"""What was asked and how it was answered, without who asked: what staff learn from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.misses import PATIENCE
from bot.storage.tables import questions


@dataclass(frozen=True, slots=True)
class Kept:
    """A question with how it was answered."""

    number: int
    """The same for the same message, so that one that is edited, or handled again after a kill, is kept once."""
    who: str
    """What stands for the person."""
    text: str
    language: str
    outcome: str
    entry: str
    offered: tuple[str, ...] = ()
    """What was suggested instead of an answer."""
    gist: str = ""
    """What was read of it, as JSON."""
    chosen: bool = False
    """True where the words are the bot's own, chosen by a button, a number or a command."""


_KEEP = Upsert(questions, ["number"], ["text", "language", "outcome", "entry", "offered", "gist", "chosen"])
_ANEW = (
    sa.update(questions)
    .where(questions.c.number == sa.bindparam("own"), questions.c.text != sa.bindparam("words"))
    .values(asked=sa.bindparam("now"), verdict="", taken=None, handled="", handled_at=None, staff_person=None)
)
_OFFERS = (
    sa.select(questions.c.number, questions.c.offered)
    .where(questions.c.who == sa.bindparam("asker"), questions.c.offered != "", questions.c.taken.is_(None))
    .where(questions.c.asked >= sa.bindparam("since"))
    .order_by(questions.c.asked.desc(), questions.c.number)
)


def keep(connection: sa.Connection, kept: Kept, now: float) -> None:
    """Remember a question. One that was edited is asked anew: what became of the words before goes with them."""
    connection.execute(_ANEW, {"own": kept.number, "words": kept.text, "now": now})
    offered = json.dumps(kept.offered, ensure_ascii=False) if kept.offered else ""
    _KEEP.run(connection, {**asdict(kept), "offered": offered, "asked": now})


def take(connection: sa.Connection, who: str, text: str, now: float) -> None:
    """The person asks this now: the last of their questions to which it was just suggested has found its answer."""
    for number, offered in connection.execute(_OFFERS, {"asker": who, "since": now - PATIENCE}):
        if text in json.loads(offered):
            connection.execute(sa.update(questions).where(questions.c.number == number).values(taken=now))
            return


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
