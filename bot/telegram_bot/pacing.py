"""How fast messages go out: in one chat about one a second, in a group twenty a minute, and in all thirty a second.

Short bursts are tolerated, so each limit is a bucket that fills up again. An answer waits for its own chat alone: the
limit over all chats is one for mass sendings, so announcements keep below it and answers only use it up before them.
Where Telegram refuses with 429, that chat waits; where it refuses several chats at once, all of them do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

IDLE = 120.0
"""Seconds after which a chat's bucket is full again and can be forgotten."""
MANY = 10_000
"""Chats in memory from which those that are idle are forgotten."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and then so many a second."""

    burst: float
    per_second: float


PRIVATE = Rate(burst=20, per_second=1.0)
GROUP = Rate(burst=10, per_second=20 / 60)
OVERALL = Rate(burst=25, per_second=29.4)
"""What announcements may use, less the answers that go out meanwhile; Telegram names 30 a second."""
REFUSALS = 5
"""People's chats that Telegram refuses together, from which it means the whole bot."""
TOGETHER = 1.0
"""Seconds."""
SHORTEST = 0.001
"""Seconds of a wait, at least."""
LONGEST = 5.0
"""Seconds for which all chats wait, before it is tried again, at most."""


@dataclass(slots=True)
class Bucket:
    """What is left of a rate; may go below nothing, which is a queue."""

    rate: Rate
    left: float
    filled: float

    def take(self, now: float) -> float:
        """Seconds to wait before the next one goes out; it is counted as gone."""
        self.left = self.level(now) - 1
        self.filled = now
        return max(0.0, -self.left / self.rate.per_second)

    def level(self, now: float) -> float:
        """What is left now."""
        return min(self.rate.burst, self.left + (now - self.filled) * self.rate.per_second)


@dataclass(slots=True)
class Pace:
    """All limits of one bot."""

    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    _buckets: dict[int, Bucket] = field(default_factory=dict)
    _halted: dict[int, float] = field(default_factory=dict)
    _refused: dict[int, float] = field(default_factory=dict)
    """When chats were refused last."""
    _all_halted: float = 0.0
    _many_halted: float = 0.0
    """Until when announcements wait."""
    _overall: Bucket = field(init=False)

    def __post_init__(self) -> None:
        self._overall = Bucket(OVERALL, OVERALL.burst, self.clock())

    async def turn(self, chat: int) -> None:
        """Wait until an answer may be sent to the chat."""
        now = self.clock()
        self._overall.take(now)
        self._overall.left = max(self._overall.left, -OVERALL.burst)  # else a busy hour would silence the next
        wait = max(self._bucket(chat).take(now), self._halted.get(chat, 0.0) - now, self._all_halted - now)
        if wait > 0:
            await self.sleep(wait)

    async def room(self) -> None:
        """Wait until an announcement may be sent somewhere: when answers leave room. It is counted as sent."""
        while (wait := self._missing(self.clock())) > 0:
            await self.sleep(max(SHORTEST, wait))
        self._overall.take(self.clock())

    def _missing(self, now: float) -> float:
        """Seconds until there may be room for one."""
        missing = 1.0 - self._overall.level(now)
        return max(missing / OVERALL.per_second, self._many_halted - now, self._all_halted - now)

    def wait_of(self, chat: int) -> float:
        """Seconds until an announcement may be sent to a chat; 0 where it may now, and it is counted as sent there."""
        now, bucket = self.clock(), self._bucket(chat)
        wait = max((1.0 - bucket.level(now)) / bucket.rate.per_second, self._halted.get(chat, 0.0) - now)
        if wait > 0:
            return wait
        bucket.take(now)
        return 0.0

    def unused(self, chat: int = 0) -> None:
        """What was counted was not sent, neither at all nor, where one is named, in that chat."""
        for bucket in (self._overall, *([self._bucket(chat)] if chat else [])):
            bucket.left = min(bucket.rate.burst, bucket.left + 1)

    def halt(self, chat: int, seconds: float) -> None:
        """Telegram wants no more in this chat for so long; in none, where it has just said so of other people too.

        Groups have a limit of their own, which says nothing of others: only announcements, which send one message to
        each, wait where several groups are refused together.
        """
        now = self.clock()
        self._halted[chat] = now + seconds
        self._refused = {one: at for one, at in self._refused.items() if now - at < TOGETHER} | {chat: now}
        if len(self._refused) >= REFUSALS:
            self._many_halted = now + min(seconds, LONGEST)
        if sum(one > 0 for one in self._refused) >= REFUSALS:
            self._all_halted = now + min(seconds, LONGEST)

    def _bucket(self, chat: int) -> Bucket:
        found = self._buckets.get(chat)
        if found is None:
            self._forget()
            rate = PRIVATE if chat > 0 else GROUP
            found = self._buckets[chat] = Bucket(rate, rate.burst, self.clock())
        return found

    def _forget(self) -> None:
        now = self.clock()
        if len(self._buckets) >= MANY:
            self._buckets = {chat: b for chat, b in self._buckets.items() if now - b.filled < IDLE}
            self._halted = {chat: until for chat, until in self._halted.items() if until > now}
