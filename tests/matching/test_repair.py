"""Mending typing errors: what is mended, and above all what is not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.matching.lexicon import Lexicon
from bot.matching.repair import repair
from bot.matching.senses import Kind, Sense
from bot.matching.stemming import Stemmer

CUES = ["when", "where", "who", "how many", "participants", "organised", "workshop", "training", "topics", "contact"]
NAMES = ["Seoul", "Jeju", "Accra", "Harare", "Kampala", "Lima", "Lome", "Mali", "Bali", "Oman", "Amman", "Niger"]
KNOWN = ["workshop", *map(str.casefold, NAMES)]
DICTIONARY = frozenset({"form", "from", "trains", "strain", "course", "causes", "topical", "Prague"})


def lexicon() -> Lexicon:
    """Some cues, some names that are near each other, some ordinary words."""
    found = Lexicon(Stemmer("english"), (), DICTIONARY)
    for cue in CUES:
        found.add(cue, Sense(Kind.CUE, cue))
    for name in NAMES:
        found.add_name(name, Sense(Kind.CITY, name.casefold()))
    return found


LEXICON = lexicon()

MENDED = [
    ("wehn", ["when"]),
    ("particpants", ["participants"]),
    ("particiapnts", ["participants"]),
    ("orgnised", ["organised"]),
    ("worshop", ["workshop"]),
    ("wrokshop", ["workshop"]),
    ("trainig", ["training"]),
    ("seuol", ["seoul"]),
    ("kampla", ["kampala"]),
    # digits for letters
    ("s30ul", ["seoul"]),
    ("tr41n1ng", ["training"]),
    ("wh3n", ["when"]),
    ("t0p1cs", ["topics"]),
    # missing spaces
    ("seoultraining", ["seoul", "training"]),
    ("workshoptopics", ["workshop", "topics"]),
    ("jejuworkshopparticipants", ["jeju", "workshop", "participants"]),
    # no vowels
    ("wrkshp", ["workshop"]),
]


@pytest.mark.parametrize(("word", "expected"), MENDED)
def test_what_is_mended(word: str, expected: list[str]) -> None:
    assert repair(word, LEXICON) == expected


LEFT = ["2016", "2106", "1", "0", "19", "٢٠١٦", "20161", "", "a", "xyz", "zzzzzzzz", "quetzalcoatl"]


@pytest.mark.parametrize("word", LEFT)
def test_what_is_left_alone(word: str) -> None:
    assert repair(word, LEXICON) == []


def test_what_is_too_long_to_be_a_word_is_not_taken_apart() -> None:
    known = lexicon()
    known.add_name("Tegucigalpamunicipio", Sense(Kind.CITY, "tegu"))
    once = "tegucigalpamunicipio"
    assert repair(once * 2, known) == [once, once]
    assert repair(f"{once}{once}jeju", known) == []


@pytest.mark.parametrize(
    "word", [*sorted(name.casefold() for name in NAMES), "workshop", *sorted(w.casefold() for w in DICTIONARY)]
)
def test_a_known_word_or_name_never_becomes_another(word: str) -> None:
    assert repair(word, LEXICON) == []


@given(st.text(alphabet="0123456789", min_size=1, max_size=12))
def test_a_number_is_never_mended(word: str) -> None:
    assert repair(word, LEXICON) == []


@given(st.integers(min_value=1900, max_value=2100).map(str))
def test_a_year_is_never_read_as_a_word(year: str) -> None:
    assert repair(year, LEXICON) == []


@given(st.text(alphabet="seoultraingwkhpjm 01345", max_size=24) | st.text(max_size=24))
@example("000i")
@example("2o16")
def test_only_known_words_and_years_come_out(word: str) -> None:
    years = {str(year) for year in range(1900, 2101)}
    assert all(LEXICON.knows(mended) or mended in years for mended in repair(word, LEXICON))
