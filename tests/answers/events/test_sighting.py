"""What is seen of editions, and that it is the same after it was kept."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from bot.answers.events.sighting import Days, Place, Result, Sighting, Term, as_held, sightings
from bot.matching.catalogue import Catalogue
from tests.answers.asking import knowledge_of
from tests.answers.events.seen import WHOLE
from tests.answers.events.test_events import facts
from tests.answers.made_up import WHOLE as MADE_UP


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    window = "    application: {opens: 2018-01-10, closes: 2018-03-31 18:00, zone: Asia/Seoul}\n    contacts: [marge]\n"
    return Catalogue(knowledge_of(MADE_UP.replace("    contacts: [marge]\n", window)).facts)


def test_what_is_seen(catalogue: Catalogue) -> None:
    found = sightings(catalogue)
    when = dt.date.fromisoformat
    assert set(found) == {
        "river-program/2013",
        "river-program/2014-1",
        "river-program/2014-2",
        "harbour-workshop/2017",
        "harbour-workshop/2018",
        "harbour-workshop",
    }
    assert found["harbour-workshop/2018"] == Sighting(
        2018,
        days=Days(when("2018-05-21"), when("2018-05-25")),
        place=Place(("ogdenville",)),
        term=Term(when("2018-01-10"), dt.datetime.fromisoformat("2018-03-31T23:59"), "Europe/Stockholm"),
        link="https://example.org/harbour",
        results=(Result.PARTICIPANTS, Result.TOPICS, Result.VISITS),
    )
    assert Result.TESTIMONIALS in found["harbour-workshop/2017"].results
    assert found["harbour-workshop/2017"].place == Place(("shelbyville",), "harbour-board")
    assert (found["river-program/2014-2"].part, found["river-program/2014-2"].results) == (2, ())
    closes = dt.datetime.fromisoformat("2018-03-31T18:00")
    assert found["harbour-workshop"] == Sighting(term=Term(when("2018-01-10"), closes, "Asia/Seoul"))


def test_an_edition_as_it_was_seen(catalogue: Catalogue) -> None:
    for about, seen in sightings(catalogue).items():
        held = as_held(about, seen, catalogue)
        assert (held.id if held else "harbour-workshop") == about
        if held:
            assert sightings(catalogue)[held.id].days == seen.days
            assert held.cities == catalogue.by_id[about].cities


@given(facts)
def test_it_is_the_same_after_it_was_kept(seen: Sighting) -> None:
    assert Sighting.loads(seen.dumps()) == seen


def test_what_another_version_has_written_is_read() -> None:
    assert Sighting.loads('{"year": 2027, "results": ["topics", "a-film"], "fee": 10}') == Sighting(
        2027, results=(Result.TOPICS,)
    )
    assert Sighting.loads(WHOLE.dumps().replace('"link"', '"old-link"')).link == ""
