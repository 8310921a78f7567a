"""When an announcement goes out: read from what staff type, and told in their words."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from bot.answers.dates import day
from bot.telegram_bot.team import Team

FARTHEST: Final = 366 * 24 * 3600.0
"""Seconds from now on: what is farther away is more likely a slip than a plan."""
LONGEST: Final = 1000
"""Letters of what is read as a time at all."""
ENGLISH: Final = "en_GB"
"""Staff are spoken to in it: the locale of dates and lists."""
MINUTE, HOUR, DAY = 60.0, 3600.0, 24 * 3600.0
_DISTANCES: Final = (
    (90 * MINUTE, MINUTE, "team-when-in-minutes"),
    (36 * HOUR, HOUR, "team-when-in-hours"),
    (math.inf, DAY, "team-when-in-days"),
)
"""Until how many seconds, told in which unit."""
_TYPED = re.compile(
    r"(\d{4})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})[\sT,]+(\d{1,2})\s*[:.]\s*(\d{2})(?::00)?(?:[\s,]*[(\s,]\s*([^()]+?)\)?)?"
)
"""2027-01-15 09:00 Asia/Seoul; the same with other signs between the numbers, and without the zone."""
_UNSHOWN = ("posix/", "right/", "Factory", "localtime", "posixrules")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in the zone in which it was named."""

    due: float
    """Seconds since 1970."""
    zone: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why something cannot be taken: one of the sentences for staff, with what it names."""

    key: str
    fields: Mapping[str, str | int] = field(default_factory=dict)


def read(typed: str, zone: str, now: float) -> Moment | Wrong:
    """The moment that somebody means; ``zone`` holds where they name none."""
    plain = " ".join(unicodedata.normalize("NFKC", typed).split())
    found = _TYPED.fullmatch(plain) if len(plain) <= LONGEST else None
    if found is None:
        return Wrong("team-when-unread", {"text": typed.strip()[:60], "zone": zone})
    *numbers, named = found.groups()
    known = zone_of(named) if named else zone
    if known is None:
        near = nearest(named)
        return Wrong(
            "team-when-zone-near" if near else "team-when-zone", {"text": named[:60], "zones": ", ".join(near)}
        )
    try:
        year, month, date, hour, minute = map(int, numbers)
        wall = dt.datetime.combine(dt.date(year, month, date), dt.time(hour, minute))
    except ValueError:
        return Wrong("team-when-no-day", {"text": typed.strip()[:60]})
    return _on_the_clock(wall, known, now)


def _on_the_clock(wall: dt.datetime, zone: str, now: float) -> Moment | Wrong:
    """What a clock on the wall means: on the days on which clocks are changed it may mean nothing, or two things."""
    there = ZoneInfo(zone)
    present = dt.datetime.fromtimestamp(now, there)
    fields = {"time": f"{wall:%H:%M}", "day": day(wall.date(), ENGLISH), "zone": zone}
    past = Wrong("team-when-past", {**fields, "now": f"{day(present.date(), ENGLISH)}, {present:%H:%M}"})
    if abs(wall.year - present.year) > 1:  # some years are none that a clock can be asked about
        return past if wall.year < present.year else Wrong("team-when-far", fields)
    first, last = wall.replace(tzinfo=there), wall.replace(tzinfo=there, fold=1)
    back = dt.datetime.fromtimestamp(first.timestamp(), there)
    if back.replace(tzinfo=None) != wall:
        return Wrong("team-when-left-out", {**fields, "instead": f"{back:%H:%M}"})
    if first.utcoffset() != last.utcoffset():
        utc = [f"{dt.datetime.fromtimestamp(one.timestamp(), dt.UTC):%Y-%m-%d %H:%M} UTC" for one in (first, last)]
        return Wrong("team-when-twice", {**fields, "first": utc[0], "last": utc[1]})
    due = first.timestamp()
    if due <= now:
        return past
    return Wrong("team-when-far", fields) if due > now + FARTHEST else Moment(due, zone)


def zone_of(named: str) -> str | None:
    """The zone of the tz database with that name, whatever its spelling, or with that city."""
    wanted = "_".join(named.casefold().split())
    known = _zones()
    whole = [name for name in known if name.casefold() == wanted]
    cities = [name for name in known if name.rpartition("/")[2].casefold() == wanted and "/" in name]
    return whole[0] if whole else cities[0] if len(cities) == 1 else None


def nearest(named: str) -> list[str]:
    """Zones that may have been meant."""
    wanted = "_".join(named.casefold().split())
    by_word: dict[str, str] = {}
    for name in _zones():
        by_word.setdefault(name.rpartition("/")[2].casefold(), name)
        by_word[name.casefold()] = name
    return list(dict.fromkeys(by_word[one] for one in get_close_matches(wanted, by_word, 3, 0.7)))


def _zones() -> list[str]:
    return sorted(name for name in available_timezones() if not name.startswith(_UNSHOWN))


def words(team: Team, moment: Moment, now: float) -> str:
    """Weekday, day, time and zone, and how far away that is."""
    local = dt.datetime.fromtimestamp(moment.due, ZoneInfo(moment.zone))
    return team.text(
        "team-when-at",
        weekday=f"{local:%A}",
        day=day(local.date(), ENGLISH),
        time=f"{local:%H:%M}",
        zone=moment.zone,
        distance=distance(team, moment.due - now),
    )


def distance(team: Team, seconds: float) -> str:
    """How far away something is, in words."""
    if seconds <= 0:
        return team.text("team-when-over")
    unit, key = next((unit, key) for until, unit, key in _DISTANCES if seconds < until)
    return team.text(key, count=max(1, round(seconds / unit)))
