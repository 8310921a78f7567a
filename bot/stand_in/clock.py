"""The time of the stand-in: real time that a test may push forward, or a time of somebody's own."""

from __future__ import annotations

import time
from collections.abc import Callable

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Clock:
    """Dates of messages, expiry and limits follow this clock; long polls and retries wait in real time."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._ahead = 0.0

    def now(self) -> float:
        return self._source() + self._ahead

    def advance(self, seconds: float) -> None:
        """Moves the clock forward; nobody waits."""
        self._ahead += seconds
