"""When the weekly digest is due: a day of the week and a time, where the organiser lives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Self
from zoneinfo import ZoneInfo

from bot.setting_faults import DAYS, OFF

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A moment of every week."""

    weekday: int
    """0 is Monday."""
    time: dt.time

    @classmethod
    def read(cls, text: str) -> Self | None:
        """From the setting, which is checked by now: monday 09:00; None where it is off."""
        if text.casefold() == OFF:
            return None
        day, time = text.casefold().split()
        hour, minute = map(int, time.split(":"))
        return cls(DAYS.index(day), dt.time(hour, minute))

    def latest(self, now: float, zone: str) -> dt.datetime:
        """The last such moment until now; of an hour that the clocks leave out or repeat, the moment that they mean."""
        there = ZoneInfo(zone)
        local = dt.datetime.fromtimestamp(now, there)
        day = local.date() - dt.timedelta(days=(local.weekday() - self.weekday) % 7)
        found = dt.datetime.combine(day, self.time, there)
        return found if found.timestamp() <= now else dt.datetime.combine(day - WEEK, self.time, there)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days of which a digest tells."""

    first: dt.date
    last: dt.date
    zone: str

    @classmethod
    def before(cls, day: dt.date, zone: str) -> Self:
        """The seven days before a day."""
        return cls(day - WEEK, day - dt.timedelta(days=1), zone)

    def earlier(self, weeks: int) -> Period:
        """As many days, some weeks before."""
        return Period(self.first - weeks * WEEK, self.last - weeks * WEEK, self.zone)

    @property
    def since(self) -> float:
        """When it begins, in seconds since 1970."""
        return self._midnight(self.first)

    @property
    def until(self) -> float:
        """When it is over."""
        return self._midnight(self.last + dt.timedelta(days=1))

    def _midnight(self, day: dt.date) -> float:
        return dt.datetime.combine(day, dt.time(), ZoneInfo(self.zone)).timestamp()
