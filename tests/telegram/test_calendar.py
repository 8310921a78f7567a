"""Calendar files: what they hold, and that a later one changes an earlier one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.answers.announcing import as_held
from bot.answers.composing.page import Desk
from bot.answers.events.sighting import Days, Place, Sighting
from bot.matching.catalogue import Held
from bot.telegram_bot.calendar import calendar_file
from tests.answers.events.seen import OURS
from tests.answers.events.seen import desk as desk_of

NOW = dt.datetime(2027, 3, 10, 12, tzinfo=dt.UTC)
SEEN = replace(OURS, place=Place(("seoul",)))


@pytest.fixture(scope="module")
def desk() -> Desk:
    return desk_of()


def held(desk: Desk, seen: Sighting = SEEN) -> Held:
    found = as_held("seoul-program/2027", seen, desk.catalogue)
    assert found
    return found


def read(content: bytes) -> list[Event]:
    calendar = Calendar.from_ical(content)
    assert calendar["method"] == "PUBLISH"
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


def number(event: Event) -> int:
    return int(str(event["sequence"]))


def test_the_days_and_the_end_of_the_window(desk: Desk) -> None:
    days, closing = read(calendar_file(held(desk), desk.naming, NOW))
    assert (days.decoded("dtstart"), days.decoded("dtend")) == (dt.date(2027, 5, 24), dt.date(2027, 5, 29))
    assert days["uid"] == "seoul-program-2027@wego-bot"
    assert days["location"] == "Seoul"
    assert days.decoded("last-modified") == NOW
    assert closing["uid"] == "seoul-program-2027-apply@wego-bot"
    assert closing["summary"] == "Applications close: Seoul Program 2027"
    assert closing.decoded("dtstart") == dt.datetime(2027, 3, 31, 9, tzinfo=dt.UTC)
    assert closing["url"] == "https://example.org/apply"
    (alarm,) = closing.walk("VALARM")
    assert alarm.decoded("trigger") == dt.timedelta(days=-1)


def test_a_window_that_has_closed_is_left_out(desk: Desk) -> None:
    assert len(read(calendar_file(held(desk), desk.naming, NOW + dt.timedelta(days=30)))) == 1


def test_an_edition_without_days_has_no_file(desk: Desk) -> None:
    bare = held(desk, replace(SEEN, days=None))
    with pytest.raises(ValueError, match="no dates"):
        calendar_file(bare, desk.naming, NOW)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10**9).map(lambda seconds: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(0, seconds)),
    st.integers(1, 10**8),
    st.integers(-30, 30),
)
def test_a_later_file_changes_an_earlier_one(desk: Desk, stamp: dt.datetime, later: int, days: int) -> None:
    moved = Days(SEEN.days.first + dt.timedelta(days), SEEN.days.last + dt.timedelta(days)) if SEEN.days else None
    first = read(calendar_file(held(desk), desk.naming, stamp))[0]
    second = read(calendar_file(held(desk, replace(SEEN, days=moved)), desk.naming, stamp + dt.timedelta(0, later)))[0]
    assert first["uid"] == second["uid"]
    assert 0 <= number(first) < number(second) < 2**31
