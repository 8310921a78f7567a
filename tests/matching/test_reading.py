"""A clause -> its reading, with the English pack and the made-up knowledge."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.reader import MOST_WORDS, Reader
from bot.matching.senses import Kind
from tests.matching.reading_made_up import made_up_reader

NAMES = [
    ("When was the River Program?", Kind.PROGRAM, ["river-program"]),
    ("harbour workshops in Shelbyville", Kind.PROGRAM, ["harbour-workshop"]),
    ("harbour workshops in Shelbyville", Kind.CITY, ["shelbyville"]),
    ("anybody from Elbonia or Ruritania", Kind.COUNTRY, ["eb", "rt"]),
    ("Elbonians", Kind.COUNTRY, ["eb"]),
    ("the Southlands", Kind.REGION, ["south"]),
    ("was it Ports for Everybody", Kind.EDITION, ["harbour-workshop/2017"]),
    ("who is Flanders", Kind.PERSON, ["ned"]),
    ("RIVI", Kind.ORGANISATION, ["rivers-institute"]),
    ("a talk on flood gates", Kind.TOPIC, ["flood-gates"]),
    ("the Tidal Mill", Kind.ITEM, ["harbour-workshop/2018|visit|0"]),
    ("Northern Branch Office", Kind.OFFICE, ["north-office"]),
    ("in 2014", Kind.YEAR, ["2014"]),
    ("in 1850", Kind.YEAR, []),
    ("30 people", Kind.NUMBER, ["30"]),
    ("thirty two people", Kind.NUMBER, ["2"]),
    ("007", Kind.NUMBER, ["7"]),
    ("in October", Kind.MONTH, ["10"]),
    ("in Sept", Kind.MONTH, ["9"]),
    ("the second one", Kind.ORDINAL, ["2"]),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return made_up_reader()


@pytest.mark.parametrize(("text", "kind", "values"), NAMES)
def test_what_is_mentioned(reader: Reader, text: str, kind: Kind, values: list[str]) -> None:
    assert reader.read(text).values(kind) == values


MONTHS = [
    ("may I ask something", []),
    ("you may come", []),
    ("in May 2018", ["5"]),
    ("was it in May", ["5"]),
    ("9 may", ["5"]),
    ("when in march 2014", ["3"]),
    ("MAY I COME", []),
]


@pytest.mark.parametrize(("text", "months"), MONTHS)
def test_may_and_march_are_months_beside_a_number_or_with_a_capital(
    reader: Reader, text: str, months: list[str]
) -> None:
    assert reader.read(text).values(Kind.MONTH) == months


UNKNOWN = [
    ("When was the River Program?", []),
    ("When was the River Program in Narnia?", ["narnia"]),
    ("Do I need a yacht for it?", ["yacht"]),
    ("Do I need a visa for it, and what is the parking fee?", []),
    ("which purple banana", ["purple", "banana"]),
]


@pytest.mark.parametrize(("text", "words"), UNKNOWN)
def test_words_that_nothing_explains(reader: Reader, text: str, words: list[str]) -> None:
    reading = reader.read(text)

    assert [reading.words[at] for at in sorted(reading.unknown)] == words


@pytest.mark.parametrize("word", ["visa", "parking", "fee", "hotel"])
def test_what_nobody_publishes_is_known_as_such(reader: Reader, word: str) -> None:
    """So that no answer explains it: it is no mere word without meaning."""
    assert "unpublished" in reader.read(f"Do I need a {word} for it?").cues()


def test_a_capital_inside_a_sentence_makes_a_name(reader: Reader) -> None:
    reading = reader.read("was anybody from Qarth there")

    assert [reading.raw[at] for at in reading.proper] == ["Qarth"]


MENDED = [
    ("When was the Rivr Program?", "river"),
    ("topics of the harbuor workshop", "harbour"),
    ("who came from Shelbyvile", "shelbyville"),
    ("when was the HARBOUR WORKSOP", "workshop"),
]


@pytest.mark.parametrize(("text", "word"), MENDED)
def test_typing_errors_are_mended_and_marked(reader: Reader, text: str, word: str) -> None:
    reading = reader.read(text)

    assert word in [reading.words[at] for at in reading.repaired]


@pytest.mark.parametrize("text", ["When was the River Program 2013?", "who came from Zenda", "visa", "flood gates"])
def test_what_is_right_is_not_touched(reader: Reader, text: str) -> None:
    assert not reader.read(text).repaired


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pls tell me wen it was", "please tell me when it was"),
        ("whats the program", "what is the program"),
        ("harbourworkshop", "harbour workshop"),
        ("Ｒｉｖｅｒ Program", "river program"),
        ("RIVER program", "river Program"),
    ],
)
def test_two_ways_to_type_one_thing(reader: Reader, one: str, other: str) -> None:
    assert reader.read(one).words == reader.read(other).words


def test_a_word_typed_as_two_means_the_same(reader: Reader) -> None:
    assert reader.read("the work shop").cues() == reader.read("the workshop").cues()


def test_a_long_clause_is_read_up_to_a_bound(reader: Reader) -> None:
    assert len(reader.read("river " * 5000).words) <= MOST_WORDS


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80) | st.lists(st.sampled_from(["river", "2014", "the", "Zenda", "not", "xq"])).map(" ".join))
def test_every_word_is_mentioned_or_unknown_and_never_both(text: str) -> None:
    reading = made_up_reader().read(text)
    mentioned = [at for m in reading.mentions for at in range(m.start, m.end)]

    assert len(mentioned) == len(set(mentioned))
    assert set(mentioned) | reading.unknown == set(range(len(reading.words)))
    assert reading.unknown.isdisjoint(mentioned)
    assert reading.proper <= reading.names <= reading.unknown
    assert len(reading.raw) == len(reading.words)


@given(st.integers(min_value=1900, max_value=2100).map(str))
def test_a_year_stays_that_year(year: str) -> None:
    assert made_up_reader().read(f"when was it in {year}").values(Kind.YEAR) == [year]
