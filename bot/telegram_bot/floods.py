"""Somebody who writes without end: answered up to a rate, told so once, and then not heard until it slows down."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from bot.telegram_bot.pacing import Bucket, Rate

PERSON = Rate(burst=20, per_second=0.5)
"""Messages, edited ones included."""
PRESSES = Rate(burst=60, per_second=1.0)
"""Buttons: leafing takes many."""
TO_STAFF = Rate(burst=5, per_second=1 / 600)
"""Questions that are put before staff, who are few."""
TYPING = Rate(burst=40, per_second=3.0)
"""What is typed in inline mode comes letter by letter."""
MOST = 10_000
"""People that are remembered; those whose bucket is full again are forgotten first."""


class Verdict(Enum):
    """What becomes of a message."""

    HEARD = "heard"
    TOLD = "told"
    """Not heard, and the person is told so."""
    IGNORED = "ignored"


@dataclass(slots=True)
class Floods:
    """The rates of all people."""

    clock: Callable[[], float] = time.monotonic
    rate: Rate = PERSON
    _buckets: dict[int, Bucket] = field(default_factory=dict)
    _told: set[int] = field(default_factory=set)

    def judge(self, person: int) -> Verdict:
        """Count a message of a person."""
        now = self.clock()
        bucket = self._buckets.get(person)
        if bucket is None:
            self._forget(now)
            bucket = self._buckets[person] = Bucket(self.rate, self.rate.burst, now)
        if bucket.take(now) <= 0:
            self._told.discard(person)
            return Verdict.HEARD
        bucket.left = max(bucket.left + 1, 0.0)  # what is not heard does not count
        if person in self._told:
            return Verdict.IGNORED
        self._told.add(person)
        return Verdict.TOLD

    def _forget(self, now: float) -> None:
        if len(self._buckets) >= MOST:
            full = self.rate.burst / self.rate.per_second
            self._buckets = {one: b for one, b in self._buckets.items() if now - b.filled < full}
            self._told &= self._buckets.keys()


@dataclass(slots=True)
class Albums:
    """Pictures that are sent together come as one message each; what is to be said of them is said once."""

    _last: dict[int, str] = field(default_factory=dict)

    def goes_on(self, chat: int, album: str | None) -> bool:
        """Whether a message belongs to the album of which the one before was; from now on it is the last."""
        if album is None:
            return False
        if len(self._last) >= MOST:
            self._last.clear()
        before, self._last[chat] = self._last.get(chat), album
        return before == album
