"""Who gets an announcement when: what a chat wants against the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcements.announcement import Audience, Reaches
from bot.announcements.recipients import ALL, Hold, Recipient, Skip, quiet_until, verdict, wanted
from bot.announcements.states import Reason
from bot.storage.preferences import Preferences

NOON = dt.datetime(2027, 1, 15, 12, tzinfo=dt.UTC).timestamp()
PERSON = Recipient(7, "private", True, frozenset({ALL}), Preferences(7))
NEWS = Audience()


def at(text: str, zone: str = "UTC") -> float:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


@pytest.mark.parametrize(
    ("changed", "wants", "expected"),
    [
        ({}, {}, None),
        ({"reachable": False}, {}, Skip(Reason.UNREACHABLE)),
        ({"programs": frozenset()}, {}, Skip(Reason.LEFT)),
        ({"programs": frozenset({"seoul"})}, {}, Skip(Reason.LEFT)),
        ({}, {"paused": True}, Skip(Reason.PAUSED)),
        ({}, {"paused": True, "paused_until": NOON + 1}, Skip(Reason.PAUSED)),
        ({}, {"paused": True, "paused_until": NOON}, None),
        ({"this_week": 2}, {"weekly_most": 2}, Skip(Reason.ENOUGH)),
        ({"this_week": 1}, {"weekly_most": 2}, None),
        ({}, {"weekly_most": 0}, Skip(Reason.ENOUGH)),
        ({}, {"quiet_from": 11 * 60, "quiet_until": 13 * 60}, Hold(NOON + 3600, Reason.QUIET)),
        ({}, {"quiet_from": 22 * 60, "quiet_until": 7 * 60, "zone": "Asia/Seoul"}, None),
        (
            {},
            {"quiet_from": 20 * 60, "quiet_until": 7 * 60, "zone": "Asia/Seoul"},
            Hold(NOON + 10 * 3600, Reason.QUIET),
        ),
        ({}, {"paused": True, "quiet_from": 11 * 60, "quiet_until": 13 * 60}, Skip(Reason.PAUSED)),
    ],
)
def test_verdict(changed: dict[str, object], wants: dict[str, object], expected: object) -> None:
    chosen = Preferences(7, **wants)  # type: ignore[arg-type]
    found = replace(PERSON, wants=chosen, **changed)  # type: ignore[arg-type]
    assert verdict(found, NEWS, NOON, "UTC") == expected


def test_reminders_are_for_those_who_want_them_now_and_for_nobody_else() -> None:
    reminder = Audience(reminds="seoul")
    assert not wanted(PERSON, reminder), "who wants news of all programmes has asked for no reminder"
    asked = replace(PERSON, programs=frozenset(), reminded=frozenset({"seoul"}))
    assert wanted(asked, reminder)
    assert not wanted(asked, Audience(reminds="jeju"))
    assert not wanted(asked, NEWS)


def test_what_people_asked_for_counts_for_no_maximum() -> None:
    full = replace(PERSON, wants=Preferences(7, weekly_most=0))
    assert verdict(full, NEWS, NOON, "UTC") == Skip(Reason.ENOUGH)
    assert verdict(full, NEWS, NOON, "UTC", asked_for=True) is None


@pytest.mark.parametrize(
    ("programs", "kind", "audience", "expected"),
    [
        ({ALL}, "private", Audience(), True),
        ({ALL}, "private", Audience(("seoul",)), True),
        ({"seoul"}, "private", Audience(("seoul", "jeju")), True),
        ({"seoul"}, "private", Audience(("jeju",)), False),
        ({"seoul"}, "private", Audience(), False),
        (set(), "private", Audience(("seoul",)), False),
        ({ALL}, "supergroup", Audience(kinds=(Reaches.GROUPS,)), True),
        ({ALL}, "group", Audience(kinds=(Reaches.GROUPS,)), True),
        ({ALL}, "channel", Audience(kinds=(Reaches.GROUPS,)), False),
        ({ALL}, "private", Audience(kinds=(Reaches.CHANNELS,)), False),
        (set(), "private", Audience(chats=(7,)), True),
        ({ALL}, "private", Audience(chats=(8,)), False),
    ],
)
def test_wanted(programs: set[str], kind: str, audience: Audience, expected: bool) -> None:
    assert wanted(replace(PERSON, programs=frozenset(programs), kind=kind), audience) is expected


@pytest.mark.parametrize(
    ("start", "end", "now", "until"),
    [
        (22 * 60, 7 * 60, "2027-01-15 21:59", None),
        (22 * 60, 7 * 60, "2027-01-15 22:00", "2027-01-16 07:00"),
        (22 * 60, 7 * 60, "2027-01-16 00:00", "2027-01-16 07:00"),
        (22 * 60, 7 * 60, "2027-01-16 06:59", "2027-01-16 07:00"),
        (22 * 60, 7 * 60, "2027-01-16 07:00", None),
        (8 * 60, 8 * 60, "2027-01-16 08:00", None),
        (13 * 60, 14 * 60 + 30, "2027-01-16 14:29", "2027-01-16 14:30"),
        # the night in which the clocks go forward is an hour shorter, the other one an hour longer
        (22 * 60, 7 * 60, "2027-03-27 23:00", "2027-03-28 07:00"),
        (22 * 60, 7 * 60, "2027-10-30 23:00", "2027-10-31 07:00"),
    ],
)
def test_quiet_hours(start: int, end: int, now: str, until: str | None) -> None:
    wants = Preferences(7, quiet_from=start, quiet_until=end, zone="Europe/Berlin")
    expected = at(until, "Europe/Berlin") if until else None
    assert quiet_until(wants, at(now, "Europe/Berlin"), "Asia/Seoul") == expected


def test_the_organisers_zone_holds_where_none_is_chosen() -> None:
    wants = Preferences(7, quiet_from=22 * 60, quiet_until=7 * 60)
    assert quiet_until(wants, at("2027-01-15 23:00", "Asia/Seoul"), "Asia/Seoul") is not None
    assert quiet_until(wants, at("2027-01-15 23:00", "Asia/Seoul"), "America/Bogota") is None


ZONES = [
    "UTC",
    "Asia/Seoul",
    "Europe/Berlin",
    "America/Bogota",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
]
MINUTE = st.integers(0, 24 * 60 - 1)


@given(st.floats(at("2026-01-01 00:00"), at("2028-01-01 00:00")), MINUTE, MINUTE, st.sampled_from(ZONES))
def test_quiet_hours_come_to_an_end_within_a_day(now: float, start: int, end: int, zone: str) -> None:
    wants = Preferences(7, quiet_from=start, quiet_until=end, zone=zone)
    until, steps = quiet_until(wants, now, "UTC"), 0
    while until is not None:  # where the clocks are set back it is looked at again each minute of that hour
        assert now < until <= now + 26 * 3600
        now, steps = until, steps + 1
        assert steps <= 130
        until = quiet_until(wants, now, "UTC")
