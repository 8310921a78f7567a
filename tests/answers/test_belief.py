"""What the rules leave open is weighed: messages with surroundings, and words that change what is asked."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from bot.answers.assistant import Assistant
from bot.answers.reply import Outcome, Question
from bot.matching import belief
from bot.matching.asks import Ask
from bot.matching.belief import Belief, learnt, options
from bot.matching.senses import Kind
from tests.answers.asking import TODAY, ask, packaged_assistant
from tests.parsed import packaged_knowledge

WEIGHTS: dict[str, float] = json.loads(Path(belief.__file__).with_name("weights.json").read_text(encoding="utf-8"))

SURROUNDED = [
    (
        "Hi dear team, I am updating my CV and I need the exact dates of the Seoul e-gov training of 2015.",
        "18–22 May 2015",
    ),
    ("pls pls pls mail of andrew lim, phone battery 2% !!", "andrew@we-gov.org"),
    ("my grandmother, who bakes bread, wants to know what SHRDC means", "Seoul Human Resource Development"),
    ("for an article on Central Asia I try to find out who organised your joint workshop 2018", "World Bank"),
]


@pytest.mark.parametrize(("message", "says"), SURROUNDED)
def test_who_writes_and_why_keeps_no_question_from_its_answer(packaged: Assistant, message: str, says: str) -> None:
    reply = ask(packaged, message)

    assert reply.outcome is Outcome.ANSWER
    assert says in reply.text


def test_an_answer_that_was_weighed_tells_its_reasons(packaged: Assistant) -> None:
    reply = ask(packaged, SURROUNDED[0][0])

    assert any("weighed: " in line for line in reply.trace)
    assert 0.5 <= reply.confidence < 1


DENIED = [
    "When was the Seoul Program 2016 cancelled?",
    "When is the next ASCN annual meeting?",
    "Which topics were not covered in the Joint Workshop 2017?",
    "Who catered the Joint Workshop 2018?",
    "What does the Seoul Program contain except lectures, discussions, visits and excursions?",
    "Where was the Seoul Program 2014 filmed?",
    "topics of the 2017 joint workshop umbrellas",
]


@pytest.mark.parametrize("message", DENIED)
def test_what_changes_the_question_leaves_it_unanswered(packaged: Assistant, message: str) -> None:
    assert ask(packaged, message).outcome is not Outcome.ANSWER


@pytest.mark.parametrize("message", DENIED)
def test_no_weight_makes_up_for_it(packaged: Assistant, monkeypatch: pytest.MonkeyPatch, message: str) -> None:
    """Even where all weights speak for an answer, it is never one that leaves the word open."""
    monkeypatch.setattr(belief, "TRUST", 0.0)
    sure = Belief({"sentence": 100.0, "clause": 100.0}).believed(packaged.understood(Question(message, TODAY)))

    assert sure is None or sure.best is None or not sure.best.unexplained


def test_the_probabilities_of_all_candidates_and_of_none_are_one() -> None:
    parts = packaged_assistant().understood(Question("how much days was the curse of 2011, and who came?", TODAY))
    found = options(parts)
    likely = learnt().probabilities(found)

    assert found
    assert all(0 <= p <= 1 for p in likely)
    assert sum(likely) <= 1 + 1e-9
    nothing_learnt = Belief({}).probabilities(found)
    assert all(math.isclose(p, 1 / (len(found) + 1)) for p in nothing_learnt)


def test_nothing_is_weighed_where_the_rules_answer() -> None:
    parts = packaged_assistant().understood(Question("When was the Seoul Program 2016?", TODAY))

    assert learnt().believed(parts) is None


def test_the_weights_name_asks_cues_and_kinds_and_no_word_of_any_language(packaged: Assistant) -> None:
    cues = set(packaged_knowledge("en").languages["en"].cues)
    kinds = {f"a {kind.value}" for kind in Kind}
    pairs = [name for name in WEIGHTS if "+" in name]

    assert pairs
    for ask_name, _, told in (name.partition("+") for name in pairs):
        assert ask_name in set(Ask)
        assert told in cues | kinds
    for name in WEIGHTS.keys() - set(pairs):
        assert not name.startswith("ask ") or name.removeprefix("ask ") in set(Ask)
        assert not name.startswith("open a ") or name == "open a word" or name.removeprefix("open ") in kinds
