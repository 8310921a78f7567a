"""What the bot drafts by itself: what of it waits for staff, what came of it, and what was told with what went out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

import sqlalchemy as sa

from bot.announcements import drafts
from bot.announcements.announcement import Announcement
from bot.announcements.drafts import OPEN, Maker
from bot.announcements.rounds import Key
from bot.announcements.states import Draft, Kind, Source, Stage
from bot.storage.tables import announcements, rounds

_c, _r = announcements.c, rounds.c
SHOWN: Final = (Source.FACTS, Source.FILE)
"""What staff are shown without having asked for it."""
TELLING: Final = (Source.FACTS, Source.STAFF)
"""What tells facts as they were when it was drafted; staff can begin anew with what the bot had proposed."""
UNSENT: Final = (Stage.SCHEDULED, Stage.RUNNING, Stage.STOPPED, Stage.LATE)


@dataclass(frozen=True, slots=True)
class Proposed:
    """An announcement without its texts: to be looked at again and again."""

    number: int
    origin: str | None
    source: Source
    state: Draft
    about: str
    facts: str
    corrects: int | None
    chat: int
    message: int | None
    """Of ours, which shows it to staff; None: it is still to be shown."""
    made: float
    changed: float

    @property
    def is_open(self) -> bool:
        """Whether staff can still decide about it."""
        return self.state in OPEN

    @property
    def is_touched(self) -> bool:
        """Whether somebody of staff has changed it, or said a first yes."""
        return self.changed > self.made


_COLUMNS = tuple(_c[one.name] for one in fields(Proposed))
_QUERY = sa.select(*_COLUMNS).order_by(_c.number)


def waiting(connection: sa.Connection) -> list[Proposed]:
    """All that the bot has drafted and that staff have still to decide about."""
    return _read(connection, _QUERY.where(_c.source.in_(SHOWN), _c.state.in_(OPEN)))


def of_origins(connection: sa.Connection, origins: list[str]) -> dict[str, Proposed]:
    """By what they were proposed for, those that were proposed."""
    found = [one for origin in origins for one in _read(connection, _QUERY.where(_c.origin == origin))]
    return {one.origin: one for one in found if one.origin is not None}


def telling(connection: sa.Connection) -> list[Proposed]:
    """All that was approved and tells facts."""
    approved = (_c.state == Draft.APPROVED) & _c.corrects.is_(None)
    return _read(connection, _QUERY.where(approved, _c.source.in_(TELLING), _c.facts != ""))


def filed(connection: sa.Connection) -> list[Proposed]:
    """All that was ever proposed out of a file, corrections included, in the order in which it was."""
    return _read(connection, _QUERY.where(_c.source == Source.FILE))


def correction_of(connection: sa.Connection, number: int) -> Proposed | None:
    """The correction of an announcement that staff have still to decide about."""
    found = _read(connection, _QUERY.where(_c.corrects == number, _c.state.in_(OPEN)))
    return found[-1] if found else None


def can_be_corrected(connection: sa.Connection, number: int) -> bool:
    """Whether it went out, or will, and was not taken back."""
    kinds = set(connection.scalars(sa.select(_r.kind).where(_r.announcement == number)))
    return Kind.SEND in kinds and Kind.RECALL not in kinds


def put(connection: sa.Connection, draft: Announcement, by: Maker, now: float, *, anew: bool = False) -> int | None:
    """Draft it, in the place of what was drafted for the same thing and waits; its number.

    None where that was decided already, unless it is meant ``anew``.
    """
    held = drafts.of_origin(connection, by.origin) if by.origin is not None else None
    if held is not None:
        if held.state not in OPEN and not anew:
            return None
        release(connection, held.number)
    return drafts.create(connection, draft, by, now)


def release(connection: sa.Connection, number: int) -> None:
    """What it was proposed for can be proposed again."""
    connection.execute(sa.update(announcements).where(_c.number == number).values(origin=None))


def retell(connection: sa.Connection, number: int, facts: str) -> None:
    """It tells other facts now, since it was corrected."""
    connection.execute(sa.update(announcements).where(_c.number == number).values(facts=facts))


def reminding(connection: sa.Connection) -> dict[Key, str]:
    """The rounds of reminders that have not reached everybody yet, with the facts that they tell."""
    query = sa.select(_r.announcement, _r.round, _c.facts).join(announcements, _c.number == _r.announcement)
    rows = connection.execute(query.where(_c.source == Source.REMINDER, _r.stage.in_(UNSENT)))
    return {(announcement, number): facts for announcement, number, facts in rows}


def _read(connection: sa.Connection, query: sa.Select[Any]) -> list[Proposed]:
    return [_proposed(row) for row in connection.execute(query).mappings()]


def _proposed(row: Mapping[Any, Any]) -> Proposed:
    held = dict(row)
    return Proposed(**held | {"source": Source(held["source"]), "state": Draft(held["state"])})
