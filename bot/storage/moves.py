"""Groups that became supergroups: the id by which a group was known -> the one that it has now."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import moves

_NOTE = Upsert(moves, ["old"], ["new"])


def note(connection: sa.Connection, old: int, new: int) -> None:
    """A group has another id from now on; what led to the old one leads to the new one."""
    connection.execute(sa.update(moves).where(moves.c.new == old).values(new=new))
    _NOTE.run(connection, {"old": old, "new": new})


def latest(connection: sa.Connection, chat: int) -> int:
    """The id that a chat has now."""
    found: int | None = connection.scalar(sa.select(moves.c.new).where(moves.c.old == chat))
    return chat if found is None else found
