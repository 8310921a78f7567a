"""Replies as the terminal shows them."""

from __future__ import annotations

import pytest

from bot.answers.reply import Bullets, Button, Outcome, Paragraph, Reply, Span
from bot.terminal.rendering import Style, explanation, render

REPLY = Reply(
    Outcome.ANSWER,
    (
        Paragraph((Span("The "), Span("2016", bold=True), Span(" edition"))),
        Bullets(((Span("first item"),), (Span("second item of the list"),))),
    ),
    "en",
    entry="a",
    confidence=0.9,
    links=(Button("Apply", "https://example.org"),),
    suggestions=("And in 2017?",),
    candidates=(("a", 0.9),),
    trace=("asked: when",),
    sources=("a.txt",),
)

PLAIN = """\
The 2016 edition
- first item
- second item of the list
Apply: https://example.org
1. And in 2017?"""

COLOURED = """\
The \x1b[1m2016\x1b[0m edition
• first item
• second item of the
  list
Apply: https://example.org
1. And in 2017?"""


@pytest.mark.parametrize(("style", "text"), [(Style(), PLAIN), (Style(colour=True, width=21), COLOURED)])
def test_render(style: Style, text: str) -> None:
    assert render(REPLY, style) == text


def test_a_bold_run_is_styled_on_each_of_its_lines() -> None:
    reply = Reply(Outcome.ANSWER, (Paragraph((Span("a " * 15, bold=True),)),), "en")
    lines = render(reply, Style(colour=True, width=20)).split("\n")
    assert len(lines) == 2
    assert all(line.startswith("\x1b[1m") and line.endswith("\x1b[0m") for line in lines)


def test_a_text_that_breaks_its_own_line_and_tries_to_steer() -> None:
    reply = Reply(Outcome.ANSWER, (Paragraph((Span("one\ntwo \x1b[2J"), Span("three", bold=True))),), "en")
    assert render(reply, Style()) == "one\ntwo [2Jthree"


def test_offers_that_the_text_lists_too_are_shown_once() -> None:
    offers = ("When?", "Where?")
    listed = Bullets(tuple((Span(offer),) for offer in offers))
    reply = Reply(Outcome.SUGGEST, (Paragraph((Span("Did you mean"),)), listed), "en", suggestions=offers)
    assert render(reply, Style()) == "Did you mean\n1. When?\n2. Where?"


def test_explanation() -> None:
    assert explanation(REPLY, Style()).split("\n") == [
        "  answer, a, confidence 0.90",
        "  asked: when",
        "  source a.txt",
    ]
