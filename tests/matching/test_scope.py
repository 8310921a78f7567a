"""Which programmes and editions a question is about, on the made-up facts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.reading import Reading
from bot.matching.scope import Scope, Scoping
from bot.matching.senses import Kind, Sense
from tests.matching.reading_made_up import made_up_catalogue, made_up_reader

R13, R14A, R14B = "river-program/2013", "river-program/2014-1", "river-program/2014-2"
H17, H18 = "harbour-workshop/2017", "harbour-workshop/2018"
ALL = {R13, R14A, R14B, H17, H18}


def read(text: str, *focus: Sense) -> Reading:
    return made_up_reader().read(text).with_focus(focus)


def scope(text: str, *focus: Sense) -> Scope:
    reading = read(text, *focus)
    parts = made_up_reader().lexicon.parts
    return Scoping(made_up_catalogue()).scope(reading, lambda mention: parts(reading.words, mention))


def ids(found: Scope) -> set[str]:
    return {held.id for held in found.editions}


LEFT = [
    # no constraint
    ("when was it", ALL),
    ("which trainings are there", ALL),
    # a programme
    ("the River Program", {R13, R14A, R14B}),
    ("Harbour Workshops", {H17, H18}),
    ("the River Program and the Harbour Workshop", ALL),
    # a year
    ("in 2014", {R14A, R14B}),
    ("in 2013 or 2017", {R13, H17}),
    ("River Program 2013", {R13}),
    ("Harbour Workshop of 2018", {H18}),
    # a month
    ("in October", {H17}),
    ("River Program in September", {R14B}),
    ("in March 2014", {R14A}),
    # a place
    ("in Springfield", {R13, R14A, R14B}),
    ("the workshop in Ogdenville", {H18}),
    ("in Shelbyville 2017", {H17}),
    # the kind of event
    ("which workshops", {H17, H18}),
    ("the workshop of 2018", {H18}),
    # people say workshop for training
    ("the workshop of 2013", {R13}),
    ("the training in 2017", {H17}),
    # parts of a year
    ("the first of 2014", {R14A}),
    ("the second River Program of 2014", {R14B}),
    ("the 2nd training in 2014", {R14B}),
    # a title
    ("Ports for Everybody", {H17}),
    # from a place is not in a place
    ("who came from Springfield in 2018", {H18}),
]


@pytest.mark.parametrize(("text", "expected"), LEFT)
def test_what_satisfies_all_constraints(text: str, expected: set[str]) -> None:
    found = scope(text)

    assert ids(found) == expected
    assert not found.absent
    assert not found.premises


WRONG = [
    ("Harbour Workshop 2017 in Ogdenville", H17, {Sense(Kind.CITY, "ogdenville")}),
    ("River Program 2013 in Shelbyville", R13, {Sense(Kind.CITY, "shelbyville")}),
    ("the workshop of 2018 in Shelbyville", H18, {Sense(Kind.CITY, "shelbyville")}),
    ("Harbour Workshop 2017 in May", H17, {Sense(Kind.MONTH, "5")}),
    (
        "Harbour Workshop in Ogdenville in October 2017",
        H17,
        {Sense(Kind.CITY, "ogdenville")},
    ),
    (
        "Harbour Workshop 2018 in Shelbyville in October",
        H18,
        {Sense(Kind.CITY, "shelbyville"), Sense(Kind.MONTH, "10")},
    ),
]


@pytest.mark.parametrize(("text", "edition", "premises"), WRONG)
def test_a_wrong_place_or_month_is_a_premise(text: str, edition: str, premises: set[Sense]) -> None:
    found = scope(text)

    assert ids(found) == {edition}
    assert {premise.sense for premise in found.premises} == premises


ABSENT = ["in 2015", "River Program 2020", "Harbour Workshop 2016", "in Ogdenville 2015", "the training of 1999"]


@pytest.mark.parametrize("text", ABSENT)
def test_a_year_never_gives_way(text: str) -> None:
    found = scope(text)

    assert found.absent
    assert found.editions == ()


FOCUSED = [
    ("who organised it", (Sense(Kind.EDITION, H17),), {H17}),
    ("and in 2018", (Sense(Kind.PROGRAM, "harbour-workshop"),), {H18}),
    ("how long", (Sense(Kind.PROGRAM, "river-program"), Sense(Kind.YEAR, "2014")), {R14A, R14B}),
]


@pytest.mark.parametrize(("text", "focus", "expected"), FOCUSED)
def test_the_conversation_constrains_as_well(text: str, focus: tuple[Sense, ...], expected: set[str]) -> None:
    assert ids(scope(text, *focus)) == expected


NAMED = [
    ("the River Program", True, False),
    ("River Program 2013", True, True),
    ("in 2014", False, True),
    ("in Ogdenville", False, True),
    ("when was it", False, False),
]


@pytest.mark.parametrize(("text", "named", "narrowed"), NAMED)
def test_what_is_named_and_what_is_narrowed(text: str, named: bool, narrowed: bool) -> None:
    found = scope(text)

    assert (found.named, found.narrowed) == (named, narrowed)


def test_what_served_as_a_constraint_is_marked_as_used() -> None:
    found, reading = scope("River Program 2013 in Springfield"), read("River Program 2013 in Springfield")
    kinds = {kind for at in found.used for kind in reading.mentions[at].kinds}

    assert {Kind.PROGRAM, Kind.YEAR, Kind.CITY} <= kinds


@settings(deadline=None, max_examples=80)
@given(st.integers(1990, 2100), st.sampled_from(["in {}", "the {} training", "workshop of {}", "{} in Springfield"]))
def test_every_edition_in_scope_is_of_the_year(year: int, text: str) -> None:
    assert all(held.edition.year == year for held in scope(text.format(year)).editions)
