"""Texts by name that stay with the database: keys that are made once, and notes of the bot to itself."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import keys

_NEW = Upsert(keys, ["name"])
_SAVE = Upsert(keys, ["name"], ["value"])


def fetch(connection: sa.Connection, name: str, new: str) -> str:
    """The key of that name; the new one where there is none yet."""
    _NEW.run(connection, {"name": name, "value": new})
    return str(connection.scalar(sa.select(keys.c.value).where(keys.c.name == name)))


def find(connection: sa.Connection, name: str) -> str | None:
    """The text of that name, where there is one."""
    return connection.scalar(sa.select(keys.c.value).where(keys.c.name == name))


def save(connection: sa.Connection, name: str, value: str) -> None:
    """Write a text under that name, in the place of the one before."""
    _SAVE.run(connection, {"name": name, "value": value})
