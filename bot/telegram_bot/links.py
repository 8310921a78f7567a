"""Deep links: from a group or from any chat into the private one, straight to what was meant.

Whoever taps a link may have changed it, so what it leads to is looked up like any other input.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telegram import InlineKeyboardButton

MOST = 60
"""Letters of a button that a phone shows."""
_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What Telegram lets a link carry."""


class Kind(StrEnum):
    """Where a link leads: the first word of what it carries."""

    PROGRAM = "p"
    """A programme: p-seoul-program."""
    EDITION = "e"
    """An edition: e-seoul-program__2016 for seoul-program/2016."""
    QUESTION = "q"
    """The answer to a question; the key of its words."""
    APPLY = "apply"
    PROGRAMS = "programs"
    DATES = "dates"
    TOPICS = "topics"
    SUBSCRIBE = "subscribe"
    BEGIN = "begin"
    """The greeting."""


def parameter(kind: str, name: str = "") -> str:
    """What the link carries; ValueError where that is more, or other, than a link can."""
    carried = f"{kind}-{name.replace('/', '__')}" if name else str(kind)
    if not _PARAMETER.fullmatch(carried):
        raise ValueError(f"a link cannot carry {carried!r}")
    return carried


def deep_link(username: str, kind: str, name: str = "") -> str:
    """The address that opens the private chat with the bot of that name; ValueError as above."""
    return f"https://t.me/{username}?start={parameter(kind, name)}"


def read(carried: str) -> tuple[Kind, str] | None:
    """What a link leads to, with the name in the form of the catalogue; None for one that is not ours."""
    kind, _, name = carried.partition("-")
    if kind not in set(Kind) or not _PARAMETER.fullmatch(carried):
        return None
    return Kind(kind), name.replace("__", "/", 1) if kind == Kind.EDITION else name


def link_row(label: str, username: str, kind: str, name: str = "") -> list[InlineKeyboardButton]:
    """The one button of such a link; none where a link cannot carry it."""
    from telegram import InlineKeyboardButton

    try:
        address = deep_link(username, kind, name)
    except ValueError:
        return []
    return [InlineKeyboardButton(short(label), url=address)]


def short(label: str, most: int = MOST) -> str:
    """As much of a text as is shown."""
    return label if len(label) <= most else f"{label[: most - 1]}…"
