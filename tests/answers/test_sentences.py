"""Templates -> lines: plurals, bold marks, and values that stay what they are."""

from __future__ import annotations

import pytest

from bot.answers.reply import Line, Span
from bot.answers.sentences import Sentences, joined, plain, together
from bot.knowledge.language import LanguagePack

ENGLISH = LanguagePack(
    language="en",
    templates={
        "days": {"one": "{count} day", "other": "{count} days"},
        "only": {"other": "{count} x"},
        "bold": "**{name}** took place on {dates}.",
        "inside": "all **of {name} and** more",
        "none": "no field",
        "twice": "{name}, {name}",
        "unclosed": "a ** b",
    },
    phrases={"hello": "Hello {name}!"},
)

RUSSIAN = LanguagePack(
    language="ru", templates={"days": {"one": "{count} день", "few": "{count} дня", "many": "{count} дней"}}
)

ARABIC = LanguagePack(
    language="ar",
    templates={"days": {"zero": "0", "one": "1", "two": "2", "few": "3-10", "many": "11-99", "other": "100"}},
)

PLURALS = [
    (ENGLISH, 0, "0 days"),
    (ENGLISH, 1, "1 day"),
    (ENGLISH, 2, "2 days"),
    (RUSSIAN, 1, "1 день"),
    (RUSSIAN, 3, "3 дня"),
    (RUSSIAN, 5, "5 дней"),
    (RUSSIAN, 11, "11 дней"),
    (RUSSIAN, 21, "21 день"),
    (ARABIC, 2, "2"),
    (ARABIC, 7, "3-10"),
    (ARABIC, 11, "11-99"),
    (ARABIC, 100, "100"),
]


@pytest.mark.parametrize(("pack", "count", "expected"), PLURALS)
def test_plurals_follow_the_language(pack: LanguagePack, count: int, expected: str) -> None:
    assert Sentences(pack).text("days", count=count) == expected


def test_a_form_that_is_missing_is_served_by_other() -> None:
    assert Sentences(ENGLISH).text("only", count=1) == "1 x"


BOLD: list[tuple[str, dict[str, str], Line]] = [
    ("bold", {"name": "A", "dates": "B"}, (Span("A", True), Span(" took place on B."))),
    ("inside", {"name": "A"}, (Span("all "), Span("of A and", True), Span(" more"))),
    ("none", {}, (Span("no field"),)),
    ("hello", {"name": "A"}, (Span("Hello A!"),)),
]


@pytest.mark.parametrize(("key", "fields", "expected"), BOLD)
def test_bold_marks(key: str, fields: dict[str, str], expected: Line) -> None:
    assert Sentences(ENGLISH).line(key, **fields) == expected


@pytest.mark.parametrize("value", ["**", "**x**", "{dates}", "{x}", "{", "}}", "*_`[", "a ** b", "\\g<0>", "%s"])
def test_a_value_stays_literal(value: str) -> None:
    line = Sentences(ENGLISH).line("bold", name=value, dates="today")

    assert line == (Span(value, True), Span(" took place on today."))


def test_a_field_may_be_a_line_and_keeps_its_style() -> None:
    name = (Span("plain "), Span("bold", True))

    assert Sentences(ENGLISH).line("hello", name=name) == (Span("Hello plain "), Span("bold", True), Span("!"))
    assert Sentences(ENGLISH).line("bold", name=name, dates="x")[0] == Span("plain bold", True)


def test_an_empty_field_leaves_nothing_behind() -> None:
    assert Sentences(ENGLISH).line("bold", name="", dates="x") == (Span(" took place on x."),)


def test_a_pack_serves_what_another_lacks() -> None:
    sentences = Sentences(RUSSIAN, ENGLISH)

    assert sentences.text("none") == "no field"
    assert sentences.text("days", count=2) == "2 дня"
    assert "none" in sentences
    assert "nothing" not in sentences


def test_neighbours_of_one_style_are_one_span() -> None:
    assert joined([Span("a"), Span(""), Span("b"), Span("c", True), Span("d", True)]) == (Span("ab"), Span("cd", True))


def test_sentences_are_told_apart_by_a_space() -> None:
    assert together(plain("One."), (), plain("Two.")) == (Span("One. Two."),)


@pytest.mark.parametrize("text", ["a  b", "a\nb", " a\t\t b ", "a \n\n b"])
def test_white_space_of_texts_is_folded(text: str) -> None:
    assert plain(text) == (Span("a b"),)
