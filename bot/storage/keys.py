"""Keys that are made once and stay with the database."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import keys

_NEW = Upsert(keys, ["name"])


def fetch(connection: sa.Connection, name: str, new: str) -> str:
    """The key of that name; the new one where there is none yet."""
    _NEW.run(connection, {"name": name, "value": new})
    return str(connection.scalar(sa.select(keys.c.value).where(keys.c.name == name)))
