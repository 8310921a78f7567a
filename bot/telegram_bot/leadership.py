"""The time in which this process leads: it fetches or awaits updates, handles them, and keeps house."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final

from bot.storage import retention
from bot.storage.database import Database
from bot.storage.inbox import Received
from bot.storage.leading import Lead
from bot.telegram_bot.lanes import Handle, Lanes
from bot.telegram_bot.receiving import Receiving
from bot.telegram_bot.source import Source, end_where_deaf

DRAIN: Final = 20.0
"""Seconds in which what is begun may come to its end after SIGTERM."""
HOURLY: Final = 3600.0
UNSURE: Final = 0.2
"""Seconds between two looks whether this process still leads, where that is not sure."""
log = logging.getLogger(__name__)


class Leadership:
    """From the moment this process leads until it stops, or leads no more."""

    def __init__(
        self, lead: Lead, handle: Handle, receiving: Receiving, database: Database, now: Callable[[], float]
    ) -> None:
        self._lead = lead
        self._handle = handle
        self._lanes = Lanes(self._while_sure, receiving.more)
        self._receiving = receiving
        self._database = database
        self._now = now

    async def serve(self, source: Source, beside: Coroutine[Any, Any, None], stop: asyncio.Event) -> None:
        """Until told to stop, until the lead is lost, or until something fails that ends the bot: that is raised.

        ``beside`` is done meanwhile; where it comes to its end, nothing else does.
        """
        self._receiving.lead(self._lanes)
        vital = [source.run(), self._receiving.watch(), self._keep_house(), end_where_deaf(source)]
        tasks: list[asyncio.Future[Any]] = [asyncio.ensure_future(one) for one in (*vital, stop.wait(), beside)]
        ends: list[asyncio.Future[Any]] = [*tasks[:-1], self._lead.lost, self._lanes.failed]
        done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        *_, aside = await asyncio.gather(*tasks, return_exceptions=True)
        if isinstance(aside, Exception):
            log.error("what is done beside serving has ended before", exc_info=aside)
        self._receiving.follow()
        left = await self._lanes.drain(0.0 if self._lead.lost in done else DRAIN)
        if left:
            log.warning("%s updates are left for whoever leads next", left)
        for one in done:
            one.result()

    async def _while_sure(self, received: Received) -> None:
        """Handle an update, unless another process may do so already."""
        while not self._lead.sure() and not self._lead.lost.done():
            await asyncio.sleep(UNSURE)
        if not self._lead.lost.done():
            await self._handle(received)

    async def _keep_house(self) -> None:
        """Forget what is older than its limit, once an hour."""
        while True:
            try:
                count = await self._database.run(lambda connection: retention.purge(connection, self._now()))
                await self._database.tidy()
                if count:
                    log.info("%s rows were older than their limit", count)
            except Exception:
                log.exception("what is older than its limit could not be deleted; again in an hour")
            await asyncio.sleep(HOURLY)
