"""Wakes those who wait for something to happen in the stand-in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Rung after every call and every action; costs next to nothing while nobody waits."""

    def __init__(self) -> None:
        self._waiters: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        if not self._waiters:
            return
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, ready: Callable[[], T], timeout: float, what: Callable[[], str]) -> T:
        """The first true value of ready(); TimeoutError with what() when the time is over."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while not (found := ready()):
            waiter = loop.create_future()
            self._waiters.append(waiter)
            await asyncio.wait([waiter], timeout=max(0.0, end - loop.time()))
            if not waiter.done():
                waiter.cancel()
                if found := ready():
                    return found
                raise TimeoutError(f"after {timeout} s: {what()}")
        return found
