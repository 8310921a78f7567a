"""Files as staff were sent them, so that it can be told later what somebody's edit began from."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import copies

_KEEP = Upsert(copies, ["digest"], ["sent"])


def keep(connection: sa.Connection, digest: str, data: bytes, now: float) -> None:
    """Remember a file's contents."""
    _KEEP.run(connection, {"digest": digest, "data": data, "sent": now})


def find(connection: sa.Connection, digest: str) -> bytes | None:
    """The contents again; None where they are forgotten."""
    found = connection.scalar(sa.select(copies.c.data).where(copies.c.digest == digest))
    return None if found is None else bytes(found)
