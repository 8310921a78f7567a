"""What staff have looked at, as it will look, before they say yes to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import sqlalchemy as sa

from bot.storage.tables import announcements

_c = announcements.c


@dataclass(frozen=True, slots=True)
class Preview:
    """The languages of one version that Telegram showed, and those that it refused."""

    version: str = ""
    shown: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    @classmethod
    def read(cls, held: str) -> Self:
        """From what dumps() gave."""
        version, *marked = held.split() or [""]
        refused = frozenset(one[1:] for one in marked if one.startswith("!"))
        return cls(version, frozenset(one for one in marked if not one.startswith("!")), refused)

    def dumps(self) -> str:
        """The version and the languages, by white space; with an exclamation mark what was refused."""
        return " ".join([self.version, *sorted(self.shown), *sorted(f"!{one}" for one in self.refused)])

    def approves(self, version: str) -> bool:
        """Whether this very version was looked at, and none of it was refused."""
        return self.version == version and bool(self.shown) and not self.refused


def of(held: str, version: str) -> Preview:
    """What was looked at of a version; nothing where it was another one."""
    found = Preview.read(held)
    return found if found.version == version else Preview(version)


def note(connection: sa.Connection, number: int, version: str, language: str, *, taken: bool) -> None:
    """Telegram has shown, or refused, a version in a language."""
    held = connection.scalar(sa.select(_c.previewed).where(_c.number == number)) or ""
    found = of(held, version)
    shown, refused = found.shown - {language}, found.refused - {language}
    now = Preview(version, shown | {language}, refused) if taken else Preview(version, shown, refused | {language})
    connection.execute(sa.update(announcements).where(_c.number == number).values(previewed=now.dumps()))
