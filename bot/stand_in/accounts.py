"""A bot as Telegram keeps it: its user, its queue, its settings, what it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.stand_in.chats import Chat, PrivateChat
from bot.stand_in.errors import Json
from bot.stand_in.message import Message
from bot.stand_in.updates import Update, UpdateQueue
from bot.stand_in.webhooks import Webhook

if TYPE_CHECKING:
    from bot.stand_in.inline import CachedAnswer, InlineAsk
    from bot.stand_in.people import Person
    from bot.stand_in.presses import Press
    from bot.stand_in.world import World


class BotAccount:
    """One bot; `revoked` and `logged_out` shut its token."""

    is_bot = True

    def __init__(self, world: World, token: str, username: str) -> None:
        self.world = world
        self.token = token
        number = token.partition(":")[0]
        self.id = int(number) if number.isdigit() else world.person_id()
        self.profile: Json = {
            "id": self.id,
            "is_bot": True,
            "first_name": "WeGO test bot",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
        self.updates = UpdateQueue(world.clock)
        self.webhook = Webhook(self.updates)
        self.private: dict[int, PrivateChat] = {}
        self.commands: dict[tuple[str, int, int, str], list[Json]] = {}
        self.names: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.presses: dict[str, Press] = {}
        self.inline_asks: dict[str, InlineAsk] = {}
        self.inline_cache: dict[tuple[str, str, int], CachedAnswer] = {}
        self.inline_messages: dict[str, Message] = {}
        self.inline_feedback = True
        self.sees_bots = False
        self.revoked = False
        self.logged_out = False
        self._message_id = 0

    @property
    def user(self) -> Json:
        """The User object of messages; only getMe shows the abilities too."""
        return {name: self.profile[name] for name in ("id", "is_bot", "first_name", "username")}

    def take_message_id(self) -> int:
        self._message_id += 1
        return self._message_id

    def private_with(self, person: Person) -> PrivateChat:
        """The private chat, there as soon as somebody asks for it."""
        chat = self.private.get(person.id)
        if chat is None:
            chat = self.private[person.id] = PrivateChat(self.world, self, person, started=person.started)
        return chat

    def find_chat(self, number: int) -> Chat | None:
        """What a chat_id means to this bot."""
        if number < 0:
            return self.world.chats.get(number)
        person = self.world.people.get(number)
        return self.private_with(person) if person else None

    def tell(self, kind: str, payload: Json, lane: int) -> Update | None:
        """Queues an update; lane is the chat or the user whose order counts."""
        return self.updates.add(kind, payload, lane)

    def settings(self, kind: str, language: str) -> Any:
        """A name or a description: for the language, else for all."""
        return self.names.get((kind, language)) or self.names.get((kind, ""), "")
