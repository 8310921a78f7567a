"""Figures and months among the words of a clause: years, numbers, places in a row, and what only looks like a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.matching.mending import Word
from bot.matching.senses import Kind, Meaning, Mention, Sense

_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}


def number(at: int, found: Sequence[Word]) -> Mention | None:
    """A word of digits as a year or number."""
    text = found[at].text
    if not text.isdecimal():
        return None
    value = str(int(text)) if len(text) < 12 else text
    kind = Kind.YEAR if len(text) == 4 and 1900 <= int(text) <= 2100 else Kind.NUMBER
    return Mention(at, at + 1, Meaning([Sense(kind, value)]))


def numbered(mention: Mention, found: Sequence[Word]) -> Mention:
    """A Roman numeral or a lone digit behind a year is a place in a row: "2012 (II)", "2012-2"."""
    raw = found[mention.start].raw
    if raw in ("1", "2", "3", "4") and mention.start and found[mention.start - 1].text.isdecimal():
        return Mention(mention.start, mention.end, Meaning([Sense(Kind.ORDINAL, raw)]))
    if mention.end - mention.start > 1 or raw.upper() not in _ROMAN:
        return mention
    before = found[mention.start - 1].text if mention.start else ""
    if (before.isdecimal() and len(before) == 4) or (raw.isupper() and len(raw) > 1):
        return Mention(mention.start, mention.end, Meaning([Sense(Kind.ORDINAL, _ROMAN[raw.upper()])]))
    return mention


def month_or_word(i: int, mentions: Sequence[Mention], found: Sequence[Word]) -> Mention:
    """ "may" and "march" are months beside a number, or with a capital inside a sentence; else the plain word."""
    mention = mentions[i]
    if not (mention.has(Kind.MONTH) and mention.has(Kind.STOP)):
        return mention
    beside = [found[at].text for at in (mention.start - 1, mention.end) if 0 <= at < len(found)]
    typed = found[mention.start].raw
    month = any(text.isdecimal() for text in beside) or (
        mention.start > 0 and typed[:1].isupper() and not typed.isupper()
    )
    kept = Kind.MONTH if month else Kind.STOP
    return replace(mention, meaning=mention.meaning.only(kept))
