"""Dates, lists and months in the manner of a language, by CLDR."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from bot.answers.cldr import cldr


@lru_cache(maxsize=64)
def day(date: dt.date, locale: str) -> str:
    """One day: 5 September 2011."""
    from babel.dates import format_date

    return format_date(date, "long", locale=cldr(locale))


def brief(date: dt.date, locale: str) -> str:
    """One day without its year, as short as can be: 5 Sept."""
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMd", date, locale=cldr(locale)))


@lru_cache(maxsize=256)
def span(start: dt.date, end: dt.date, locale: str) -> str:
    """A range of days with the months in full: 5–9 September 2011, 29 May – 6 June 2012."""
    from babel.dates import parse_pattern

    if start == end:
        return day(start, locale)
    found = cldr(locale)
    differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    first, last = found.interval_formats["yMMMd"][differs]
    return "".join(
        parse_pattern(pattern.replace("MMM", "MMMM")).apply(date, found)
        for pattern, date in ((first, start), (last, end))
    )


@lru_cache(maxsize=256)
def ends(start: dt.date, end: dt.date, locale: str) -> tuple[str, str]:
    """The first day of a range, without what it shares with the last, and the last: 18, 22 May 2015."""
    from babel.dates import format_skeleton

    shared = "yMMMMd" if start.year != end.year else "MMMMd" if start.month != end.month else "d"
    first = format_skeleton(shared, start, locale=cldr(locale)) if shared != "d" else str(start.day)
    return first, day(end, locale)


@lru_cache(maxsize=64)
def moment(when: dt.datetime, zone: str, locale: str) -> str:
    """A moment with its zone: 31 December 2026, 18:00 (Asia/Seoul); the last minute of a day is the day alone."""
    if (when.hour, when.minute) == (23, 59):
        return f"{day(when.date(), locale)} ({zone})"
    return f"{day(when.date(), locale)}, {when:%H:%M} ({zone})"


def month(number: int, locale: str) -> str:
    """The name of a month."""
    return str(_months(locale)["stand-alone"]["wide"][number])


def _months(locale: str) -> Any:
    """The names of months by context and width.

    From a copy: Babel writes what an alias stands for into data that all languages share, so that once Chinese was
    asked for, Turkish would have Chinese months as well.
    """
    from babel import localedata

    data: Any = localedata.load(str(cldr(locale)))
    return localedata.LocaleDataDict(deepcopy(data["months"]), base=data)


def months(locale: str) -> list[tuple[str, int]]:
    """All names and short names of the months with their numbers, for recognising them."""
    names = _months(locale)
    found = [
        (str(name).rstrip("."), number)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in names[context][width].items()
    ]
    return sorted({pair for pair in found if (len(pair[0]) > 2 or not pair[0].isascii()) and not pair[0].isdecimal()})


def year_first(locale: str) -> bool:
    """Whether a date begins with its year, as in Chinese and Korean."""
    return str(cldr(locale).date_formats["long"]).startswith("y")


def enumeration(items: Sequence[str], locale: str) -> str:
    """A list in a sentence: Accra, Harare and Kampala."""
    from babel.lists import format_list

    return str(format_list(list(items), locale=cldr(locale))) if items else ""


def own_name(code: str) -> str:
    """A language in its own words: español."""
    return language_name(code, code)


@lru_cache(maxsize=64)
def language_name(code: str, locale: str) -> str:
    """What a language is called in another one; its code where CLDR does not know it."""
    from babel import UnknownLocaleError

    try:
        return cldr(code).get_display_name(cldr(locale)) or code
    except (UnknownLocaleError, ValueError):
        return str(cldr(locale).languages.get(code, code))
