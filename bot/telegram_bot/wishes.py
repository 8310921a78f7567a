"""What a button of the page on announcements asks for, packed into the few bytes that a button carries.

The page of a channel is shown in the private chat with its administrator too, so a wish can name the chat it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from bot.storage.phrases import key_of
from bot.telegram_bot.keyboards import Button
from bot.telegram_bot.links import short
from bot.telegram_bot.payloads import Does, pack, unpack

ADD, DROP = "+", "-"
"""Stand before a programme: whether it is wanted, so that a press which is handled again takes nothing back."""
LONGEST_NAME = 36
"""Letters of a programme's id that fit beside the number of a chat."""


class Verb(Enum):
    """What is wanted. Without an argument, the page on which it is chosen."""

    MAIN = "m"
    """The page that shows all that is set."""
    NEWS = "n"
    """A programme with its sign; all programmes, where it is empty."""
    LANGUAGE = "l"
    """A code."""
    WHERE = "w"
    """In a forum: here, general."""
    LOST = "t"
    """If that topic vanishes: a LostTopic."""
    QUIET = "q"
    """22-7; off; from, and 22: the pages on which the two hours are chosen."""
    REGION = "y"
    """A part of the world and a page of its cities: asia.0."""
    ZONE = "z"
    """A name of the tz database."""
    MOST = "x"
    """Announcements in a week; any."""
    PAUSE = "p"
    """A Pause of subscribing_changes.py."""
    REMINDERS = "r"
    """A programme with its sign."""
    STOP = "o"
    """Everything off."""
    UNDO = "u"
    """As it was before."""
    CHANNELS = "c"
    """The channels of the person who presses."""
    GROUP = "g"
    """Back to the other settings of a group."""
    DONE = "d"
    """Takes the page away."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted, and for which chat."""

    verb: Verb
    argument: str = ""
    chat: int = 0
    """0: the chat in which the button stands."""

    def pack(self) -> str:
        """s::q:22-7, s:-1001000000001:n:+seoul-program."""
        return pack(Does.SUBSCRIBE, f"{self.chat or ''}:{self.verb.value}:{self.argument}")

    def button(self, label: str) -> Button:
        """The button that asks for it."""
        return {"text": short(label), "callback_data": self.pack()}


def read(payload: str | None) -> Wish | None:
    """What a payload asks for; None for one that is none of these."""
    found = unpack(payload)
    if found is None or found[0] is not Does.SUBSCRIBE:
        return None
    if found[1][:1] in (ADD, DROP) and ":" not in found[1]:
        return Wish(Verb.NEWS, found[1])  # under a message of an earlier version
    chat, _, rest = found[1].partition(":")
    letter, colon, argument = rest.partition(":")
    if not colon or letter not in {verb.value for verb in Verb} or not (chat == "" or _is_chat(chat)):
        return None
    return Wish(Verb(letter), argument, int(chat or 0))


def _is_chat(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= 15


def mark_of(program: str) -> str:
    """A programme's id, or its digest where that is too long for a button."""
    return program if len(program) <= LONGEST_NAME else f"={key_of(program)}"


def marked(mark: str, programs: Iterable[str]) -> str | None:
    """The programme of a mark; None where there is no such."""
    return next((one for one in programs if mark_of(one) == mark), None)


def signed(value: str) -> tuple[bool, str] | None:
    """Whether something is wanted, and what; None where the sign is missing."""
    return (value[0] == ADD, value[1:]) if value[:1] in (ADD, DROP) else None
