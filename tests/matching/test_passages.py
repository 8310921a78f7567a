"""Entries and news beside typed facts: by likeness, and only where every weighty word is explained."""

from __future__ import annotations

import pytest

from bot.matching.candidate import BELIEVED, DOUBT, Candidate
from bot.matching.passages import Passages
from tests.answers.asking import knowledge_of
from tests.answers.made_up import NEWS, OFFICES, PEOPLE, PLACES, PROGRAMS, TOPICS
from tests.matching.reading_made_up import passages_of, reader_of

FAQ = """\
entries:
  - id: boots
    questions:
      en:
        - Do I need rubber boots?
        - Must I bring boots to the boat trip?
        - Which shoes are good on a boat?
    answer: {en: Bring shoes that may get wet.}
  - id: umbrella
    questions:
      en:
        - Do I need an umbrella?
        - Must I bring an umbrella?
        - Can I borrow an umbrella from the harbour master?
    answer: {en: The harbour master lends umbrellas.}
  - id: anthem
    questions:
      en:
        - What is the anthem of the Lyceum?
        - Who wrote the anthem?
        - Does the Lyceum have a hymn?
    answer: {en: "The anthem is a shanty, written by Rudolf Rassendyll in 1894."}
  - id: pirates
    questions:
      en:
        - How many pirates are there in Ogdenville?
        - Are pirates a danger?
    answer: {en: There are 12 pirates in Ogdenville.}
"""
WHOLE = PLACES + PEOPLE + TOPICS + PROGRAMS + NEWS + OFFICES + FAQ

NAMELESS = """\
entries:
  - id: ferry
    questions: {en: [Does the ferry call at harbours?, Tell me about the ferry]}
    answer: {en: The ferry takes each person of a region.}
"""


@pytest.fixture(scope="module")
def passages() -> Passages:
    return passages_of(WHOLE)


def ranked(passages: Passages, text: str) -> list[Candidate]:
    return passages.candidates(reader_of(WHOLE).read(text))


PHRASED = [
    ("Do I need rubber boots?", "boots"),
    ("do i need an umbrella", "umbrella"),
    ("WHO WROTE THE ANTHEM?!", "anthem"),
    ("How many pirates are there in Ogdenville", "pirates"),
]


@pytest.mark.parametrize(("question", "entry"), PHRASED)
def test_a_phrasing_word_for_word_wins(passages: Passages, question: str, entry: str) -> None:
    (only,) = ranked(passages, question)

    assert only.finding.entry == entry
    assert only.confidence > 0.98


ALIKE = [
    ("Should I bring an umbrella?", "umbrella"),
    ("Are rubber boots needed?", "boots"),
    ("Can one borrow umbrellas?", "umbrella"),
    ("Which anthem does the Lyceum have?", "anthem"),
    ("What is the Bridge Prize?", "bridge-prize-2015"),
    ("the Bridge Prize of 2015", "bridge-prize-2015"),
]


@pytest.mark.parametrize(("question", "entry"), ALIKE)
def test_likeness_is_enough_where_every_word_is_explained(passages: Passages, question: str, entry: str) -> None:
    best = ranked(passages, question)[0]

    assert best.finding.entry == entry
    assert best.confidence >= BELIEVED
    assert best.unexplained == ()


TOO_MANY = [
    ("Do I need an umbrella in Atlantis?", "Atlantis"),
    ("Do I need a yellow umbrella?", "yellow"),
    ("Must I bring boots to the gala dinner?", "dinner"),
    ("Who sang the anthem backwards?", "backwards"),
    ("Do I not need rubber boots?", "not"),
    ("What is the Bridge Prize worth in dollars?", "dollars"),
]


@pytest.mark.parametrize(("question", "word"), TOO_MANY)
def test_an_entry_loses_whose_words_leave_one_open(passages: Passages, question: str, word: str) -> None:
    found = ranked(passages, question)

    assert all(candidate.confidence <= DOUBT for candidate in found)
    assert any(word in candidate.unexplained for candidate in found)


NUMBERED = [
    "Who wrote the anthem in 1895?",
    "the Bridge Prize of 2016",
    "Are there 13 pirates in Ogdenville?",
]


@pytest.mark.parametrize("question", NUMBERED)
def test_another_number_is_never_explained(passages: Passages, question: str) -> None:
    assert all(candidate.confidence <= DOUBT for candidate in ranked(passages, question))


@pytest.mark.parametrize("question", ["", "please", "what is it", "Do I need a visa?", "Must I bring a laptop?", "zzz"])
def test_what_no_entry_is_about_is_not_believed(passages: Passages, question: str) -> None:
    assert all(candidate.confidence < BELIEVED for candidate in ranked(passages, question))


def test_a_further_question_stays_with_the_passage(passages: Passages) -> None:
    found = passages.again(reader_of(WHOLE).read("who wrote it?"), "anthem")

    assert found is not None
    assert found.finding.entry == "anthem"


@pytest.mark.parametrize("question", ["how much does it weigh?", "is there a dance to it?"])
def test_unless_its_words_do_not_explain_it(passages: Passages, question: str) -> None:
    assert passages.again(reader_of(WHOLE).read(question), "anthem") is None


def test_a_passage_that_is_not_there_is_not_asked_again(passages: Passages) -> None:
    assert passages.again(reader_of(WHOLE).read("when was it written?"), "no-such-entry") is None


def test_progress_is_told() -> None:
    seen: list[tuple[int, int]] = []
    Passages(reader_of(WHOLE), knowledge_of(WHOLE).facts, "en", lambda done, total: seen.append((done, total)))

    assert seen[0] == (0, 4)


@pytest.mark.parametrize("question", ["Who takes the ferry?", "From which city does the ferry go?"])
def test_a_text_that_says_person_or_region_names_none(question: str) -> None:
    whole = WHOLE.replace(FAQ, NAMELESS)
    (found,) = passages_of(whole).candidates(reader_of(whole).read(question))

    assert found.unexplained
    assert found.confidence < BELIEVED
