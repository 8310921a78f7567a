"""One process at a time leads, on either kind of database, and another takes over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import sqlalchemy as sa

from bot.storage import leading
from bot.storage.database import open_engine
from bot.storage.leading import Lead, lead_of


@asynccontextmanager
async def lead(url: str, news: asyncio.Event | None = None) -> AsyncIterator[Lead]:
    """The right as one process of several sees it."""
    engine = open_engine(url)
    found = lead_of(engine, news.set if news else lambda: None)
    try:
        yield found
    finally:
        await found.release()
        engine.dispose()


async def wins(one: Lead, seconds: float = 10.0) -> bool:
    """Whether it does within the time."""
    stop = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, stop.set)
    return await one.win(stop)


async def test_one_leads_and_hands_over(url: str) -> None:
    async with lead(url) as first, lead(url) as second:
        assert await wins(first)
        assert not await wins(second, 0.7)
        await first.release()
        assert await wins(second)
        assert not await wins(first, 0.7)
        await second.release()
        assert await wins(first), "and again"


async def test_whoever_ends_without_a_word_leads_no_more(url: str) -> None:
    async with lead(url) as second:
        async with lead(url) as first:
            assert await wins(first)
            waiting = asyncio.create_task(wins(second))
        assert await waiting


async def test_a_database_in_memory_has_one_process() -> None:
    async with lead("sqlite://") as first, lead("sqlite://") as second:
        assert await wins(first)
        assert await wins(second)


CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
"""What a server that starts anew does to whoever is connected."""


def cut(url: str) -> None:
    """Let go of everybody."""
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text(CUT))
    engine.dispose()


async def test_a_connection_that_breaks_takes_the_right_with_it(empty_postgresql: str) -> None:
    async with lead(empty_postgresql) as first:
        assert await wins(first)
        await asyncio.to_thread(cut, empty_postgresql)
        await asyncio.wait_for(first.lost, 10)
        await first.release()
        assert await wins(first)
        assert not first.lost.done()


async def test_what_others_store_is_told(empty_postgresql: str) -> None:
    news, engine = asyncio.Event(), open_engine(empty_postgresql)

    def store() -> None:
        with engine.begin() as connection:
            leading.tell(connection)

    async with lead(empty_postgresql, news) as first:
        assert await wins(first)
        for _ in range(2):
            news.clear()
            await asyncio.to_thread(store)
            await asyncio.wait_for(news.wait(), 10)
    engine.dispose()


@pytest.mark.parametrize("address", ["postgresql://127.0.0.1:1/none", "postgresql://nobody@127.0.0.1:1/x"])
async def test_a_server_that_is_away_is_waited_for(address: str) -> None:
    found = leading.ServerLead(address, asyncio.Event().set)
    assert not await wins(found, 1.2)
