"""A clock that stands still while something is done, and goes on to the next moment for which somebody waits."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable


class SimulatedClock:
    """Seconds since 1970; calls take no time on it."""

    def __init__(self, start: float, speed: float = 0.0) -> None:
        """``speed``: so many of its seconds pass in one of ours, at most; 0: as fast as it goes."""
        self._now = start
        self._speed = speed
        self._count = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        """The time."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Until so many of its seconds have passed."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + max(0.0, seconds), next(self._count), future))
        await future

    async def run(self, busy: Callable[[], bool]) -> None:
        """For ever: where nobody is busy and somebody sleeps, go on to the moment at which the first one wakes."""
        while True:
            await asyncio.sleep(0)
            while self._sleepers and self._sleepers[0][2].done():
                heapq.heappop(self._sleepers)  # it was woken by something else
            if busy() or not self._sleepers:
                await asyncio.sleep(0.0005)
                continue
            moment, _, future = heapq.heappop(self._sleepers)
            if self._speed:
                await asyncio.sleep((moment - self._now) / self._speed)
            self._now = max(self._now, moment)
            if not future.done():
                future.set_result(None)
