"""Dates in figures -> with the month as a word: 9-12/7/2018 is 9-12 July 2018, 2018-07 is July 2018.

The day stands first, as nearly everywhere; where that gives no month, it stands second (7/22/2016).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_DAY_FIRST = re.compile(r"(?<![\d./-])(\d{1,2})(\s?[-–]\s?\d{1,2})?[./-](\d{1,2})[./-]((?:19|20)\d\d)(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<![\d./-])((?:19|20)\d\d)[./-](\d{1,2})(?:[./-](\d{1,2}))?(?![\d/])")
_MONTH_FIRST = re.compile(r"(?<![\d./-])(\d{1,2})[./]((?:19|20)\d\d)(?![\d/])")


def spelt_out(text: str, months: Sequence[str]) -> str:
    """The text with the months of its dates as words; unchanged where it has none, or the names are not known."""
    if len(months) < 12 or not any(character.isdigit() for character in text):
        return text

    def name(typed: str) -> str | None:
        return months[int(typed) - 1] if 1 <= int(typed) <= 12 else None

    def day_first(found: re.Match[str]) -> str:
        day, to, month, year = found.group(1), found.group(2) or "", found.group(3), found.group(4)
        if name(month):
            return f"{day}{to} {name(month)} {year}"
        return f"{month} {name(day)} {year}" if name(day) and not to else found.group()

    def year_first(found: re.Match[str]) -> str:
        year, month, day = found.group(1), found.group(2), found.group(3) or ""
        return f"{day} {name(month)} {year}".strip() if name(month) and (day or len(month) == 2) else found.group()

    def month_first(found: re.Match[str]) -> str:
        return f"{name(found.group(1))} {found.group(2)}" if name(found.group(1)) else found.group()

    text = _DAY_FIRST.sub(day_first, text)
    return _MONTH_FIRST.sub(month_first, _YEAR_FIRST.sub(year_first, text))
