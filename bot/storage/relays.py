"""Questions that were sent on to staff: a reply to the message there reaches the person who asked."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.storage.tables import relays


@dataclass(frozen=True, slots=True)
class Relay:
    """Where an answer of staff goes."""

    chat: int
    question: int
    """The message in the person's chat that the answer is a reply to."""
    answered: bool = False
    number: int = 0
    """Of the question as it is kept; 0 where it was sent on by an earlier version."""


def add(connection: sa.Connection, staff: tuple[int, int], asked: Relay, now: float) -> None:
    """A question lies with staff; ``staff`` is their chat and the message there."""
    values = {"chat": asked.chat, "question": asked.question, "number": asked.number, "sent": now}
    connection.execute(sa.insert(relays).values(staff_chat=staff[0], staff_message=staff[1], **values))


def find(connection: sa.Connection, staff: tuple[int, int]) -> Relay | None:
    """Whose question a message in the staff chat is."""
    wanted = (relays.c.staff_chat == staff[0]) & (relays.c.staff_message == staff[1])
    c = relays.c
    row = connection.execute(sa.select(c.chat, c.question, c.answered, c.number).where(wanted)).first()
    return Relay(row[0], row[1], row[2] is not None, row[3]) if row else None


def are_open(connection: sa.Connection, staff_chat: int) -> bool:
    """Whether questions lie in a chat of staff without an answer."""
    wanted = (relays.c.staff_chat == staff_chat) & relays.c.answered.is_(None)
    return connection.scalar(sa.select(relays.c.staff_message).where(wanted).limit(1)) is not None


def answered(connection: sa.Connection, staff: tuple[int, int], now: float) -> None:
    """Staff have replied."""
    wanted = (relays.c.staff_chat == staff[0]) & (relays.c.staff_message == staff[1])
    connection.execute(sa.update(relays).where(wanted).values(answered=now))
