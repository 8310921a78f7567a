"""What nobody has been told yet counts as not seen yet: one proposal for all that happens until staff decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.events.due import events
from bot.answers.events.event import Event, Kind
from bot.answers.events.sighting import Place, Result, Sighting
from bot.answers.events.unsaid import unsaid
from tests.answers.events.seen import ABOUT, BARE, PAST, WHOLE, at, days, term

NOW = at("02-01 12:00")
OTHER = replace(WHOLE, days=days("06-07", "06-11"))
ELSEWHERE = replace(OTHER, place=Place(("springfield",)))


def proposed(was: Sighting | None, seen: Sighting) -> Event:
    (event,) = events({ABOUT: was} if was else {}, {ABOUT: seen}, NOW)
    return event


@pytest.mark.parametrize(
    ("was", "seen", "kind"),
    [
        (None, WHOLE, Kind.NEW),
        (WHOLE, OTHER, Kind.CHANGED),
        (WHOLE, ELSEWHERE, Kind.CHANGED),
        (BARE, replace(BARE, days=WHOLE.days), Kind.CHANGED),
        (replace(WHOLE, term=None, link=""), WHOLE, Kind.CALL),
        (WHOLE, replace(WHOLE, term=term("03-01", "04-15"), link="https://example.org/new"), Kind.CHANGED),
        (PAST, replace(PAST, results=(Result.TOPICS,)), Kind.RESULTS),
    ],
)
def test_what_waits_is_found_again_and_again(was: Sighting | None, seen: Sighting, kind: Kind) -> None:
    event = proposed(was, seen)
    assert event.kind is kind
    (again,) = events(unsaid({ABOUT: seen}, [event]), {ABOUT: seen}, NOW)
    assert (again.key, again.told, again.was) == (event.key, event.told, event.was)


@pytest.mark.parametrize(("first", "second"), [(OTHER, ELSEWHERE), (ELSEWHERE, OTHER), (OTHER, BARE)])
def test_a_second_change_becomes_part_of_the_first(first: Sighting, second: Sighting) -> None:
    waits = proposed(WHOLE, first)
    found = events(unsaid({ABOUT: first}, [waits]), {ABOUT: second}, NOW)
    assert found == events({ABOUT: WHOLE}, {ABOUT: second}, NOW)


def test_a_change_that_is_taken_back_leaves_nothing() -> None:
    assert events(unsaid({ABOUT: OTHER}, [proposed(WHOLE, OTHER)]), {ABOUT: WHOLE}, NOW) == []


def test_a_day_that_has_come_takes_nothing_back() -> None:
    (event,) = events({ABOUT: WHOLE}, {ABOUT: WHOLE}, at("03-01 12:00"))
    assert event.kind is Kind.OPENS
    assert unsaid({ABOUT: WHOLE}, [event]) == {ABOUT: WHOLE}


def test_what_is_not_there_any_more_is_let_be() -> None:
    assert unsaid({}, [proposed(WHOLE, OTHER)]) == {}
