"""Where an answer is from, in words for a reader."""

from __future__ import annotations

import pytest

from bot.answers.composing.page import Desk
from bot.answers.reply import Bullets
from bot.answers.sourcing import cited, named_sources
from tests.answers.asking import TODAY, ask, assistant_of, packaged_assistant
from tests.answers.made_up import WHOLE

LISTED = """\
sources:
  - {id: river.txt, title: {en: On Rivers}, date: 2013-05-01, link: https://example.org/rivers}
  - {id: harbour.txt, title: {en: On Harbours}, link: https://example.org/harbours}
  - {id: lyceum.txt, title: {en: The House}, date: 2020-02-29}
  - {id: voices.txt, title: {en: Voices}}
"""
SHOWN = [
    ("river.txt", "On Rivers (1 May 2013): https://example.org/rivers"),
    ("harbour.txt", "On Harbours: https://example.org/harbours"),
    ("lyceum.txt", "The House (29 February 2020)"),
    ("voices.txt", "Voices"),
    ("a letter of the mayor", "a letter of the mayor"),
]


def shown(desk: Desk, source: str) -> str:
    (_, listed) = cited(desk, [source])
    assert isinstance(listed, Bullets)
    return listed.texts[0]


@pytest.mark.parametrize(("source", "words"), SHOWN)
def test_a_source_is_shown_by_all_that_is_known_of_it(source: str, words: str) -> None:
    assert shown(assistant_of(WHOLE + LISTED).desk(TODAY), source) == words


def test_every_source_of_every_fact_is_known_by_its_title() -> None:
    assistant = packaged_assistant()
    desk, named = assistant.desk(TODAY), named_sources(assistant.tongue("en").facts)
    assert named
    assert [source for source in named if source in shown(desk, source)] == []


def test_the_sources_of_an_answer_are_among_those_that_are_named() -> None:
    assistant = packaged_assistant()
    reply = ask(assistant, "When was the Joint Workshop 2018?")
    assert reply.sources
    assert set(reply.sources) <= named_sources(assistant.tongue("en").facts)
