"""What staff propose to change in the knowledge, and what became of it.

::

    CHECKING ──> READY <──> PUBLISHING ──> PUBLISHED
     │    │        │
     │    │        └──────> CANCELLED
     │    └───────────────> CANCELLED
     └────────────────────> FAULTY

A proposal is looked at in the background (CHECKING) and then waits for somebody to decide (READY). PUBLISHING stands
while its files are put in place; after a crash the files themselves tell which way it went. What is published is
undone by a publication of its own.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from bot.storage import misses
from bot.storage.tables import publication_files, publications


class State(StrEnum):
    """Where a proposal stands."""

    CHECKING = "checking"
    FAULTY = "faulty"
    """Its files have mistakes, or it could not be looked at."""
    READY = "ready"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Source(StrEnum):
    """How it came about."""

    UPLOAD = "upload"
    EDIT = "edit"
    INBOX = "inbox"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class File:
    """One file of it, as it was and as it shall be; None where there is none."""

    file: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Publication:
    """A proposal, published or not."""

    number: int
    """Made up, so that a button can carry it and nobody guesses another one."""
    source: Source
    person: int
    name: str
    """Of who proposed it."""
    chat: int
    message: int
    """What they wrote or pressed, to which the bot replies; with the chat it tells an update that is handled twice."""
    proposed: float
    files: tuple[File, ...] = ()
    undoes: int | None = None
    state: State = State.CHECKING
    publisher: str = ""
    decided: float | None = None
    version: str = ""
    questions: tuple[int, ...] = ()
    """Numbers of missed questions that it deals with."""


def new_number() -> int:
    """A number that no other has."""
    return secrets.randbits(53)


def propose(connection: sa.Connection, new: Publication) -> Publication:
    """Keep a proposal; the same one that is there already and open, where its update is handled again.

    Under one message stand buttons for several proposals, so the same message is not enough.
    """
    p = publications.c
    there = (p.chat == new.chat) & (p.message == new.message) & (p.source == new.source)
    for number in connection.scalars(sa.select(p.number).where(there & p.state.in_([State.CHECKING, State.READY]))):
        again = find(connection, number)
        if again and _what(again) == _what(new):
            return again
    row = {column.name: getattr(new, column.name) for column in publications.c}
    connection.execute(sa.insert(publications).values({**row, "questions": json.dumps(new.questions)}))
    for one in new.files:
        values = {"publication": new.number, "file": one.file, "before": one.before, "after": one.after}
        connection.execute(sa.insert(publication_files).values(values))
    return new


def _what(one: Publication) -> tuple[object, ...]:
    """What it would change, and why."""
    return sorted(one.files, key=lambda file: file.file), one.undoes, sorted(one.questions)


def move(connection: sa.Connection, number: int, start: Collection[State], to: State, **more: object) -> bool:
    """From one of some states to another; False where it is in none of them: somebody was quicker."""
    wanted = (publications.c.number == number) & publications.c.state.in_(start)
    return connection.execute(sa.update(publications).where(wanted).values(state=to, **more)).rowcount == 1


def done(connection: sa.Connection, found: Publication, version: str, now: float) -> None:
    """It is in place, whatever it was taken for: the questions that are answered now are dealt with, others are not."""
    if not move(
        connection,
        found.number,
        [one for one in State if one is not State.PUBLISHED],
        State.PUBLISHED,
        decided=now,
        version=version,
    ):
        return
    origin, holds = found, True
    while origin.undoes is not None and (before := find(connection, origin.undoes)):
        origin, holds = before, not holds
    if holds:
        made = misses.Handled.ATTACHED
        misses.handle(connection, origin.questions, made, found.person, now, until=origin.proposed)
    else:
        misses.reopen(connection, origin.questions)


def state_of(connection: sa.Connection, number: int) -> State | None:
    """Where it stands now."""
    found = connection.scalar(sa.select(publications.c.state).where(publications.c.number == number))
    return State(found) if found else None


def in_state(connection: sa.Connection, state: State) -> list[Publication]:
    """All that stand there, in the order in which they were proposed."""
    wanted = sa.select(publications.c.number).where(publications.c.state == state).order_by(publications.c.proposed)
    return [found for number in connection.scalars(wanted) if (found := find(connection, number))]


def published(connection: sa.Connection, most: int) -> list[Publication]:
    """The latest, the last one first."""
    p = publications.c
    wanted = sa.select(p.number).where(p.state == State.PUBLISHED).order_by(p.decided.desc(), p.number).limit(most)
    return [found for number in connection.scalars(wanted) if (found := find(connection, number))]


def is_undone(connection: sa.Connection, number: int) -> bool:
    """Whether a later one has taken it back, and is not taken back itself."""
    wanted = (publications.c.undoes == number) & (publications.c.state == State.PUBLISHED)
    later = connection.scalars(sa.select(publications.c.number).where(wanted)).all()
    return any(not is_undone(connection, one) for one in later)


def last_to_undo(connection: sa.Connection) -> Publication | None:
    """The latest that is in force; an undoing is none."""
    p = publications.c
    wanted = (
        sa.select(p.number).where((p.state == State.PUBLISHED) & (p.source != Source.UNDO)).order_by(p.decided.desc())
    )
    for number in connection.scalars(wanted).all():
        if not is_undone(connection, number):
            return find(connection, number)
    return None


def last_with(connection: sa.Connection, file: str, after: bytes) -> Publication | None:
    """The latest publication that made a file what it is."""
    p, f = publications.c, publication_files.c
    wanted = (
        sa.select(p.number)
        .join(publication_files, f.publication == p.number)
        .where((p.state == State.PUBLISHED) & (f.file == file) & (f.after == after))
        .order_by(p.decided.desc())
        .limit(1)
    )
    number = connection.scalar(wanted)
    return find(connection, number) if number is not None else None


def of_version(connection: sa.Connection, version: str) -> Publication | None:
    """The latest publication that made a version of the knowledge."""
    p = publications.c
    wanted = sa.select(p.number).where((p.version == version) & (p.state == State.PUBLISHED)).order_by(p.decided.desc())
    number = connection.scalar(wanted.limit(1)) if version else None
    return find(connection, number) if number is not None else None


def purge(connection: sa.Connection, proposed: float, decided: float) -> int:
    """Forget what was proposed before one time and never published, and what was published before another."""
    p = publications.c
    old = ((p.state != State.PUBLISHED) & (p.proposed < proposed)) | (p.decided < decided)
    count = connection.execute(sa.delete(publications).where(old)).rowcount
    if count:
        left = sa.select(p.number)
        connection.execute(sa.delete(publication_files).where(publication_files.c.publication.not_in(left)))
    return count


def find(connection: sa.Connection, number: int) -> Publication | None:
    """One with its files."""
    row = connection.execute(sa.select(publications).where(publications.c.number == number)).mappings().first()
    if row is None:
        return None
    known = {**row, "source": Source(row["source"]), "state": State(row["state"])}
    known["questions"] = tuple(json.loads(row["questions"]))
    return Publication(**known, files=tuple(_files(connection, number)))


def _files(connection: sa.Connection, number: int) -> Iterator[File]:
    c = publication_files.c
    wanted = sa.select(c.file, c.before, c.after).where(c.publication == number).order_by(c.file)
    for file, before, after in connection.execute(wanted):
        yield File(file, _bytes(before), _bytes(after))


def _bytes(value: object) -> bytes | None:
    """Some drivers give a view of the memory."""
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else None
