"""All that a chat has chosen about announcements, read at once."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.storage import chats, departures, preferences, reminders, subscriptions
from bot.storage.chats import Chat
from bot.storage.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One chat."""

    chat: Chat
    programs: frozenset[str]
    """To which it subscribes; empty text stands for all."""
    wants: Preferences
    reminded: frozenset[str] = frozenset()
    can_return: bool = False
    """Whether it has stopped everything, and can have back what it had before."""

    def language(self, fallback: str) -> str:
        """In which announcements come."""
        return self.wants.language or self.chat.language or fallback

    def is_paused(self, now: float) -> bool:
        """Whether nothing comes at that moment, because it was told to wait."""
        return self.wants.paused and (self.wants.paused_until is None or now < self.wants.paused_until)


def find(connection: sa.Connection, chat: int, kind: str) -> Subscriber:
    """What is known of a chat; ``kind`` is that of one which is not known yet."""
    return Subscriber(
        chats.find(connection, chat) or Chat(chat, kind, "", "", None, reachable=True),
        subscriptions.of(connection, chat),
        preferences.of(connection, chat),
        reminders.of(connection, chat),
        departures.can_return(connection, chat),
    )


def has_chosen(connection: sa.Connection, chat: int) -> bool:
    """Whether somebody has ever set something about announcements there."""
    held = find(connection, chat, "")
    return bool(held.programs) or held.can_return or held.wants != Preferences(chat)
