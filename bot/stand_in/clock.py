"""The time of the stand-in: real time that a test may push forward."""

from __future__ import annotations

import time

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Clock:
    """Dates of messages, expiry and limits follow this clock; long polls and retries wait in real time."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Moves the clock forward; nobody waits."""
        self._ahead += seconds
