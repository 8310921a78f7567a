"""The lexicon: the form as typed before its stem, the longest phrase first, ordinary words never taken."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.lexicon import LONGEST_PHRASE, Lexicon
from bot.matching.senses import Kind, Sense
from bot.matching.stemming import Stemmer

ORDINARY = ("train", "trains", "visa", "generation")


def cue(name: str) -> Sense:
    return Sense(Kind.CUE, name)


def lexicon() -> Lexicon:
    """Cues, names inside each other, a word with two forms, stop words."""
    found = Lexicon(Stemmer("english"), ORDINARY, frozenset({"bridge", "Paris"}))
    found.add("training", cue("training"))
    found.add("visit", cue("visit"))
    found.add("how many", cue("how_many"))
    found.add("how", cue("how"))
    found.add("(sign|signed) up", cue("apply"))
    found.add("[the] general (rule|rules)", cue("rule"))
    found.add("organised", cue("organise"))
    found.add("organisation", cue("institution"))
    found.add_name("Lake", Sense(Kind.CITY, "lake"))
    found.add_name("Lake Town", Sense(Kind.CITY, "lake-town"))
    found.add_name("Lake Town Training", Sense(Kind.PROGRAM, "lake-training"))
    found.add_name("Board (of Trade)", Sense(Kind.ORGANISATION, "board"))
    found.add_name("Paris", Sense(Kind.CITY, "paris"))
    found.add_name("Paris", Sense(Kind.PERSON, "paris"))
    found.add_exact("the", Sense(Kind.STOP))
    found.add_exact("did", Sense(Kind.STOP))
    found.add_exact("visits", Sense(Kind.STOP))
    return found


LEXICON = lexicon()

SCANNED: list[tuple[str, list[tuple[str, set[str]]]]] = [
    # the longest phrase wins
    ("lake", [("lake", {"lake"})]),
    ("lake town", [("lake town", {"lake-town"})]),
    ("lake town training", [("lake town training", {"lake-training"})]),
    ("lake town visit", [("lake town", {"lake-town"}), ("visit", {"visit"})]),
    ("how many lake", [("how many", {"how_many"}), ("lake", {"lake"})]),
    ("how lake", [("how", {"how"}), ("lake", {"lake"})]),
    # phrases are found by their stems
    ("trainings", [("trainings", {"training"})]),
    ("visited", [("visited", {"visit"})]),
    ("signed up", [("signed up", {"apply"})]),
    ("signs up", [("signs up", {"apply"})]),
    # the form as typed goes before the stem: here "visits" carries no weight
    ("visits", [("visits", {""})]),
    ("organised", [("organised", {"organise"})]),
    ("organisation", [("organisation", {"institution"})]),
    # ordinary words share a stem and mean nothing of it
    ("train", []),
    ("the train", [("the", {""})]),
    ("visa", []),
    # brackets are a notation in cues, and letters in names
    ("general rules", [("general rules", {"rule"})]),
    ("the general rule", [("the general rule", {"rule"})]),
    ("board of trade", [("board of trade", {"board"})]),
    # one word, two things
    ("paris", [("paris", {"paris"})]),
    ("nothing here", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SCANNED)
def test_scanning(text: str, expected: list[tuple[str, set[str]]]) -> None:
    found = text.split()
    mentions = LEXICON.scan(found)

    assert [(" ".join(found[m.start : m.end]), {s.value for s in m.senses}) for m in mentions] == expected


def test_a_form_that_is_not_listed_takes_the_senses_of_all_forms_of_its_stem() -> None:
    (mention,) = LEXICON.scan(["organising"])

    assert set(mention.values(Kind.CUE)) == {"organise", "institution"}


def test_a_word_may_have_senses_of_several_kinds() -> None:
    (mention,) = LEXICON.scan(["paris"])

    assert mention.kinds == {Kind.CITY, Kind.PERSON}


def test_the_parts_of_a_mention_are_the_shorter_ones() -> None:
    found = ["lake", "town", "training"]
    (whole,) = LEXICON.scan(found)
    parts = LEXICON.parts(found, whole)

    assert [(p.start, p.end) for p in parts] == [(0, 2), (2, 3)]


KNOWN = [
    ("training", True),
    ("trainings", True),
    ("lake", True),
    ("train", True),
    ("bridge", True),
    ("paris", True),
    ("briddge", False),
    ("trainung", False),
]


@pytest.mark.parametrize(("word", "known"), KNOWN)
def test_what_is_spelt_right(word: str, known: bool) -> None:
    assert LEXICON.knows(word) is known


def test_words_of_texts_are_right_and_mean_nothing() -> None:
    learnt = lexicon()
    learnt.learn("A willow bridge")

    assert learnt.within("willow")
    assert learnt.scan(["willow"]) == []
    assert "willow" in learnt.repairable
    assert "willow" not in learnt.names


def test_only_words_without_weight_are_stop_words() -> None:
    assert [word for word in ("the", "did", "training", "lake", "x") if LEXICON.is_stop(word)] == ["the", "did"]


def test_names_are_told_from_cues() -> None:
    assert LEXICON.only_named("lake")
    assert not LEXICON.only_named("training")


WORDS = ["lake", "town", "training", "trains", "how", "many", "the", "visit", "up", "sign", "x", "board", "of", "trade"]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=20))
def test_mentions_follow_each_other_and_never_overlap(found: list[str]) -> None:
    mentions = LEXICON.scan(found)

    assert all(0 <= m.start < m.end <= len(found) for m in mentions)
    assert all(m.end - m.start <= LONGEST_PHRASE for m in mentions)
    assert all(one.end <= two.start for one, two in pairwise(mentions))
    assert all(m.senses for m in mentions)


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_kept_in_the_cache_it_scans_as_before(found: list[str]) -> None:
    again: Lexicon = pickle.loads(pickle.dumps(LEXICON))

    assert [(m.start, m.end, m.senses) for m in again.scan(found)] == [
        (m.start, m.end, m.senses) for m in LEXICON.scan(found)
    ]
