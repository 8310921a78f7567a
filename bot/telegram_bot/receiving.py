"""Updates on their way in: where a kill cannot reach them first, then into their lanes if this process leads."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Final

from bot.storage import inbox
from bot.storage.database import Connection, Database, is_fault_of_data
from bot.storage.inbox import Received
from bot.storage.leading import tell
from bot.telegram_bot.intake import received
from bot.telegram_bot.lanes import Lanes

EVERY: Final = 1.0
"""Seconds after which this process looks for what others stored, though nobody told it."""
NOBODY: Final = ""
log = logging.getLogger(__name__)


class Receiving:
    """What polling and the webhook hand their updates to."""

    def __init__(self, database: Database, now: Callable[[], float], *, shared: bool) -> None:
        """``shared``: other processes may store updates as well."""
        self._database = database
        self._now = now
        self._shared = shared
        self.heard = 0.0
        """When an update came in last, in seconds since 1970."""
        self._lanes: Lanes | None = None
        self._owner = NOBODY
        self._news = asyncio.Event()

    @property
    def waiting(self) -> int:
        """Updates in memory that are not done."""
        return self._lanes.waiting if self._lanes else 0

    async def lead(self, lanes: Lanes) -> None:
        """Handle what comes from now on, and first what an earlier life or another process left."""
        self._owner = secrets.token_hex(8)
        self._lanes = lanes
        await self._take()

    def follow(self) -> None:
        """Only store what comes from now on."""
        self._lanes, self._owner = None, NOBODY

    async def more(self, lane: int, most: int) -> list[Received]:
        """The oldest updates of one lane that this process has to handle."""
        owner = self._owner
        return await self._database.run(lambda connection: inbox.of_lane(connection, owner, lane, most))

    def news(self) -> None:
        """Another process has stored something."""
        self._news.set()

    async def watch(self) -> None:
        """Take over what other processes store, where there are such; until cancelled."""
        while not self._shared:
            await asyncio.sleep(3600.0)
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), EVERY)
            self._news.clear()
            await self._take()

    async def store(self, found: Sequence[dict[str, Any]]) -> None:
        """Put updates where a kill cannot reach them, then into their lanes; those that came before are left out."""
        if self._lanes is not None:
            await self._lanes.room()
        batch = [received(raw, self._now()) for raw in found]
        owner = self._owner
        try:
            new = await self._database.run(partial(self._kept, batch, owner))
        except Exception as error:
            if not is_fault_of_data(error):
                raise  # nothing is confirmed, and Telegram brings it again
            new = await self._one_by_one(batch, owner)
        self._put(new, owner)

    async def _one_by_one(self, batch: Sequence[Received], owner: str) -> list[Received]:
        """So that one that cannot be stored does not come again and again, and hold up the others."""
        new: list[Received] = []
        for one in batch:
            try:
                new += await self._database.run(partial(self._kept, [one], owner))
            except Exception as error:
                if not is_fault_of_data(error):
                    raise
                log.error("update %s cannot be stored and is let go (%s)", one.update_id, type(error).__name__)
        return new

    def _kept(self, batch: Sequence[Received], owner: str, connection: Connection) -> list[Received]:
        """What this process has to handle once the batch is stored; in order with what others stored before it."""
        if owner == NOBODY:
            inbox.store(connection, batch, NOBODY)
            tell(connection)
            return []
        if self._shared:
            inbox.store(connection, batch, NOBODY)
            return inbox.take(connection, owner)
        new = inbox.store(connection, batch, owner)
        return [one for one in {one.update_id: one for one in batch}.values() if one.update_id in new]

    async def _take(self) -> None:
        owner = self._owner
        if self._lanes is not None:
            await self._lanes.room()
            self._put(await self._database.run(lambda connection: inbox.take(connection, owner)), owner)

    def _put(self, new: Sequence[Received], owner: str) -> None:
        """Where this process leads no more, or anew, the one that leads takes what is stored."""
        if new:
            self.heard = self._now()
        if self._lanes is not None and owner == self._owner:
            for one in new:
                self._lanes.put(one)
