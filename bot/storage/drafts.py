"""Answers of staff to several people at once, from the moment they are asked for until they are sent."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.phrases import key_of
from bot.storage.tables import drafts


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff wrote, and to which questions."""

    questions: tuple[tuple[int, str], ...]
    """Their numbers, each with the key of its words: whoever asks something else by now is not answered."""
    written: int = 0
    """The message of staff; 0 where they have not written yet."""
    text: str = ""
    """Its words; empty for a picture, a file, a voice."""
    sending: tuple[int, ...] = ()
    """The questions of the person to whom it is on its way; left so by a kill, nobody knows whether it arrived."""

    def answers(self, number: int, text: str) -> bool:
        """Whether it was written for a question with these words."""
        return (number, key_of(text)) in self.questions


_ADD = Upsert(drafts, ["staff_chat", "staff_message"])


def add(connection: sa.Connection, staff: tuple[int, int], questions: Mapping[int, str], now: float) -> None:
    """Staff are asked for an answer to questions, number -> words; ``staff`` is the chat and our message there."""
    keys = json.dumps([(number, key_of(text)) for number, text in questions.items()])
    values = {"staff_chat": staff[0], "staff_message": staff[1], "questions": keys, "made": now}
    _ADD.run(connection, values)


def find(connection: sa.Connection, staff: tuple[int, int]) -> Draft | None:
    """The draft that a message of ours asked for; None where there is none, or none any more."""
    c = drafts.c
    row = connection.execute(sa.select(c.questions, c.written, c.text, c.sending).where(_at(staff))).first()
    if row is None:
        return None
    questions = tuple((int(number), str(key)) for number, key in json.loads(row[0]))
    return Draft(questions, row[1] or 0, row[2], tuple(json.loads(row[3])))


def write(connection: sa.Connection, staff: tuple[int, int], person: int, written: int, text: str) -> None:
    """Somebody of staff has written the answer, or another one."""
    connection.execute(sa.update(drafts).where(_at(staff)).values(person=person, written=written, text=text))


def send(connection: sa.Connection, staff: tuple[int, int], numbers: Sequence[int] = ()) -> None:
    """It is on its way to the person who asked these; to nobody any more where there are none."""
    connection.execute(sa.update(drafts).where(_at(staff)).values(sending=json.dumps(list(numbers))))


def drop(connection: sa.Connection, staff: tuple[int, int]) -> None:
    """It is sent, or is not to be."""
    connection.execute(sa.delete(drafts).where(_at(staff)))


def _at(staff: tuple[int, int]) -> sa.ColumnElement[bool]:
    return (drafts.c.staff_chat == staff[0]) & (drafts.c.staff_message == staff[1])
