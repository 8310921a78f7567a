"""Everything that exists beside the bot: people, groups, channels, and the bots themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stand_in.bell import Bell
from bot.stand_in.channels import Channel
from bot.stand_in.clock import Clock
from bot.stand_in.groups import Group
from bot.stand_in.message import Message

if TYPE_CHECKING:
    from bot.stand_in.accounts import BotAccount
    from bot.stand_in.chats import Chat
    from bot.stand_in.files import StoredFile
    from bot.stand_in.people import Person

FIRST_PERSON = 5_000_000_000
"""People's numbers begin here: beyond 32 bits, as many real ones are."""


class World:
    """Finds people and chats by number; hands out numbers."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        self.bell = Bell()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Group | Channel] = {}
        self.usernames: dict[str, Chat] = {}
        self.accounts: dict[str, BotAccount] = {}
        self.sent: list[Message] = []
        self.files: dict[str, StoredFile] = {}
        self._numbers = 0

    @property
    def main(self) -> BotAccount:
        """The first bot, which is meant when no bot is named."""
        return next(iter(self.accounts.values()))

    def number(self) -> int:
        self._numbers += 1
        return self._numbers

    def person_id(self) -> int:
        return FIRST_PERSON + self.number()

    def new_group(self, title: str, owner: Person, *, supergroup: bool = True, forum: bool = False) -> Group:
        """Supergroups have the numbers -100..., plain groups short ones."""
        number = (-1_002_000_000_000 if supergroup else -4_000_000_000) - self.number()
        group = Group(self, number, owner, title, supergroup=supergroup, forum=forum)
        self.chats[group.id] = group
        return group

    def new_channel(self, title: str, owner: Person) -> Channel:
        channel = Channel(self, -1_001_000_000_000 - self.number(), owner, title)
        self.chats[channel.id] = channel
        return channel

    def names(self, username: str, chat: Chat) -> None:
        """Gives a public name, by which a bot may address the chat too."""
        self.usernames[username.lower()] = chat
        chat.card["username"] = username
