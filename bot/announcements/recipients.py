"""Whether a chat gets an announcement now, later or not at all: a pure function of what it wants and of the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from bot.announcements.announcement import Audience, Reaches
from bot.announcements.states import Reason
from bot.storage.preferences import Preferences

ALL: Final = ""
"""Stands for all programmes among those to which a chat subscribes."""
WEEK: Final = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Recipient:
    """A chat, as it is now."""

    chat: int
    kind: str
    """private, group, supergroup, channel."""
    reachable: bool
    programs: frozenset[str]
    """To which it subscribes; ALL stands for all."""
    wants: Preferences
    this_week: int = 0
    """How many announcements it has had in the last seven days."""
    reminded: frozenset[str] = frozenset()
    """The programmes of which a person is reminded; looked up only where that matters."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Not now."""

    until: float
    """Seconds since 1970."""
    reason: Reason


@dataclass(frozen=True, slots=True)
class Skip:
    """Not at all."""

    reason: Reason


Verdict = Hold | Skip | None
"""None: now."""


def verdict(recipient: Recipient, audience: Audience, now: float, zone: str, *, asked_for: bool = False) -> Verdict:
    """What becomes of an announcement to one chat, at a moment; ``zone`` is the organiser's.

    ``asked_for``: the people asked for it one by one (a reminder), so that it counts for no weekly maximum.
    """
    if not recipient.reachable:
        return Skip(Reason.UNREACHABLE)
    if not wanted(recipient, audience):
        return Skip(Reason.LEFT)
    wants = recipient.wants
    if wants.paused and (wants.paused_until is None or now < wants.paused_until):
        return Skip(Reason.PAUSED)
    if not asked_for and wants.weekly_most is not None and recipient.this_week >= wants.weekly_most:
        return Skip(Reason.ENOUGH)
    until = quiet_until(wants, now, zone)
    return None if until is None else Hold(until, Reason.QUIET)


def wanted(recipient: Recipient, audience: Audience) -> bool:
    """Whether the chat is one of those for whom an announcement is meant."""
    if audience.reminds:
        return audience.reminds in recipient.reminded
    if audience.chats:
        return recipient.chat in audience.chats
    if Reaches.of(recipient.kind) not in audience.kinds:
        return False
    return ALL in recipient.programs or not recipient.programs.isdisjoint(audience.programs)


def quiet_until(wants: Preferences, now: float, zone: str) -> float | None:
    """When the quiet hours end in which the chat is now; None outside of them.

    They may pass midnight. On a day on which the clocks are changed they begin and end as the clock on the wall says.
    """
    start, end = wants.quiet_from, wants.quiet_until
    if start is None or end is None or start == end:
        return None
    there = ZoneInfo(wants.zone or zone)
    local = dt.datetime.fromtimestamp(now, there)
    minute = local.hour * 60 + local.minute
    if not (start <= minute < end if start < end else minute >= start or minute < end):
        return None
    day = local.date() + dt.timedelta(days=1 if start > end and minute >= start else 0)
    until = dt.datetime.combine(day, dt.time(end // 60, end % 60), there).timestamp()
    return until if until > now else _next_minute(now)


def _next_minute(now: float) -> float:
    """Where the clocks are set back in the quiet hours, their end comes a second time: it is looked at again soon."""
    return (now // 60 + 1) * 60
