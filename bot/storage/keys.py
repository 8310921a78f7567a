"""Keys that are made once and stay with the database."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import insert
from bot.storage.tables import keys


def fetch(connection: sa.Connection, name: str, new: str) -> str:
    """The key of that name; the new one where there is none yet."""
    statement = insert(connection, keys).values(name=name, value=new).on_conflict_do_nothing()
    connection.execute(statement)
    return str(connection.scalar(sa.select(keys.c.value).where(keys.c.name == name)))
