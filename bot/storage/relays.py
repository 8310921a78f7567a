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
    answered: bool


def add(connection: sa.Connection, staff: tuple[int, int], chat: int, question: int, now: float) -> None:
    """A question lies with staff; ``staff`` is their chat and the message there."""
    values = {"staff_chat": staff[0], "staff_message": staff[1], "chat": chat, "question": question, "sent": now}
    connection.execute(sa.insert(relays).values(values))


def find(connection: sa.Connection, staff: tuple[int, int]) -> Relay | None:
    """Whose question a message in the staff chat is."""
    wanted = (relays.c.staff_chat == staff[0]) & (relays.c.staff_message == staff[1])
    row = connection.execute(sa.select(relays.c.chat, relays.c.question, relays.c.answered).where(wanted)).first()
    return Relay(row[0], row[1], row[2] is not None) if row else None


def are_open(connection: sa.Connection, staff_chat: int) -> bool:
    """Whether questions lie in a chat of staff without an answer."""
    wanted = (relays.c.staff_chat == staff_chat) & relays.c.answered.is_(None)
    return connection.scalar(sa.select(relays.c.staff_message).where(wanted).limit(1)) is not None


def answered(connection: sa.Connection, staff: tuple[int, int], now: float) -> None:
    """Staff have replied."""
    wanted = (relays.c.staff_chat == staff[0]) & (relays.c.staff_message == staff[1])
    connection.execute(sa.update(relays).where(wanted).values(answered=now))
