"""An announcement as staff draft it, and as it is frozen for the chats of one language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Final, Self

LONGEST: Final = 4096
"""Letters of a message, as Telegram counts them: UTF-16 units without the markup."""
LONGEST_BELOW: Final = 1024
"""Letters below a picture or a file."""


class Attached(StrEnum):
    """What stands above the text."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a file that Telegram has already."""

    kind: Attached
    file: str
    """Telegram's file_id, which holds for this bot alone."""
    name: str = ""


def _media(held: Mapping[str, str] | None) -> Media | None:
    """From JSON that has been read."""
    return Media(Attached(held["kind"]), held["file"], held["name"]) if held else None


class Reaches(StrEnum):
    """A kind of chats."""

    PRIVATE = "private"
    GROUPS = "groups"
    CHANNELS = "channels"

    @classmethod
    def of(cls, kind: str) -> Reaches:
        """Of a chat's type as Telegram calls it."""
        return {"private": cls.PRIVATE, "channel": cls.CHANNELS}.get(kind, cls.GROUPS)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets an announcement, of those who subscribe."""

    programs: tuple[str, ...] = ()
    """Who subscribes to one of these, or to all; where there are none, who subscribes to all."""
    kinds: tuple[Reaches, ...] = tuple(Reaches)
    chats: tuple[int, ...] = ()
    """Where there are any: these chats, whatever they subscribe to."""
    reminds: str = ""
    """Where there is one: the people who are reminded of this programme, and nobody else. No ids of theirs are kept
    here, and who does not want it any more when it goes out does not get it."""


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens an address, with its label in each language."""

    url: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Announcement:
    """A draft, with everything that staff choose."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """By language, in Telegram's HTML. English serves where one is missing, and says so."""
    media: Media | None = None
    links: tuple[LinkButton, ...] = ()
    asks: bool = True
    """Whether there is a button that leads to the bot with a question."""
    about: str = ""
    """The programme or the edition that "ask me" is about."""
    audience: Audience = field(default_factory=Audience)
    silent: bool = False
    """Without a sound."""
    pins: bool = False
    due: float = 0.0
    """Seconds since 1970; 0: at once."""
    zone: str = ""
    """In which its time was named."""

    @property
    def room(self) -> int:
        """Letters that each text may have."""
        return LONGEST_BELOW if self.media else LONGEST

    def saying(self, language: str, text: str) -> Announcement:
        """With a text; without one in that language where it is empty."""
        texts = {code: one for code, one in self.texts.items() if code != language}
        return replace(self, texts=texts | ({language: text} if text else {}))

    def dumps(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def loads(cls, text: str) -> Self:
        """From what dumps() gave."""
        held = json.loads(text)
        media, audience = held.pop("media"), held.pop("audience")
        return cls(
            media=_media(media),
            links=tuple(LinkButton(one["url"], one["labels"]) for one in held.pop("links")),
            audience=Audience(
                tuple(audience["programs"]),
                tuple(map(Reaches, audience["kinds"])),
                tuple(audience["chats"]),
                audience.get("reminds", ""),
            ),
            **held,
        )


@dataclass(frozen=True, slots=True)
class Rendering:
    """What the chats of one language get, to the letter."""

    text: str
    """Telegram's HTML."""
    media: Media | None = None
    buttons: tuple[tuple[Mapping[str, str], ...], ...] = ()
    """Rows of buttons as Telegram takes them: text, and url or callback_data."""
    silent: bool = False
    said: str = "en"
    """The language of the text."""

    def dumps(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def loads(cls, text: str) -> Self:
        """From what dumps() gave."""
        held = json.loads(text)
        media, buttons = held.pop("media"), held.pop("buttons")
        return cls(
            media=_media(media),
            buttons=tuple(tuple(row) for row in buttons),
            **held,
        )
