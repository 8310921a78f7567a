"""Which events there are: by tables of what was seen, what is seen and when; and for any season, by properties."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.events.due import MORNING, events, reminders
from bot.answers.events.event import Event, Kind
from bot.answers.events.moment import Moment
from bot.answers.events.sighting import Days, Place, Result, Sighting, Term
from tests.answers.events.seen import ABOUT, BARE, PAST, WHOLE, ZONE, at, days, term

CLOSED = replace(WHOLE, term=term("01-10", "02-10"))
NOTHING: list[str] = []


def kinds(found: list[Event]) -> list[str]:
    return [event.kind.value for event in found]


DAYS = [
    # what is seen, now, what is announced, though nothing has changed
    (WHOLE, "02-28 23:59", NOTHING),
    (WHOLE, "03-01 00:00", ["opens"]),
    (WHOLE, "03-03 23:59", ["opens"]),  # the bot was away, and the window has just opened
    (WHOLE, "03-04 00:00", NOTHING),  # that was days ago
    (WHOLE, "03-16 23:59", NOTHING),
    (WHOLE, "03-17 00:00", ["closes-14"]),
    (WHOLE, "03-19 23:59", ["closes-14"]),
    (WHOLE, "03-20 00:00", NOTHING),
    (WHOLE, "03-28 00:00", ["closes-3"]),
    (WHOLE, "03-29 12:00", ["closes-3"]),
    (WHOLE, "03-30 00:00", ["closes-1"]),  # and no more that it closes in three
    (WHOLE, "03-31 23:59", ["closes-1"]),
    (WHOLE, "04-01 00:00", NOTHING),
    # a window of two weeks is announced once on its first day, a window of three days opens and closes
    (replace(WHOLE, term=term("03-01", "03-15")), "03-01", ["opens"]),
    (replace(WHOLE, term=term("03-01", "03-04")), "03-01", ["opens"]),
    (replace(WHOLE, term=term("03-01", "03-04")), "03-03", ["closes-1"]),
    # a window of one day
    (replace(WHOLE, term=term("03-01", "03-01 18:00")), "03-01 17:59", ["opens"]),
    (replace(WHOLE, term=term("03-01", "03-01 18:00")), "03-01 18:01", NOTHING),
    # its hour is that of its zone
    (replace(WHOLE, term=term("03-01", "03-31 18:00")), "03-31 18:00", ["closes-1"]),
    (replace(WHOLE, term=term("03-01", "03-31 18:00")), "03-31 18:01", NOTHING),
    (replace(WHOLE, term=term("03-01", "03-31", "Asia/Seoul")), "02-28 15:59", NOTHING),
    (replace(WHOLE, term=term("03-01", "03-31", "Asia/Seoul")), "02-28 16:00", ["opens"]),
    (replace(WHOLE, term=term("03-01", "03-31", "Pacific/Honolulu")), "03-01 10:59", NOTHING),
    (replace(WHOLE, term=term("03-01", "03-31", "Pacific/Honolulu")), "03-01 11:00", ["opens"]),
    # without a link, without days
    (replace(WHOLE, link=""), "03-01", ["opens"]),
    (replace(BARE, term=term("03-01", "03-31")), "03-01", ["opens"]),
    # an edition that is over cannot be applied for, whatever its window says
    (replace(WHOLE, days=days("02-01", "02-05")), "03-01", NOTHING),
    (replace(PAST, results=tuple(Result)), "03-01", NOTHING),
    (BARE, "03-01", NOTHING),
]


@pytest.mark.parametrize(("seen", "now", "expected"), DAYS)
def test_days_that_are_reached(seen: Sighting, now: str, expected: list[str]) -> None:
    assert kinds(events({ABOUT: seen}, {ABOUT: seen}, at(now))) == expected
    # ... also on the very first run, which announces nothing as new
    assert kinds(events(None, {ABOUT: seen}, at(now))) == expected


OPEN, LATER = term("03-01", "03-31"), term("06-01", "06-30")
CHANGES = [
    # was, is, now, what is announced
    (None, WHOLE, "02-01", ["new"]),
    (None, BARE, "02-01", ["new"]),
    (None, WHOLE, "03-10", ["opens"]),  # that one can apply already says it all
    (None, WHOLE, "03-18", ["closes-14"]),
    (None, CLOSED, "04-15", ["new"]),
    (None, WHOLE, "05-26", ["new"]),  # it is being held
    (None, WHOLE, "05-29", NOTHING),
    (None, PAST, "02-01", NOTHING),
    (None, Sighting(2026), "02-01", NOTHING),
    # windows
    (BARE, replace(BARE, term=OPEN), "02-01", ["call"]),
    (BARE, replace(BARE, term=OPEN), "03-10", ["opens"]),  # written down late, and news all the same
    (BARE, replace(BARE, term=OPEN), "04-10", NOTHING),
    (WHOLE, replace(WHOLE, term=term("03-08", "04-07")), "02-01", ["changed"]),
    (WHOLE, replace(WHOLE, term=term("03-08", "04-07")), "03-14", ["changed"]),
    (WHOLE, replace(WHOLE, term=term("03-01", "04-20")), "04-05", ["changed"]),  # longer, after it had closed
    (WHOLE, replace(WHOLE, term=term("02-01", "03-31")), "02-10", ["opens"]),  # brought forward, and open
    (WHOLE, replace(WHOLE, term=term("03-01", "03-10")), "03-12", ["changed"]),  # it has closed early
    (WHOLE, replace(WHOLE, term=LATER, days=days("09-06", "09-10")), "03-10", ["changed"]),
    (WHOLE, replace(WHOLE, term=term("04-20", "05-10")), "04-10", ["call"]),  # a second call of the year
    (CLOSED, replace(WHOLE, term=term("01-10", "02-12")), "04-10", NOTHING),
    (WHOLE, replace(WHOLE, term=None, link=""), "03-10", NOTHING),
    (WHOLE, replace(WHOLE, term=term("03-01", "03-31", "Asia/Seoul")), "03-10", ["changed"]),
    # links
    (replace(WHOLE, link=""), WHOLE, "03-10", ["changed"]),
    (WHOLE, replace(WHOLE, link="https://example.org/form"), "02-01", ["changed"]),
    (WHOLE, replace(WHOLE, link="https://example.org/form"), "04-10", NOTHING),
    (WHOLE, replace(WHOLE, link=""), "03-10", NOTHING),
    # days and places
    (BARE, replace(BARE, days=days("05-24", "05-28")), "02-01", ["changed"]),
    (WHOLE, replace(WHOLE, days=days("06-07", "06-11")), "02-01", ["changed"]),
    (WHOLE, replace(WHOLE, place=Place(("ogdenville",))), "02-01", ["changed"]),
    (WHOLE, replace(WHOLE, days=days("06-07", "06-11"), place=Place(("ogdenville",))), "02-01", ["changed"]),
    (WHOLE, replace(WHOLE, days=None, place=None), "02-01", NOTHING),  # corrections are offered instead
    (PAST, replace(PAST, days=days("2026-10-13", "2026-10-16"), place=None), "02-01", NOTHING),
    # what is published once it is over
    (PAST, replace(PAST, results=(Result.PARTICIPANTS,)), "02-01", ["results"]),
    (WHOLE, replace(WHOLE, results=(Result.TOPICS,)), "02-01", NOTHING),  # known beforehand
    (PAST, replace(PAST, results=(Result.TOPICS,)), "2027-10-18", NOTHING),  # history
    (replace(PAST, results=(Result.TOPICS, Result.VISITS)), replace(PAST, results=(Result.TOPICS,)), "02-01", NOTHING),
]


@pytest.mark.parametrize(("was", "seen", "now", "expected"), CHANGES)
def test_facts_that_have_changed(was: Sighting | None, seen: Sighting, now: str, expected: list[str]) -> None:
    before = {ABOUT: was} if was else {}
    found = events(before, {ABOUT: seen}, at(now))

    assert kinds(found) == expected
    assert all(event.lasts_until > at(now).now for event in found)
    # Once it is noted, only a day that is reached makes the same event again.
    again = {event.key for event in events({ABOUT: seen}, {ABOUT: seen}, at(now))}
    assert again <= {event.key for event in found}


def test_a_change_and_a_day_of_the_same_moment() -> None:
    longer = replace(WHOLE, term=term("03-01", "03-24"))
    assert kinds(events({ABOUT: WHOLE}, {ABOUT: longer}, at("03-10"))) == ["changed", "closes-14"]


def test_an_edition_that_has_vanished_is_no_event() -> None:
    assert events({ABOUT: WHOLE}, {}, at("03-10")) == []


def test_a_programme_with_a_window_of_its_own() -> None:
    window = Sighting(term=OPEN, link="https://example.org/apply")
    assert kinds(events({}, {"summer-school": window}, at("02-01"))) == ["call"]
    assert kinds(events({}, {"summer-school": window}, at("03-05"))) == ["opens"]
    moved = replace(window, term=term("03-01", "03-04"))
    (event,) = events({"summer-school": window}, {"summer-school": moved}, at("03-05"))
    assert (event.kind, event.program) == (Kind.CHANGED, "summer-school")
    assert event.lasts_until > at("03-05").now


def test_two_windows_a_year_are_two_calls() -> None:
    two = {"school/2027-1": WHOLE, "school/2027-2": replace(WHOLE, part=2, term=LATER, days=days("09-06", "09-10"))}
    assert [(event.about, event.kind) for event in events(two, two, at("03-01"))] == [("school/2027-1", Kind.OPENS)]
    assert [(event.about, event.kind) for event in events(two, two, at("06-01"))] == [("school/2027-2", Kind.OPENS)]


ENDS = [
    # what is announced is out of date when the next of its kind comes, or when the window closes
    (WHOLE, "03-01", "03-17 00:00"),
    (WHOLE, "03-17", "03-28 00:00"),
    (WHOLE, "03-28", "03-30 00:00"),
    (WHOLE, "03-30", "04-01 00:00"),
    (replace(WHOLE, term=term("03-01", "03-31 18:00")), "03-30", "03-31 18:01"),
]


@pytest.mark.parametrize(("seen", "now", "until"), ENDS)
def test_how_long_it_is_news(seen: Sighting, now: str, until: str) -> None:
    (event,) = events({ABOUT: seen}, {ABOUT: seen}, at(now))
    assert event.lasts_until == at(until).now


def test_an_event_tells_no_more_than_it_says() -> None:
    moved = replace(WHOLE, days=days("06-07", "06-11"))
    (event,) = events({ABOUT: WHOLE}, {ABOUT: moved}, at("02-01"))
    assert event.told == Sighting(2027, days=days("06-07", "06-11"))
    assert event.was == Sighting(2027, days=WHOLE.days)
    (new,) = events({}, {ABOUT: replace(CLOSED, results=(Result.TOPICS,))}, at("04-01"))
    assert new.told == replace(CLOSED, term=None, link="")


def test_a_fact_that_comes_back_is_another_change() -> None:
    moved = replace(WHOLE, days=days("06-07", "06-11"))
    (there,) = events({ABOUT: WHOLE}, {ABOUT: moved}, at("02-01"))
    (back,) = events({ABOUT: moved}, {ABOUT: WHOLE}, at("02-02"))
    (once_more,) = events({ABOUT: WHOLE}, {ABOUT: moved}, at("02-03"))
    assert there.key == once_more.key != back.key


def test_a_longer_window_closes_anew() -> None:
    longer = replace(WHOLE, term=term("03-01", "04-30"))
    first, second = (
        events({ABOUT: one}, {ABOUT: one}, at(now))[0] for one, now in ((WHOLE, "03-17"), (longer, "04-16"))
    )
    assert first.kind is second.kind is Kind.CLOSES_14
    assert first.key != second.key


REMINDED = [
    ("03-01 08:59", NOTHING),  # nobody is woken
    ("03-01 09:00", ["opens"]),
    ("03-04 08:59", ["opens"]),
    ("03-17 09:00", NOTHING),
    ("03-28 09:00", ["closes-3"]),
    ("03-30 08:59", ["closes-3"]),
    ("03-30 09:00", ["closes-1"]),
    ("03-31 12:00", ["closes-1"]),
    ("04-01 09:00", NOTHING),
    ("05-17 08:59", NOTHING),
    ("05-17 09:00", ["starts-7"]),
    ("05-20 09:00", NOTHING),
    ("05-23 09:00", ["starts-1"]),
    ("05-24 08:59", ["starts-1"]),
    ("05-24 09:00", NOTHING),
]


@pytest.mark.parametrize(("now", "expected"), REMINDED)
def test_reminders(now: str, expected: list[str]) -> None:
    found = reminders({ABOUT: WHOLE}, {ABOUT: WHOLE}, at(now))
    assert kinds(found) == expected
    assert all(event.reminds and event.lasts_until > at(now).now for event in found)
    announced = {event.key for event in events({ABOUT: WHOLE}, {ABOUT: WHOLE}, at(now))}
    assert announced.isdisjoint(event.key for event in found)


def test_people_are_reminded_of_a_window_that_is_written_down_late() -> None:
    bare = replace(WHOLE, term=None)
    assert kinds(reminders({ABOUT: bare}, {ABOUT: WHOLE}, at("03-10"))) == ["opens"]
    assert kinds(reminders({}, {ABOUT: WHOLE}, at("03-10"))) == ["opens"]
    assert kinds(reminders(None, {ABOUT: WHOLE}, at("03-10"))) == NOTHING


CHANGING = ["Europe/Stockholm", "America/Havana", "Africa/Cairo", "Pacific/Apia", "Asia/Seoul"]
"""Zones whose clocks are changed at night or at midnight, or are not."""


@settings(deadline=None)
@given(st.sampled_from(CHANGING), st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1)), st.sampled_from([0, MORNING]))
def test_a_day_begins_where_the_one_before_it_ends(zone: str, date: dt.date, hour: int) -> None:
    begins = Moment(0, zone, hour).begins(date)
    assert Moment(begins, zone, hour).today() == date
    assert Moment(begins - 1, zone, hour).today() == date - dt.timedelta(days=1)


dates = st.dates(dt.date(2027, 2, 20), dt.date(2027, 4, 20))
terms = st.builds(
    lambda opens, length, clock, zone: Term(opens, dt.datetime.combine(opens + dt.timedelta(length), clock), zone),
    dates,
    st.integers(0, 40),
    st.sampled_from([dt.time(23, 59), dt.time(2, 30), dt.time(0, 0)]),
    st.sampled_from(CHANGING),
)
seen_days = st.builds(lambda first, length: Days(first, first + dt.timedelta(length)), dates, st.integers(0, 9))
places = st.sampled_from([Place(("shelbyville",)), Place(("ogdenville",), "harbour-board")])
facts = st.builds(
    Sighting,
    year=st.just(2027),
    days=st.none() | seen_days,
    place=st.none() | places,
    term=st.none() | terms,
    link=st.sampled_from(["", "https://example.org/a", "https://example.org/b"]),
    results=st.lists(st.sampled_from(list(Result)), unique=True).map(tuple),
)
knowledge = st.dictionaries(st.sampled_from(["a/2027", "b/2027", "c"]), facts, max_size=3)
moments = st.integers(int(at("02-15").now), int(at("04-30").now)).map(lambda now: Moment(now, ZONE))
_ONE_APPLIES = {Kind.CALL, Kind.OPENS, Kind.CLOSES_14, Kind.CLOSES_3, Kind.CLOSES_1}


@settings(max_examples=300, deadline=None)
@given(st.none() | knowledge, knowledge, moments)
def test_events_of_any_facts(before: dict[str, Sighting] | None, seen: dict[str, Sighting], moment: Moment) -> None:
    for found in (events(before, seen, moment), reminders(before, seen, moment)):
        assert len({event.key for event in found}) == len(found)
        for event in found:
            assert event.lasts_until > moment.now
            assert Event.loads(event.dumps()) == event
            assert Event.loads(event.dumps()).key == event.key
            whole = seen[event.about]
            for part in ("days", "place", "term", "link"):
                assert getattr(event.told, part) in (None, "", getattr(whole, part))
            if before is None or before.get(event.about) == whole:
                assert event.kind not in (Kind.NEW, Kind.CALL, Kind.CHANGED, Kind.RESULTS)
        applying = [event.about for event in found if event.kind in _ONE_APPLIES]
        assert len(applying) == len(set(applying))
    # The same once more is nothing that was not there.
    first, again = events(before, seen, moment), events(seen, seen, moment)
    assert {event.key for event in again} <= {event.key for event in first}


@settings(max_examples=40, deadline=None)
@given(facts, st.integers(1, 22))
def test_a_season_is_announced_the_same_however_often_one_looks(seen: Sighting, hours: int) -> None:
    """Each day that counts is announced once, and by an event of its own kind, where one looks on each day.

    A day may have 23 hours only.
    """
    start = at("02-15 00:00").now
    told: dict[str, Event] = {}
    for step in range(0, 24 * 140, hours):
        for event in events({ABOUT: seen}, {ABOUT: seen}, Moment(start + 3600 * step, ZONE)):
            told.setdefault(event.key, event)
    often = [event.kind for event in told.values()]
    assert len(often) == len(set(often))
    whole = seen.term and not seen.days and (seen.term.closes.date() - seen.term.opens).days > 14
    if whole:
        assert often == [Kind.OPENS, Kind.CLOSES_14, Kind.CLOSES_3, Kind.CLOSES_1]
