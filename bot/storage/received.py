"""The announcements that a person has got: shown to them, and forgotten with them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.tables import deliveries, rounds


def export(connection: sa.Connection, chat: int) -> list[dict[str, object]]:
    """One row for each; which process sent it is nobody's."""
    shown = [column for column in deliveries.c if column is not deliveries.c.owner]
    query = sa.select(*shown).where(deliveries.c.chat == chat)
    return [dict(row) for row in connection.execute(query).mappings()]


def forget(connection: sa.Connection, chat: int) -> None:
    """Nobody can see any more what went there, or was to go; reports still say how many wanted to be forgotten."""
    d, r = deliveries.c, rounds.c
    count = sa.func.count().label("count")
    theirs = sa.select(d.announcement, d.round, count).where(d.chat == chat).group_by(d.announcement, d.round)
    for row in connection.execute(theirs).all():
        one = (r.announcement == row.announcement) & (r.round == row.round)
        connection.execute(sa.update(rounds).where(one).values(forgotten=r.forgotten + row[2]))
    connection.execute(sa.delete(deliveries).where(d.chat == chat))
