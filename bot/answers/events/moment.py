"""A moment against days and windows: every zone has its own today, and a day has 23, 24 or 25 hours there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.answers.events.sighting import Sighting, Term

MINUTE = 60.0
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, and where the organiser lives: editions are held by its days, windows open and close in their own zones."""

    now: float
    """Seconds since 1970."""
    zone: str
    hour: int = 0
    """At which a day begins: reminders do not go out in the night."""

    def today(self, zone: str | None = None) -> dt.date:
        """The day that it is there."""
        local = dt.datetime.fromtimestamp(self.now, ZoneInfo(zone or self.zone))
        return local.date() if local.hour >= self.hour else local.date() - DAY

    def begins(self, day: dt.date, zone: str | None = None) -> float:
        """When a day begins there, in seconds since 1970."""
        return dt.datetime.combine(day, dt.time(self.hour), ZoneInfo(zone or self.zone)).timestamp()

    def opened(self, term: Term) -> bool:
        """Whether its first day has come, whether or not it is closed by now."""
        return self.today(term.zone) >= term.opens

    def closed(self, term: Term) -> bool:
        """Whether its last minute is over."""
        return self.now >= end_of(term)

    def open(self, term: Term) -> bool:
        """Whether one can apply."""
        return self.opened(term) and not self.closed(term)

    def over(self, seen: Sighting) -> bool:
        """Whether an edition has been held: its last day is past, or its year where only that is known.

        A programme is never over.
        """
        if seen.days:
            return seen.days.last < self.today()
        return 0 < seen.year < self.today().year

    def end(self, seen: Sighting) -> float:
        """When an edition will have been held; of a programme, a week from now."""
        if not seen.days and not seen.year:
            return self.now + 7 * DAY.total_seconds()
        return self.begins((seen.days.last if seen.days else dt.date(seen.year, 12, 31)) + DAY)


def end_of(term: Term) -> float:
    """The end of the last minute, in seconds since 1970. Of a minute that comes twice in a night, the first one's."""
    return term.closes.replace(tzinfo=ZoneInfo(term.zone)).timestamp() + MINUTE
