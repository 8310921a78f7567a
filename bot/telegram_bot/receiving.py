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
from bot.storage.database import Connection, Database, Unstorable
from bot.storage.inbox import NOBODY, Received
from bot.storage.leading import tell
from bot.telegram_bot.intake import received
from bot.telegram_bot.lanes import Lanes

EVERY: Final = 1.0
"""Seconds after which this process looks for what others stored, though nobody told it."""
AT_ONCE: Final = 500
"""Updates that are taken over together; what is more waits in the database."""
log = logging.getLogger(__name__)


class Receiving:
    """What polling and the webhook hand their updates to."""

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now
        self.heard = 0.0
        """When an update came in last, in seconds since 1970."""
        self._lanes: Lanes | None = None
        self._owner = NOBODY
        self._news = asyncio.Event()

    @property
    def waiting(self) -> int:
        """Updates in memory that are not done."""
        return self._lanes.waiting if self._lanes else 0

    def lead(self, lanes: Lanes) -> None:
        """Handle what comes from now on, and first what an earlier life or another process left."""
        self._owner, self._lanes = secrets.token_hex(8), lanes
        self._news.set()

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
        """Take over what others stored and what was left, until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(EVERY):
                    await self._news.wait()
            self._news.clear()
            await self._take()

    async def store(self, found: Sequence[dict[str, Any]]) -> None:
        """Put updates where a kill cannot reach them, then into their lanes; those that came before are left out."""
        if self._lanes is not None:
            await self._lanes.room()
        batch, owner = [received(raw, self._now()) for raw in found], self._owner
        try:
            taken = await self._database.run(partial(_kept, batch, owner))
        except Unstorable:  # of anything else nothing is confirmed, and Telegram brings it again
            await self._one_by_one(batch)
            await self._take()
        else:
            self._put(taken, owner)

    async def _one_by_one(self, batch: Sequence[Received]) -> None:
        """So that one that cannot be stored does not come again and again, and hold up the others."""
        for one in batch:
            try:
                await self._database.run(partial(_kept, [one], NOBODY))
            except Unstorable as error:
                log.error("update %s cannot be stored and is let go (%s)", one.update_id, error)

    async def _take(self) -> None:
        owner = self._owner
        if self._lanes is not None:
            await self._lanes.room()
            self._put(await self._database.run(lambda connection: inbox.take(connection, owner, AT_ONCE)), owner)

    def _put(self, taken: Sequence[Received], owner: str) -> None:
        """Where this process leads no more, or anew, the one that leads takes what is stored."""
        if not taken or self._lanes is None or owner != self._owner:
            return
        self.heard = self._now()
        for one in taken:
            self._lanes.put(one)
        if len(taken) == AT_ONCE:
            self._news.set()


def _kept(batch: Sequence[Received], owner: str, connection: Connection) -> list[Received]:
    """Store the batch; what the process that leads has to handle then, in order with what was stored before it."""
    inbox.store(connection, batch)
    if owner != NOBODY:
        return inbox.take(connection, owner, AT_ONCE)
    tell(connection)
    return []
