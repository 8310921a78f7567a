"""What a button carries, in at most 64 bytes: one letter for what it does, and what it does it with.

Whoever presses may have made the payload up, so it is taken for a wish and checked like any other input.
"""

from __future__ import annotations

from enum import Enum

MOST = 64
"""Bytes that Telegram lets a button carry."""


class Does(Enum):
    """What a button does."""

    LEAF = "b"
    """Turns to another page: b:program:seoul-program."""
    ASK = "a"
    """Asks a question that the bot offers; the key of its words."""
    PAGE = "p"
    """Turns the pages of a long answer: their key and the number of one."""
    SOURCES = "w"
    """Shows where the answer is from; the keys of its sources."""
    HIDE = "x"
    """Hides that again; the same keys."""
    NONE = "n"
    """None of the offered questions was meant; the number of the question."""
    HELPFUL = "h"
    NOT_HELPFUL = "u"
    FORWARD = "f"
    """Sends the question with this number to staff."""
    CALENDAR = "c"
    """Sends the dates of an edition as a file."""
    LANGUAGE = "l"
    SUBSCRIBE = "s"
    """Sets something about announcements, or shows what is set: a Wish of wishes.py."""
    LEAVE = "q"
    """Under an announcement: no more of them. Its number; with a letter before it, what can be done after that."""
    REMIND = "r"
    """Reminds of a programme, or no longer: r:+seoul-program, r:-seoul-program."""
    STAFF = "t"
    """What only staff can do: a verb of staff_pressing.py and what it is done with, t:verb:argument."""


def pack(does: Does, value: str | int = "") -> str:
    """The payload; ValueError where it is too long for a button."""
    payload = f"{does.value}:{value}"
    if len(payload.encode()) > MOST:
        raise ValueError(f"a button cannot carry {payload!r}")
    return payload


def unpack(payload: str | None) -> tuple[Does, str] | None:
    """What a payload asks for; None for one that is not ours."""
    letter, colon, value = (payload or "").partition(":")
    try:
        return (Does(letter), value) if colon else None
    except ValueError:
        return None


def pack_staff(verb: str, argument: str | int = "") -> str:
    """The payload of a button for staff; ValueError where it is too long for a button."""
    return pack(Does.STAFF, f"{verb}:{argument}")


def unpack_staff(payload: str | None) -> tuple[str, str] | None:
    """The verb and its argument; None for a button that is not for staff."""
    found = unpack(payload)
    if found is None or found[0] is not Does.STAFF:
        return None
    verb, _, argument = found[1].partition(":")
    return verb, argument
