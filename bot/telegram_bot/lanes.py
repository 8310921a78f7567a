"""Many chats at once, each in order: a slow chat holds up nobody but itself."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from bot.storage.inbox import Received

Handle = Callable[[Received], Awaitable[None]]

log = logging.getLogger(__name__)

FULL = 2_000
"""Updates in memory from which intake waits; the rest stays with Telegram."""


class Lanes:
    """Queues of updates, one for each chat, that are worked off side by side."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
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
        """Take an update in."""
        self._count += 1
        if self._count >= FULL:
            self._room.clear()
        queue = self._queues.get(received.lane)
        if queue is not None:
            queue.append(received)
            return
        self._queues[received.lane] = deque([received])
        task = asyncio.create_task(self._work(received.lane))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def room(self) -> None:
        """Wait until more can be taken in."""
        await self._room.wait()

    async def drain(self, seconds: float) -> int:
        """Let what is begun come to its end; how many updates the time was too short for, which are cut off."""
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
            while queue:
                try:
                    await self._handle(queue[0])
                finally:
                    queue.popleft()
                    self._count -= 1
                    if self._count < FULL:
                        self._room.set()
        finally:
            self._count -= len(queue)
            del self._queues[lane]

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not self.failed.done():
            self.failed.set_exception(error)
        elif error is not None:
            log.error("a lane ended with %s", type(error).__name__)
