"""Related questions: each that is offered has an answer of its own, whatever the knowledge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from bot.answers.assistant import Assistant
from bot.answers.likeness import Likeness
from bot.answers.own_questions import own_questions
from bot.answers.relating import MOST, Relating
from bot.answers.reply import Outcome
from tests.answers.asking import TODAY, ask, assistant_of, packaged_assistant
from tests.answers.test_windows import APPLICATION, SCHOOL

ENTRIES = """\
entries:
  - {id: badge, questions: {en: [Where do I get my badge?]}, answer: {en: Your badge is at the front desk.}}
  - {id: lost, questions: {en: [What if I lose my badge?]}, answer: {en: The front desk prints another badge.}}
  - {id: food, questions: {en: [Is lunch included?]}, answer: {en: Lunch is served at noon.}}
"""
KNOWN: dict[str, Callable[[], Assistant]] = {
    "packaged": packaged_assistant,
    "made up": assistant_of,
    "entries": lambda: assistant_of(ENTRIES),
}


def questions(assistant: Assistant) -> Iterator[str]:
    """A question for every fact, entry and report."""
    yield from (asked.text for asked in own_questions(assistant.tongue("en").facts, assistant.tongue("en").naming))
    yield from (next(iter(entry.questions.values()))[0] for entry in assistant.tongue("en").facts.entries)
    yield from (assistant.tongue("en").naming.text(item.title) for item in assistant.tongue("en").facts.news)


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize("today", [dt.date(2012, 6, 1), TODAY])
def test_every_related_question_is_answered_by_something_else(name: str, today: dt.date) -> None:
    assistant = KNOWN[name]()
    relating, offered = Relating(assistant.tongue("en")), 0
    for text in questions(assistant):
        reply = ask(assistant, text, today=today)
        if reply.outcome is not Outcome.ANSWER:
            continue
        related = relating.after(reply, today)
        assert len(related) <= MOST
        assert set(related) <= relating.questions
        answers = [ask(assistant, one, today=today) for one in related]
        assert [one for one, found in zip(related, answers, strict=True) if found.outcome is not Outcome.ANSWER] == []
        assert len({reply.entry, *(found.entry for found in answers)}) == len(related) + 1
        offered += len(related)
    assert offered


def related(assistant: Assistant, text: str, today: dt.date = TODAY) -> tuple[str, ...]:
    return Relating(assistant.tongue("en")).after(ask(assistant, text, today=today), today)


FOLLOWING = [
    ("When was the Joint Workshop 2018?", "What were the topics of Joint Workshop 2018?"),
    ("When was the Joint Workshop 2018?", "Who took part in Joint Workshop 2018?"),
    ("When was the Seoul Program 2016?", "Who organised Seoul Program 2016?"),
    ("When was the Seoul Program 2016?", "When was Seoul Program 2017?"),
    ("When was the Seoul Program 2017?", "When was Seoul Program 2016?"),
    ("Who organised the Seoul Program?", "What is Seoul Program?"),
    ("What is the Joint Workshop?", "What were the topics of Joint Workshop 2018?"),
    ("When is the next training?", "How can I apply?"),
    ("Which regional offices are there?", "How can a city host a regional office?"),
    ("What are the WeGO Awards?", "18 cities awarded for their smart initiatives"),
    ("What is the Smart City Driver?", "Hands-on experience offered in first Smart City Driver webinar"),
]


@pytest.mark.parametrize(("asked", "follows"), FOLLOWING)
def test_what_follows_is_about_the_same_thing_or_next_to_it(asked: str, follows: str) -> None:
    assert follows in related(packaged_assistant(), asked)


def test_what_an_answer_has_said_already_is_not_offered() -> None:
    found = related(packaged_assistant(), "What is the Joint Workshop 2018?")
    assert found
    assert [text for text in found if text.startswith(("When", "Where", "How long", "Who organised"))] == []


@pytest.mark.parametrize(("day", "offered"), [("2026-12-10", True), ("2027-01-10", False)])
def test_how_to_apply_comes_first_while_a_window_is_open_or_to_come(day: str, *, offered: bool) -> None:
    found = related(assistant_of(SCHOOL + APPLICATION), "When is the Winter School 2027?", dt.date.fromisoformat(day))
    assert (found[:1] == ("How can I apply?",)) is offered


def test_entries_are_related_by_the_rare_words_that_they_share() -> None:
    assert related(assistant_of(ENTRIES), "Where do I get my badge?") == ("What if I lose my badge?",)


def test_likeness_counts_rare_words_and_knows_no_others() -> None:
    texts = {"one": "red blue green", "two": "red blue yellow", "three": "red white"}
    likeness = Likeness(texts, str.split)
    assert likeness.nearest("blue green", 0.1) == ["one", "two"]
    assert likeness.nearest("red", 0.1) == []
    assert likeness.nearest("unheard of", 0.1) == []
    assert Likeness({}, str.split).nearest("red", 0.1) == []
