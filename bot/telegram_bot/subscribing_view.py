"""Whose announcements are looked at, by whom and where: what every page on them is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.answers import zones
from bot.answers.composing.page import Desk
from bot.answers.reply import Block
from bot.storage.subscribers import Subscriber
from bot.telegram_bot.keyboards import Button, Keyboard, Row
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services
from bot.telegram_bot.wishes import Verb, Wish

PRIVATE, CHANNEL = "private", "channel"


@dataclass(frozen=True, slots=True)
class Screen:
    """One page: its text as HTML, and its buttons."""

    text: str
    keyboard: Keyboard


def screen(blocks: Iterable[Block], rows: Iterable[Row]) -> Screen:
    """The page that says the blocks; what would not fit into one message is left out."""
    return Screen(messages(blocks)[0], Keyboard([row for row in rows if row]))


def side_by_side(buttons: list[Button], count: int = 2) -> list[Row]:
    """Rows of so many."""
    return [buttons[at : at + count] for at in range(0, len(buttons), count)]


@dataclass(frozen=True, slots=True)
class View:
    """A chat's announcements, as one person sees them in one place."""

    desk: Desk
    subscriber: Subscriber
    here: int
    """The chat in which the page stands: another one where a channel is looked at in private."""
    topic: int | None
    """The forum topic in which it stands; None where the chat has no topics."""
    languages: tuple[str, ...]
    """In which announcements can come."""
    organiser_zone: str
    now: float
    """Seconds since 1970."""

    @property
    def chat(self) -> int:
        """The chat that is looked at."""
        return self.subscriber.chat.chat

    @property
    def language(self) -> str:
        """In which the page is written."""
        return self.desk.naming.language

    @property
    def is_private(self) -> bool:
        return self.subscriber.chat.kind == PRIVATE

    @property
    def is_elsewhere(self) -> bool:
        """Whether the chat that is looked at is not the one in which the page stands."""
        return self.here != self.chat

    @property
    def zone(self) -> str:
        """In which the quiet hours are counted."""
        return self.subscriber.wants.zone or self.organiser_zone

    @property
    def time(self) -> str:
        """What clocks show there: 14:05."""
        return f"{dt.datetime.fromtimestamp(self.now, ZoneInfo(self.zone)):%H:%M}"

    def city(self, zone: str) -> str:
        """Jakarta (UTC+7)."""
        name, offset = zones.name(zone, self.desk.naming.locale), zones.offset(zone, self.now)
        return name if name == offset else self.desk.sentences.text("zone-name", city=name, offset=offset)

    def button(self, verb: Verb, label: str, argument: str = "", *, ticked: bool = False) -> Button:
        """A button about this chat, with a tick where that holds now."""
        shown = self.desk.sentences.text("chosen", name=label) if ticked else label
        return Wish(verb, argument, self.chat if self.is_elsewhere else 0).button(shown)

    def back(self, verb: Verb = Verb.MAIN) -> Button:
        """The way back to another page."""
        return self.button(verb, self.desk.sentences.text("button-back"))


def view_of(
    services: Services, subscriber: Subscriber, language: str, *, here: int = 0, topic: int | None = None
) -> View:
    """The view of a chat in itself, or in another one (``here``)."""
    return View(
        services.desk(language),
        subscriber,
        here or subscriber.chat.chat,
        topic,
        services.languages,
        services.zone,
        services.now(),
    )
