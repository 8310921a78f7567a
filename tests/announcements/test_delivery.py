"""Deliveries over real HTTP, with a real database; Telegram alone is a stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.announcements.announcement import Announcement
from bot.announcements.states import Stage, State
from bot.stand_in import BotApi
from bot.storage.database import Database
from bot.storage.migrating import prepare
from tests.announcements.delivering import Bench, bench

NEWS = Announcement({"en": "<b>News</b> for all."})


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Bench]:
    database = Database(prepare(f"sqlite:///{tmp_path / 'bot.db'}"))
    async with BotApi() as api, bench(api, database) as made:
        yield made
    await database.close()


async def test_everybody_who_subscribes_gets_it_once(there: Bench) -> None:
    people = [there.api.person(started=True) for _ in range(5)]
    group = there.api.group()
    await there.subscribe(*people, group)
    number = await there.approve(NEWS)
    there.start()
    await there.reaches((number, 0), Stage.FINISHED)
    assert {state for state, _ in (await there.rows((number, 0))).values()} == {State.SENT}
    assert [len(there.api.sent(one.id)) for one in people] == [1] * 5
    assert there.api.sent(group)[0].text == "News for all."
