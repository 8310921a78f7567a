"""Turns, as they are handed out and given back."""

from __future__ import annotations

from pathlib import Path

from bot.announcements.feed import Feed
from bot.storage.database import Database
from bot.storage.migrating import prepare
from tests.announcements.planned import NOW, plan


async def test_a_turn_is_given_back_while_the_databases_thread_looks_at_those_that_are_out(tmp_path: Path) -> None:
    database = Database(prepare(f"sqlite:///{tmp_path / 'bot.db'}"))
    await database.run(lambda c: [plan(c, [chat]) for chat in (1, 2)])
    feed = Feed(database)
    turn = await feed.take(NOW)
    assert turn is not None
    looking = iter(feed._out.values())
    feed.over(turn)
    assert next(looking, turn) is turn
    await database.close()
