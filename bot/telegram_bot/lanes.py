"""Many chats at once, each in order: a slow chat holds up nobody but itself."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from bot.storage.inbox import Received

Handle = Callable[[Received], Awaitable[None]]
More = Callable[[int, int], Awaitable[Sequence[Received]]]
"""The oldest updates of a lane that are stored and not done, so many at most."""

log = logging.getLogger(__name__)

FULL = 2_000
"""Updates in memory from which intake waits; the rest stays with Telegram."""
LANE_FULL = 100
"""Updates of one chat in memory; the rest stays in the database, so that one chat does not fill the room of all."""


class Lanes:
    """Queues of updates, one for each chat, that are worked off side by side."""

    def __init__(self, handle: Handle, more: More) -> None:
        self._handle = handle
        self._more = more
        self._long: dict[int, bool] = {}
        """Lanes of which more may lie in the database than in memory; True where some came since it was asked last."""
        self._ending = False
        self._queues: dict[int, deque[Received]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Event()
        self._room.set()
        self._count = 0
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Fails with what ends the bot: a revoked token, a database that is gone."""

    @property
    def waiting(self) -> int:
        """Updates that are not done yet."""
        return self._count

    def put(self, received: Received) -> None:
        """Take in an update that is stored."""
        lane, queue = received.lane, self._queues.get(received.lane)
        if queue is None:
            queue = self._queues[lane] = deque()
            task = asyncio.create_task(self._work(lane))
            self._tasks.add(task)
            task.add_done_callback(self._ended)
        if lane in self._long or len(queue) >= LANE_FULL:
            self._long[lane] = True
            return
        queue.append(received)
        self._grow(1)

    async def room(self) -> None:
        """Wait until more can be taken in."""
        await self._room.wait()

    async def drain(self, seconds: float) -> int:
        """Let what is begun come to its end; how many updates the time was too short for, which are cut off."""
        self._ending = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        left, count = [task for task in self._tasks if not task.done()], self._count
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        return count if left else 0

    async def _work(self, lane: int) -> None:
        queue = self._queues[lane]
        try:
            while queue or (lane in self._long and not self._ending):
                if queue:
                    await self._next(queue)
                else:
                    await self._refill(lane, queue)
        finally:
            self._grow(-len(queue))
            self._long.pop(lane, None)
            del self._queues[lane]

    async def _next(self, queue: deque[Received]) -> None:
        try:
            await self._handle(queue[0])
        finally:
            queue.popleft()
            self._grow(-1)

    async def _refill(self, lane: int, queue: deque[Received]) -> None:
        """Take from the database what was left there; what comes meanwhile is left there as well."""
        self._long[lane] = False
        found = await self._more(lane, LANE_FULL)
        queue.extend(found)
        self._grow(len(found))
        if len(found) < LANE_FULL and not self._long[lane]:
            del self._long[lane]

    def _grow(self, by: int) -> None:
        self._count += by
        if self._count < FULL:
            self._room.set()
        else:
            self._room.clear()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not self.failed.done():
            self.failed.set_exception(error)
        elif error is not None:
            log.error("a lane ended with %s", type(error).__name__)
