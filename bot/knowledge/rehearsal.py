"""A file of announcements that are to be rehearsed, and of the chats that are made up to get them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar

from bot.knowledge.encoding import MAX_BYTES
from bot.knowledge.files import reason, shown
from bot.knowledge.model import STRICT, Announcement
from bot.knowledge.problems import Problem
from bot.knowledge.reader import read
from bot.knowledge.types import Count, Flag, Hours, LanguageCode, Slug, Text, Time, Zone
from bot.knowledge.validation import validate


class Kind(StrEnum):
    """A sort of chats; a forum is a group with topics."""

    PRIVATE = "private"
    GROUP = "group"
    FORUM = "forum"
    CHANNEL = "channel"


class Trouble(StrEnum):
    """What is wrong with a chat."""

    BLOCKED = "blocked"
    """The person has blocked the bot, or the group has thrown it out."""
    NO_RIGHTS = "no-rights"
    """The bot may not write there."""
    MOVED = "moved"
    """The group becomes a supergroup before the first message."""
    NO_TOPIC = "no-topic"
    """The topic in which a forum wants its announcements is gone."""
    TOO_MANY = "too-many"
    """Telegram wants no more for a few seconds."""
    NO_ANSWER = "no-answer"
    """The first message arrives, and no answer to the bot."""


@dataclass(frozen=True, slots=True)
class Listener:
    """A chat that is made up, or several of the same sort."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    name: Text
    count: Count = 1
    """How many of these there are."""
    kind: Kind = Kind.PRIVATE
    language: LanguageCode = "en"
    programs: tuple[Slug, ...] = ()
    """The programmes to which it subscribes; left out: all."""
    quiet: Hours | None = None
    """Its quiet hours, such as 22:00-07:00."""
    zone: Zone | None = None
    """The time zone of these; left out: the organiser's."""
    weekly: Count | None = None
    """The most announcements that it wants in seven days."""
    paused: Flag = False
    general: Flag = False
    """Of a forum: whether announcements go into General where its topic is gone."""
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What is played, and before whom."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    announcements: tuple[Announcement, ...]
    chats: tuple[Listener, ...] = ()
    """Left out: one chat of each sort and language."""
    begins: Time | None = None
    """When the play begins, where the organiser is; left out: an hour before the first announcement, or now."""


def read_rehearsal(path: Path) -> tuple[Rehearsal | None, list[Problem]]:
    """The file, or all that is wrong with it."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return None, [Problem(shown(path), 1, 1, f"the file cannot be read ({reason(error)})")]
    document = read(data, shown(path))
    found, problems = validate(document, Rehearsal)
    return found, [*document.problems, *problems]
