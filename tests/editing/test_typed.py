"""What staff type on a phone, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bot.editing import typed
from bot.errors import BotError

READ: list[tuple[Callable[[str], Sequence[str]], str, tuple[str, ...]]] = [
    (typed.text, " Hello. \r\n\r\nMore: yes \n", ("Hello.\n\nMore: yes",)),
    (typed.text, "\u2068wide\u2069\u200b \ufeffopen", ("wide open",)),
    (typed.text, "👩‍👩‍👧 مرحبا", ("👩‍👩‍👧 مرحبا",)),
    (typed.line, "What\n does  it cost? ", ("What does it cost?",)),
    (typed.day, "2027-05-10", ("2027-05-10",)),
    (typed.day, " 2027. 5. 9. ", ("2027-05-09",)),
    (typed.day, "2027/5/9", ("2027-05-09",)),
    (typed.day, "2027년 5월 9일", ("2027-05-09",)),
    (typed.day, "٢٠٢٧-٠٥-٠٩", ("2027-05-09",)),
    (typed.days, "2027-05-10 - 2027-05-14", ("2027-05-10", "2027-05-14")),
    (typed.days, "2027-05-10–2027-05-14", ("2027-05-10", "2027-05-14")),
    (typed.days, "from 2027-05-10 until\n2027-05-14"[5:], ("2027-05-10", "2027-05-14")),
    (typed.days, "2027-05-10", ("2027-05-10", "2027-05-10")),
    (typed.moment, "2027-05-10", ("2027-05-10",)),
    (typed.moment, "2027-05-10 9:05", ("2027-05-10 09:05",)),
    (typed.moment, "2027-05-10T18:00", ("2027-05-10 18:00",)),
    (typed.window, "2027-01-10 to 2027-02-28 18:00", ("2027-01-10", "2027-02-28 18:00")),
    (typed.window, "2027-01-10 2027-02-28", ("2027-01-10", "2027-02-28")),
    (typed.link, " https://example.org/apply ", ("https://example.org/apply",)),
]


@pytest.mark.parametrize(("read", "text", "expected"), READ, ids=[text for _, text, _ in READ])
def test_what_is_understood(read: Callable[[str], Sequence[str]], text: str, expected: tuple[str, ...]) -> None:
    assert tuple(read(text)) == expected


REFUSED: list[tuple[Callable[[str], Sequence[str]], str, str]] = [
    (typed.text, " \u200b\n", "expected a text, found nothing"),
    (typed.day, "10.05.2027", "expected a day, the year first, such as 2027-05-10; found '10.05.2027'"),
    (typed.day, "2027-02-30", "expected a day that exists in the calendar; found '2027-02-30'"),
    (typed.day, "2027-05-10 - 2027-05-14", "expected a day"),
    (typed.day, "soon", "expected a day"),
    (typed.days, "2027-05-14 - 2027-05-10", "the first day before the last one; 2027-05-14 is after 2027-05-10"),
    (typed.days, "2027-05-10 - 14", "expected the first and the last day"),
    (typed.moment, "2027-05-10 25:00", "expected a day and time that exist"),
    (typed.moment, "2027-05-10 6 pm", "expected a day, or a day and a time"),
    (typed.moment, "2027-05-10 6:00pm", "expected a day, or a day and a time"),
    (typed.moment, "2027-05-10 6:00 p.m.", "expected a day, or a day and a time"),
    (typed.window, "2027-01-10 - 2027-02-28 6:00pm", "expected the first day and the last one"),
    (typed.window, "2027-05-10", "expected the first day and the last one"),
    (typed.window, "2027-05-14 - 2027-05-10 18:00", "is after"),
    (typed.link, "http://example.org", "expected an https link"),
    (typed.link, "x" * 500, "expected an https link.*'x{60}'$"),
]


@pytest.mark.parametrize(("read", "text", "why"), REFUSED, ids=[f"{why}{text[:9]}" for _, text, why in REFUSED])
def test_what_is_not_says_what_was_expected(read: Callable[[str], Sequence[str]], text: str, why: str) -> None:
    with pytest.raises(BotError, match=why):
        read(text)
