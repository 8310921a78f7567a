"""How many deliveries of a round there are of each sort: counted while they are kept, and noted before they go."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from bot.storage.tables import deliveries, rounds

_d, _r = deliveries.c, rounds.c
_SORTS = (_d.state, _d.reason, _d.language, _d.kind)
_COUNTS = (
    sa.select(*_SORTS, sa.func.count())
    .where(_d.announcement == sa.bindparam("a"), _d.round == sa.bindparam("n"))
    .group_by(*_SORTS)
    .order_by(*_SORTS)
)
_NOTED = sa.select(_r.tally).where(_r.announcement == sa.bindparam("a"), _r.round == sa.bindparam("n"))


class Count(NamedTuple):
    """Deliveries of one sort."""

    state: str
    reason: str
    language: str
    kind: str
    """The chat's type as Telegram calls it."""
    chats: int


def of_round(connection: sa.Connection, announcement: int, number: int) -> list[Count]:
    """Those that are kept, and those that are not any more."""
    at = {"a": announcement, "n": number}
    kept = [Count(*row) for row in connection.execute(_COUNTS, at)]
    return _together([*kept, *_loads(connection.scalar(_NOTED, at) or "")])


def drop_people(connection: sa.Connection, announcement: int, number: int) -> int:
    """Note how many deliveries to people there are of each sort, and forget to whom they went; how many they were."""
    at = {"a": announcement, "n": number}
    theirs = (_d.announcement == announcement) & (_d.round == number) & (_d.chat > 0)
    found = [Count(*row) for row in connection.execute(_COUNTS.where(_d.chat > 0), at)]
    noted = _together([*found, *_loads(connection.scalar(_NOTED, at) or "")])
    this = (_r.announcement == announcement) & (_r.round == number)
    connection.execute(sa.update(rounds).where(this).values(tally=json.dumps(noted)))
    return connection.execute(sa.delete(deliveries).where(theirs)).rowcount


def _together(counts: Iterable[Count]) -> list[Count]:
    found: Counter[tuple[str, str, str, str]] = Counter()
    for one in counts:
        found[one[:4]] += one.chats
    return [Count(*sort, chats) for sort, chats in sorted(found.items())]


def _loads(text: str) -> list[Count]:
    return [Count(*one) for one in json.loads(text)] if text else []
