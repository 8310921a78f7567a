"""Groups that became supergroups: the id by which a group was known -> the one that it has now."""

from __future__ import annotations

from collections.abc import Collection

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


def latest_of(connection: sa.Connection, chats: Collection[int]) -> dict[int, int]:
    """Those of some chats that have another id now, with that."""
    wanted = {chat for chat in chats if chat < 0}
    if not wanted:
        return {}
    return {old: new for old, new in connection.execute(sa.select(moves.c.old, moves.c.new)) if old in wanted}
