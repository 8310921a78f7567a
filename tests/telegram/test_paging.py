"""Pages: small enough for a phone, whole together, and the same after they were kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.reply import Block, Bullets, Line, Paragraph, Span
from bot.telegram_bot.paging import ROOM, WHOLE, dumps, loads, pages, shown
from bot.telegram_bot.payloads import MOST
from bot.telegram_bot.rendering import size
from tests.telegram.serving import service

SENTENCES = service().assistant.tongue("en").naming.sentences

spans = st.builds(Span, st.text(st.characters(exclude_categories=["Cs"]), max_size=2500), st.booleans())
lines = st.lists(spans, min_size=1, max_size=3).map(tuple)
blocks = st.lists(
    st.one_of(st.builds(Paragraph, lines), st.builds(Bullets, st.lists(lines, min_size=1, max_size=40).map(tuple))),
    min_size=1,
    max_size=6,
)


def line(letters: int, letter: str = "a") -> Line:
    return (Span(letter * letters),)


def letters(found: Iterable[Block], kind: type[Block]) -> Counter[str]:
    """All letters of the paragraphs or of the lists, but spaces."""
    lines = [one for block in found if isinstance(block, kind) for one in lines_of(block)]
    return Counter("".join("".join(span.text for one in lines for span in one).split()))


def lines_of(block: Block) -> Iterable[Line]:
    return [block.line] if isinstance(block, Paragraph) else block.items


def length(page: tuple[Block, ...]) -> int:
    return sum(size(one) for block in page for one in lines_of(block))


CUTS = [
    ([Paragraph(line(WHOLE))], [WHOLE]),
    ([Paragraph(line(600)), Paragraph(line(500, "b")), Paragraph(line(600, "c"))], [1100, 600]),
    ([Paragraph(line(1000)), Paragraph(line(10, "b")), Bullets((line(300, "c"), line(300, "d")))], [1000, 610]),
    ([Paragraph(line(10)), Bullets(tuple(line(300, letter) for letter in "bcdefg"))], [910, 910]),
    ([Paragraph((Span("word " * 500),))], [1199, 1199, 100]),
    ([Paragraph(line(2000)), Paragraph(line(100, "b"))], [1200, 900]),
]


@pytest.mark.parametrize(("found", "lengths"), CUTS)
def test_pages_are_cut_between_what_belongs_together(found: list[Block], lengths: list[int]) -> None:
    assert list(map(length, pages(found))) == lengths


def test_a_list_that_goes_on_has_its_heading_again() -> None:
    heading = Paragraph((Span("Topics of "), Span("the course", bold=True)))
    found = pages([heading, Bullets(tuple(line(100, chr(97 + n)) for n in range(26)))])
    assert len(found) == 3
    assert [page[0] for page in found] == [heading] * 3


@given(blocks)
def test_pages_fit_a_phone_and_say_all(found: list[Block]) -> None:
    cut = pages(found)
    if len(cut) > 1:
        assert all(length(page) <= 2 * ROOM for page in cut)
        assert all(len(shown(cut, number, SENTENCES)) == 1 for number in range(len(cut)))
    told = [block for page in cut for block in page]
    assert letters(told, Bullets) == letters(found, Bullets)
    assert letters(told, Paragraph) >= letters(found, Paragraph)  # headings may be said again


@given(blocks)
def test_pages_come_back_as_they_were_kept(found: list[Block]) -> None:
    assert loads(dumps(pages(found))) == pages(found)


KEPT = [
    "",
    "5",
    "{}",
    "[]",
    "null",
    "nonsense",
    '["a"]',
    "[[1]]",
    "[[[0,[]]]]",
    "[[[1,[[1]]]]]",
    "[" * 4000,
    '[[["a","b"]]]',
]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_page_shows_nothing_and_breaks_nothing(text: str) -> None:
    for number in range(len(found := loads(text))):
        assert all(isinstance(part, str) for part in shown(found, number, SENTENCES))


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)


@given(json_values)
def test_any_text_can_be_taken_for_pages(value: object) -> None:
    found = loads(json.dumps(value))
    assert all(isinstance(shown(found, number, SENTENCES), list) for number in range(len(found)))


def test_a_button_can_carry_a_page() -> None:
    assert len(f"p:{'f' * 16}:9999".encode()) <= MOST
