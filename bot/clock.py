"""The one place that asks what day it is; everything else is told."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo


def today(zone: str) -> dt.date:
    """Today where the organiser lives."""
    return dt.datetime.now(ZoneInfo(zone)).date()
