"""Updates on their way in: one that cannot be stored takes no other with it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.inbox import Received
from bot.storage.migrating import prepare
from bot.telegram_bot.lanes import Lanes
from bot.telegram_bot.receiving import Receiving

TOO_LARGE = 2**70
"""No database holds it."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_one_that_cannot_be_stored_is_let_go_alone(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}" if kind == "sqlite" else request.getfixturevalue("empty_postgresql")
    database, handled = Database(prepare(url)), list[int]()

    async def handle(one: Received) -> None:
        handled.append(one.update_id)

    receiving = Receiving(database, lambda: 1.0)
    lanes = Lanes(handle, receiving.more)
    receiving.lead(lanes)
    await receiving.store([{"update_id": number} for number in (1, TOO_LARGE, 3)])
    while lanes.waiting:
        await asyncio.sleep(0)
    assert handled == [1, 3]
    await database.close()


async def test_a_cancellation_is_not_lost_with_news_that_come_at_the_same_moment(tmp_path: Path) -> None:
    """Who loses the lead would wait for this for ever: it stopped neither by itself nor when it was told to."""
    database = Database(prepare(f"sqlite:///{tmp_path / 'bot.db'}"))
    receiving = Receiving(database, lambda: 1.0)
    watching = asyncio.create_task(receiving.watch())
    await asyncio.sleep(0)
    for _ in range(3):  # it waits on news by now, whichever way
        await asyncio.sleep(0)

    receiving.news()
    await asyncio.sleep(0)
    watching.cancel()

    await asyncio.wait([watching], timeout=5)
    assert watching.cancelled()
    await database.close()
