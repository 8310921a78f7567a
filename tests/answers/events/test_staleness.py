"""What was announced and is not true any more: by a table, and for any facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.answers.events.due import events
from bot.answers.events.moment import Moment
from bot.answers.events.sighting import Place, Result, Sighting
from bot.answers.events.staleness import stale
from tests.answers.events.seen import ABOUT, BARE, WHOLE, at, days, term
from tests.answers.events.test_events import facts, knowledge, moments

ONLY_DAYS = Sighting(2027, days=WHOLE.days)
ONLY_TERM = Sighting(2027, term=WHOLE.term, link=WHOLE.link)
RESULTS = Sighting(2027, results=(Result.TOPICS, Result.VISITS))
NOTHING: list[str] = []

TABLE = [
    # what was told, what is so, now, what is not true any more
    (WHOLE, WHOLE, "02-01", NOTHING),
    (WHOLE, replace(WHOLE, results=(Result.TOPICS,)), "02-01", NOTHING),
    (BARE, WHOLE, "02-01", NOTHING),  # nothing was told of what is known now
    (WHOLE, replace(WHOLE, days=days("06-07", "06-11")), "02-01", ["days"]),
    (WHOLE, replace(WHOLE, days=None), "02-01", ["days"]),
    (ONLY_TERM, replace(WHOLE, days=days("06-07", "06-11")), "02-01", NOTHING),
    (WHOLE, replace(WHOLE, place=Place(("ogdenville",))), "02-01", ["place"]),
    (ONLY_DAYS, replace(WHOLE, place=None), "02-01", NOTHING),
    (WHOLE, replace(WHOLE, term=term("03-01", "03-24")), "02-01", ["term"]),
    (WHOLE, replace(WHOLE, term=term("03-01", "04-07")), "04-02", ["term"]),  # longer, after it had closed
    (WHOLE, replace(WHOLE, term=None, link=""), "03-10", ["term"]),
    (WHOLE, replace(WHOLE, term=None, link=""), "04-02", NOTHING),  # taken out once it had closed
    (WHOLE, replace(WHOLE, term=term("05-01", "05-10")), "04-02", NOTHING),  # the next call
    (WHOLE, replace(WHOLE, link="https://example.org/form"), "03-10", ["link"]),
    (WHOLE, replace(WHOLE, link=""), "03-10", ["link"]),
    (WHOLE, replace(WHOLE, link=""), "04-02", NOTHING),
    (WHOLE, replace(WHOLE, term=term("03-01", "03-24"), link=""), "03-10", ["term", "link"]),
    (WHOLE, None, "03-10", ["gone"]),
    (WHOLE, None, "06-10", NOTHING),
    (ONLY_TERM, None, "03-10", ["gone"]),
    (ONLY_TERM, None, "04-10", NOTHING),
    (WHOLE, replace(WHOLE, days=days("05-25", "05-28")), "06-10", NOTHING),  # history is put right
    (WHOLE, replace(WHOLE, days=days("09-06", "09-10")), "06-10", ["days"]),  # it was put off
    (RESULTS, replace(WHOLE, results=(Result.TOPICS,)), "06-10", ["results"]),
]


@pytest.mark.parametrize(("told", "seen", "now", "expected"), TABLE)
def test_what_is_not_true_any_more(told: Sighting, seen: Sighting | None, now: str, expected: list[str]) -> None:
    found = stale(ABOUT, told, seen, at(now))
    assert [part.value for part in (found.parts if found else ())] == expected


def test_it_is_offered_once_and_again_for_another_value() -> None:
    first, same, other = (
        stale(ABOUT, WHOLE, replace(WHOLE, days=days(*span), results=results), at("02-01"))
        for span, results in (
            (("06-07", "06-11"), ()),
            (("06-07", "06-11"), (Result.TOPICS,)),
            (("06-14", "06-18"), ()),
        )
    )
    assert first
    assert same
    assert other
    assert first.key == same.key != other.key


@settings(max_examples=300, deadline=None)
@given(facts, facts, moments)
def test_what_is_corrected_is_true(told: Sighting, seen: Sighting, moment: Moment) -> None:
    found = stale(ABOUT, told, seen, moment)
    if found:
        assert stale(ABOUT, found.renewed, seen, moment) is None
    assert stale(ABOUT, seen, seen, moment) is None


@settings(max_examples=200, deadline=None)
@given(knowledge, knowledge, moments)
def test_what_is_announced_now_is_true_now(
    before: dict[str, Sighting], seen: dict[str, Sighting], moment: Moment
) -> None:
    for event in events(before, seen, moment):
        assert stale(event.about, event.told, seen[event.about], moment) is None
