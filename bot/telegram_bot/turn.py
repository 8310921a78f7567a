"""One turn of this process at leading: it fetches or awaits updates, handles them, and keeps house."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, Protocol

from bot.storage import retention
from bot.storage.database import Database
from bot.telegram_bot.lanes import Handle, Lanes
from bot.telegram_bot.receiving import Receiving

DRAIN: Final = 20.0
"""Seconds in which what is begun may come to its end after SIGTERM."""
HOURLY: Final = 3600.0
DEAF: Final = 600.0
"""Seconds without a word from Telegram after which the bot ends, so that a supervisor starts it anew."""
LOOK: Final = 5.0
log = logging.getLogger(__name__)


class Deaf(Exception):
    """Nothing was heard of Telegram for long."""


class Source(Protocol):
    """Where updates come from: a loop that fetches them, or one that watches over the webhook."""

    last_success: float
    trouble: str

    async def run(self) -> None:
        """Until cancelled."""


class Turn:
    """From the moment this process leads until it stops, or leads no more."""

    def __init__(self, handle: Handle, receiving: Receiving, database: Database, now: Callable[[], float]) -> None:
        self._lanes = Lanes(handle, receiving.more)
        self._receiving = receiving
        self._database = database
        self._now = now

    async def serve(self, source: Source, also: Sequence[Awaitable[None]], stop: asyncio.Event, lost: Any) -> None:
        """Until told to stop, until ``lost`` is done, or until something fails that ends the bot: that is raised.

        ``also`` is done beside it, as often as the turn lasts; what comes to its end there ends nothing.
        """
        await self._receiving.lead(self._lanes)
        vital = [
            asyncio.ensure_future(one)
            for one in (source.run(), self._receiving.watch(), self._keep_house(), _end_where_deaf(source))
        ]
        beside = [asyncio.ensure_future(one) for one in also]
        stopping = asyncio.ensure_future(stop.wait())
        done, _ = await asyncio.wait([*vital, stopping, lost, self._lanes.failed], return_when=asyncio.FIRST_COMPLETED)
        await _cancel([*vital, *beside, stopping])
        self._receiving.follow()
        left = await self._lanes.drain(0.0 if lost in done else DRAIN)
        if left:
            log.warning("%s updates are left for whoever leads next", left)
        for task in done:
            task.result()

    async def _keep_house(self) -> None:
        """Forget what is older than its limit, once an hour."""
        while True:
            try:
                count = await self._database.run(lambda connection: retention.purge(connection, self._now()))
                await self._database.tidy()
                log.info("%s rows were older than their limit", count)
            except Exception:
                log.exception("what is older than its limit could not be deleted; again in an hour")
            await asyncio.sleep(HOURLY)


async def _end_where_deaf(source: Source) -> None:
    """End the bot where Telegram is not heard for long, whatever the reason: a new start often mends it."""
    clock = asyncio.get_running_loop().time
    while True:
        await asyncio.sleep(LOOK)
        if source.last_success and clock() - source.last_success > DEAF:
            raise Deaf(f"nothing was heard of Telegram for {DEAF:.0f} seconds ({source.trouble or 'no reason given'})")


async def _cancel(tasks: Sequence[asyncio.Future[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
