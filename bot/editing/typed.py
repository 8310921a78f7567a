"""What staff type in the chat -> the text that stands in the knowledge.

Days are understood where the year stands first, whatever stands between the figures: 2027-05-10, 2027.5.10,
2027/05/10. All others mean one day here and another one there. Errors say what was expected, and what was found.
"""

from __future__ import annotations

import datetime as dt
import re

from bot.errors import BotError
from bot.knowledge import encoding
from bot.knowledge.types import DateMarker, MomentMarker, UrlMarker

_DAY = r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)"
_TIME = r"(?:\D{1,3}(\d{1,2}):(\d{2})(?!\s*\w))"
_LONGEST = 60
"""Letters of what was typed that an error repeats."""


def text(typed: str) -> tuple[str]:
    """Some lines; what cannot be seen is taken out, as a phone puts it in unasked."""
    seen = encoding.without_unseen(encoding.without_hidden("\n".join(typed.splitlines())))
    lines = "\n".join(line.rstrip() for line in seen.strip().split("\n"))
    if not lines:
        raise BotError("expected a text, found nothing that can be seen")
    return (lines,)


def line(typed: str) -> tuple[str]:
    """A text in one line."""
    return (" ".join(text(typed)[0].split()),)


def day(typed: str) -> tuple[str]:
    """One day."""
    found = re.fullmatch(rf"{_DAY}\D{{0,2}}", typed.strip())
    if found is None:
        raise _unexpected("a day, the year first, such as 2027-05-10", typed)
    return (_day(found.groups(), typed),)


def days(typed: str) -> tuple[str, str]:
    """The first day and the last one; one day alone is both."""
    found = re.fullmatch(rf"{_DAY}(?:\D{{1,12}}?{_DAY})?\D{{0,2}}", typed.strip())
    if found is None:
        raise _unexpected("the first and the last day, the year first, such as 2027-05-10 - 2027-05-14", typed)
    first = _day(found.groups()[:3], typed)
    last = _day(found.groups()[3:], typed) if found[4] else first
    return _in_order(first, last, typed)


def moment(typed: str) -> tuple[str]:
    """A day, or a day and a time."""
    found = re.fullmatch(rf"{_DAY}{_TIME}?\D{{0,2}}", typed.strip())
    if found is None:
        raise _unexpected("a day, or a day and a time, such as 2027-05-10 or 2027-05-10 18:00", typed)
    return (_moment(found.groups(), typed),)


def window(typed: str) -> tuple[str, str]:
    """The day on which applying begins, and the day, or the day and time, at which it ends."""
    found = re.fullmatch(rf"{_DAY}\D{{1,12}}?{_DAY}{_TIME}?\D{{0,2}}", typed.strip())
    if found is None:
        raise _unexpected(
            "the first day and the last one, with its time or without, such as 2027-01-10 - 2027-02-28 18:00", typed
        )
    return _in_order(_day(found.groups()[:3], typed), _moment(found.groups()[3:], typed), typed)


def link(typed: str) -> tuple[str]:
    """An https link."""
    try:
        return (UrlMarker().parse(typed.strip()),)
    except ValueError as error:
        raise _refused(str(error), typed) from error


def _day(figures: tuple[str, ...], typed: str) -> str:
    year, month, day = map(int, figures)
    found = f"{year:04}-{month:02}-{day:02}"
    try:
        DateMarker().parse(found)
    except ValueError as error:
        raise _refused(str(error), typed) from error
    return found


def _moment(figures: tuple[str, ...], typed: str) -> str:
    found = _day(figures[:3], typed)
    if figures[3] is None:
        return found
    found += f" {int(figures[3]):02}:{int(figures[4]):02}"
    try:
        MomentMarker().parse(found)
    except ValueError as error:
        raise _refused(str(error), typed) from error
    return found


def _in_order(first: str, last: str, typed: str) -> tuple[str, str]:
    if dt.date.fromisoformat(first) > dt.datetime.fromisoformat(last).date():
        raise _refused(f"expected the first day before the last one; {first} is after {last}", typed)
    return first, last


def _unexpected(what: str, typed: str) -> BotError:
    return _refused(f"expected {what}", typed)


def _refused(words: str, typed: str) -> BotError:
    shown = " ".join(encoding.without_unseen(typed).split())
    return BotError(f"{words}; found {shown[:_LONGEST]!r}")
