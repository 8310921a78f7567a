"""The one place that asks what day it is; everything else is told."""

from __future__ import annotations

import datetime as dt
import time
from zoneinfo import ZoneInfo


def today(zone: str) -> dt.date:
    """Today where the organiser lives."""
    return dt.datetime.now(ZoneInfo(zone)).date()


def now() -> float:
    """Seconds since 1970."""
    return time.time()
