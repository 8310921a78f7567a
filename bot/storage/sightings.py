"""What was seen of the facts when announcements were last proposed, so that only what differs is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import sightings

LOOKED: Final = ""
"""Stands for no edition: its row says that there was a look, though there may have been nothing to see."""
_c = sightings.c
_SAVE = Upsert(sightings, ["edition"], ["seen", "changed"])


def load(connection: sa.Connection) -> dict[str, str] | None:
    """By edition, as JSON; None where nobody has looked yet."""
    found: dict[str, str] = {edition: seen for edition, seen in connection.execute(sa.select(_c.edition, _c.seen))}
    return None if found.pop(LOOKED, None) is None else found


def save(connection: sa.Connection, seen: Mapping[str, str], now: float) -> None:
    """From now on this was seen, and nothing else; only rows that differ are written."""
    before = load(connection)
    present = {LOOKED: "", **seen}
    known = {} if before is None else {LOOKED: "", **before}
    gone = [{"gone": edition} for edition in known if edition not in present]
    if gone:
        connection.execute(sa.delete(sightings).where(_c.edition == sa.bindparam("gone")), gone)
    rows: list[dict[str, object]] = [
        {"edition": edition, "seen": text, "changed": now}
        for edition, text in present.items()
        if known.get(edition) != text
    ]
    if rows:
        _SAVE.run(connection, rows)
