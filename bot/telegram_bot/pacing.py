"""How fast messages go out in one chat: Telegram takes about one a second, in a group twenty a minute.

Short bursts are tolerated, so each limit is a bucket that fills up again. What Telegram refuses with 429 is waited for
in that chat alone; how much it takes overall it says by 429 as well.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

IDLE = 120.0
"""Seconds after which a chat's bucket is full again and can be forgotten."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and then so many a second."""

    burst: float
    per_second: float


PRIVATE = Rate(burst=20, per_second=1.0)
GROUP = Rate(burst=10, per_second=20 / 60)


@dataclass(slots=True)
class Bucket:
    """What is left of a rate; may go below nothing, which is a queue."""

    rate: Rate
    left: float
    filled: float

    def take(self, now: float) -> float:
        """Seconds to wait before the next one goes out; it is counted as gone."""
        self.left = min(self.rate.burst, self.left + (now - self.filled) * self.rate.per_second)
        self.filled = now
        self.left -= 1
        return max(0.0, -self.left / self.rate.per_second)


@dataclass(slots=True)
class Pace:
    """All limits of one bot."""

    clock: Callable[[], float]
    _buckets: dict[int, Bucket] = field(default_factory=dict)
    _halted: dict[int, float] = field(default_factory=dict)

    async def turn(self, chat: int) -> None:
        """Wait until something may be sent to the chat."""
        wait = max(self._bucket(chat).take(self.clock()), self._halted.get(chat, 0.0) - self.clock())
        if wait > 0:
            await asyncio.sleep(wait)

    def halt(self, chat: int, seconds: float) -> None:
        """Telegram wants no more in this chat for so long."""
        self._halted[chat] = self.clock() + seconds

    def _bucket(self, chat: int) -> Bucket:
        found = self._buckets.get(chat)
        if found is None:
            self._forget()
            rate = PRIVATE if chat > 0 else GROUP
            found = self._buckets[chat] = Bucket(rate, rate.burst, self.clock())
        return found

    def _forget(self) -> None:
        now = self.clock()
        if len(self._buckets) >= 10_000:
            self._buckets = {chat: b for chat, b in self._buckets.items() if now - b.filled < IDLE}
            self._halted = {chat: until for chat, until in self._halted.items() if until > now}
