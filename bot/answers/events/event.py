"""Something that may be announced: what it is, what it tells, by which name it is known, and until when it is news."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Self

from bot.answers.events.sighting import Sighting


class Kind(StrEnum):
    """What has happened."""

    NEW = "new"
    """An edition that was not there before."""
    CALL = "call"
    """An application window that was not there before, and is still to open."""
    OPENS = "opens"
    """One can apply now."""
    CLOSES_14 = "closes-14"
    CLOSES_3 = "closes-3"
    CLOSES_1 = "closes-1"
    """So many days before the last one."""
    CHANGED = "changed"
    """Days, place, window or link are others, or known at last: all that one save has changed, in one event."""
    RESULTS = "results"
    """Something was published of an edition that is over."""
    STARTS_7 = "starts-7"
    STARTS_1 = "starts-1"
    """So many days before the first one; only people who asked to be reminded hear of it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One of these, of one edition or programme."""

    kind: Kind
    about: str
    """The edition (seoul-program/2027), or the programme whose own window it is."""
    told: Sighting
    """The facts that it tells, and no others: while they are true, so is the announcement."""
    lasts_until: float
    """From when on it is no news any more, in seconds since 1970."""
    was: Sighting | None = None
    """With CHANGED: what these facts were before."""
    reminds: bool = False
    """Whether it is for those who asked for it."""

    @property
    def program(self) -> str:
        """The programme's id."""
        return self.about.partition("/")[0]

    @property
    def key(self) -> str:
        """The same as long as the fact is: by this it is proposed once, and again where the fact has another value."""
        parts = ("reminder" if self.reminds else "", self.kind, self.about, self._fact())
        return ":".join(part for part in parts if part)

    def _fact(self) -> str:
        """The fact that makes it another event where it has another value; none of a new edition."""
        told = self.told
        if self.kind is Kind.CHANGED:
            return _digest(f"{self.was.dumps() if self.was else ''} {told.dumps()}")
        if self.kind is Kind.RESULTS:
            return " ".join(told.results)
        if self.kind is Kind.NEW:
            return ""
        if told.days and self.kind in (Kind.STARTS_7, Kind.STARTS_1):
            return str(told.days.first)
        if told.term is None:
            return ""
        if self.kind is Kind.CALL:
            return _digest(str(told.term))
        day = told.term.opens if self.kind is Kind.OPENS else told.term.closes
        return f"{day.isoformat()} {told.term.zone}"

    def dumps(self) -> str:
        """As JSON."""
        held = asdict(self) | {"told": self.told.dumps(), "was": self.was.dumps() if self.was else None}
        return json.dumps(held, ensure_ascii=False, sort_keys=True)

    @classmethod
    def loads(cls, text: str) -> Self:
        """From what dumps() gave."""
        held = json.loads(text)
        kind, told, was = Kind(held.pop("kind")), held.pop("told"), held.pop("was")
        return cls(kind, told=Sighting.loads(told), was=Sighting.loads(was) if was else None, **held)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
