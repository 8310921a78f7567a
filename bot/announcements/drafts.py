"""Announcements as staff deal with them, before and after they are approved."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from bot.announcements.announcement import Announcement
from bot.announcements.states import Draft, Source
from bot.storage.tables import announcements

_c = announcements.c
OPEN: Final = (Draft.DRAFT, Draft.SECONDED)
"""As long as it can be changed, approved or thrown away."""


@dataclass(frozen=True, slots=True)
class Held:
    """An announcement with what is known of it."""

    number: int
    origin: str | None
    source: Source
    state: Draft
    draft: Announcement
    about: str
    """The edition that it tells of; empty where it tells of none."""
    facts: str
    """JSON: what of its facts it tells."""
    person: int
    name: str
    chat: int
    message: int | None
    corrects: int | None
    """The announcement that it is to change; None where it is one of its own."""
    previewed: str
    """Which languages of which version were looked at, as previews.py writes it."""
    seconded: int | None
    """Who of staff has said the first yes, where it takes two."""
    seconder: str
    """Their name."""
    made: float

    @property
    def version(self) -> str:
        """What a button carries, so that it approves what was shown and nothing that came later."""
        return version_of(self.draft)


def version_of(draft: Announcement) -> str:
    """Eight hexadecimal digits; others for every other draft."""
    return hashlib.blake2b(draft.dumps().encode(), digest_size=4).hexdigest()


@dataclass(frozen=True, slots=True)
class Maker:
    """Who drafts an announcement, and where."""

    source: Source
    person: int
    name: str
    chat: int
    origin: str | None = None
    """What it is proposed for; the same thing is proposed once."""
    about: str = ""
    facts: str = ""
    corrects: int | None = None


def create(connection: sa.Connection, draft: Announcement, by: Maker, now: float) -> int | None:
    """Its number; None where it was proposed before."""
    if by.origin is not None and connection.scalar(sa.select(_c.number).where(_c.origin == by.origin)) is not None:
        return None
    number: int = (connection.scalar(sa.select(sa.func.max(_c.number))) or 0) + 1
    connection.execute(
        sa.insert(announcements).values(
            number=number,
            origin=by.origin,
            source=by.source,
            state=Draft.DRAFT,
            draft=draft.dumps(),
            about=by.about,
            facts=by.facts,
            person=by.person,
            name=by.name,
            chat=by.chat,
            corrects=by.corrects,
            made=now,
            changed=now,
        )
    )
    return number


_COLUMNS = (
    *(_c.number, _c.origin, _c.source, _c.state, _c.draft, _c.about, _c.facts),
    *(_c.person, _c.name, _c.chat, _c.message, _c.corrects, _c.previewed, _c.seconded, _c.seconder, _c.made),
)


def find(connection: sa.Connection, number: int) -> Held | None:
    """The announcement with a number."""
    row = connection.execute(sa.select(*_COLUMNS).where(_c.number == number)).mappings().first()
    return _read(row) if row else None


def of_origin(connection: sa.Connection, origin: str) -> Held | None:
    """The announcement that was proposed for something."""
    row = connection.execute(sa.select(*_COLUMNS).where(_c.origin == origin)).mappings().first()
    return _read(row) if row else None


def latest(connection: sa.Connection, states: tuple[Draft, ...], most: int = 10) -> list[Held]:
    """Those in some states, the latest first."""
    query = sa.select(*_COLUMNS).where(_c.state.in_(states)).order_by(_c.changed.desc(), _c.number.desc()).limit(most)
    return [_read(row) for row in connection.execute(query).mappings()]


def correction_of(connection: sa.Connection, number: int) -> int | None:
    """The draft of a correction of an announcement that is open: there is one at a time."""
    found: int | None = connection.scalar(sa.select(_c.number).where(_c.corrects == number, _c.state.in_(OPEN)))
    return found


def change(connection: sa.Connection, number: int, draft: Announcement, now: float) -> bool:
    """Another draft; who has approved it before has to do so anew. False where it cannot be changed any more."""
    changed = {"draft": draft.dumps(), "state": Draft.DRAFT, "seconded": None, "seconder": "", "changed": now}
    return _moved(connection, number, OPEN, changed)


def show(connection: sa.Connection, number: int, chat: int, message: int | None) -> None:
    """In which message of ours staff see it."""
    connection.execute(sa.update(announcements).where(_c.number == number).values(chat=chat, message=message))


@dataclass(frozen=True, slots=True)
class Approver:
    """Who of staff says yes."""

    person: int
    name: str


def second(connection: sa.Connection, number: int, version: str, by: Approver, now: float) -> bool:
    """The first yes, where it takes two."""
    held = find(connection, number)
    if held is None or held.version != version:
        return False
    said = {"state": Draft.SECONDED, "seconded": by.person, "seconder": by.name, "changed": now}
    return _moved(connection, number, (Draft.DRAFT,), said)


def discard(connection: sa.Connection, number: int, now: float) -> bool:
    """Throw it away; False where it is approved, or gone already."""
    return _moved(connection, number, OPEN, {"state": Draft.DISCARDED, "changed": now})


def approve(connection: sa.Connection, number: int, version: str, now: float) -> bool:
    """From now on it cannot be changed. False where it is not there as it was shown: approved already, or changed."""
    held = find(connection, number)
    if held is None or held.version != version:
        return False
    return _moved(connection, number, OPEN, {"state": Draft.APPROVED, "changed": now})


def rewrite(connection: sa.Connection, number: int, draft: Announcement, now: float) -> None:
    """What it says after a correction was approved."""
    connection.execute(sa.update(announcements).where(_c.number == number).values(draft=draft.dumps(), changed=now))


def _moved(connection: sa.Connection, number: int, start: tuple[Draft, ...], values: Mapping[str, object]) -> bool:
    wanted = (_c.number == number) & _c.state.in_(start)
    return connection.execute(sa.update(announcements).where(wanted).values(values)).rowcount == 1


def _read(row: sa.RowMapping) -> Held:
    held: dict[str, Any] = dict(row)
    held |= {
        "draft": Announcement.loads(held["draft"]),
        "state": Draft(held["state"]),
        "source": Source(held["source"]),
    }
    return Held(**held)
