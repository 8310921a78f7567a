"""Trouble in the middle: a database that is locked or full, a kill while a correction or a recall is under way."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.announcements import planning
from bot.announcements.announcement import Announcement, Rendering
from bot.announcements.planning import Approval
from bot.announcements.states import Kind, Stage, State
from bot.stand_in import BotApi
from bot.storage.database import Database, open_engine
from bot.storage.migrating import prepare
from tests.announcements.crowd import STAFF, approve, crowd, finished, ledger
from tests.announcements.delivering import Bench, bench
from tests.announcements.processes import OURS, TOKEN, end, script

NEWS = Announcement({"en": "News"})
PEOPLE = 60


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Bench]:
    database = Database(prepare(f"sqlite:///{tmp_path / 'bot.db'}"))
    async with BotApi() as api, bench(api, database) as made:
        yield made
    await database.close()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Somebody else writes, and does not come to an end."""
    other = sqlite3.connect(folder / "bot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """No file of this process can grow beyond what the database has written last."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((folder / "bot.db-wal").stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("trouble", [locked, full], ids=["locked", "full"])
async def test_a_broadcast_outlasts_it(there: Bench, tmp_path: Path, trouble: object) -> None:
    people = [there.api.person(started=True) for _ in range(PEOPLE)]
    await there.subscribe(*people)
    there.api.latency = 0.02
    number = await there.approve(NEWS)
    there.start()
    await there.api.wait_for(lambda: len(there.api.sent()) >= 5)
    with trouble(tmp_path):  # type: ignore[operator]
        async with asyncio.timeout(20):
            while not there.database.trouble:
                await asyncio.sleep(0.02)
        count = len(there.api.sent())
        await asyncio.sleep(0.3)
        assert len(there.api.sent()) <= count + 16 < PEOPLE, "what cannot be written down is not begun"
    await there.reaches((number, 0), Stage.FINISHED, seconds=20)
    assert [len(there.api.sent(one.id)) for one in people] == [1] * PEOPLE


@pytest.mark.parametrize("does", [Kind.RECALL, Kind.EDIT])
async def test_a_kill_holds_up_no_correction_and_no_recall(tmp_path: Path, does: Kind) -> None:
    url, log = f"sqlite:///{tmp_path / 'bot.db'}", tmp_path / "log"
    async with BotApi(token=TOKEN) as api:
        crowd(api, url, PEOPLE)
        number = approve(url)
        process = await script(OURS, api.url, TOKEN, url, "unpaced", log=log)
        await finished(url, number, 30)
        change(url, number, does)
        api.latency = 0.02
        done = ("deleteMessage", "editMessageText")
        await api.wait_for(lambda: len(api.journal.accepted(*done)) >= PEOPLE // 3, 30)
        await end(process)
        assert len(api.journal.accepted(*done)) < PEOPLE
        process = await script(OURS, api.url, TOKEN, url, "unpaced", log=log)
        await finished(url, number, 30, made=1)
        await end(process)
        assert [message.text for message in api.sent()] == ([] if does is Kind.RECALL else ["Other"] * PEOPLE)
        assert {row.state for row in ledger(url, number, made=1)} <= {State.SENT, State.SKIPPED}


def change(url: str, number: int, does: Kind) -> None:
    """Approve a correction or a recall."""
    engine, given, text = open_engine(url), Approval("Sora", time.time(), STAFF), {"en": Rendering("Other")}
    with engine.begin() as connection:
        if does is Kind.RECALL:
            planning.recall(connection, number, text, given)
        else:
            planning.correct(connection, number, Announcement({"en": "Other"}), text, given)
    engine.dispose()
