"""What all chats have in common, and the private chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stand_in.errors import Json
from bot.stand_in.message import Message, Speaker

if TYPE_CHECKING:
    from bot.stand_in.accounts import BotAccount
    from bot.stand_in.people import Person
    from bot.stand_in.world import World


class Chat:
    """A place for messages, found by number in constant time."""

    type = "private"

    def __init__(self, world: World, chat_id: int, **card: object) -> None:
        self.world = world
        self.id = chat_id
        self.card: Json = {"id": chat_id, "type": self.type, **card}
        self.messages: dict[int, Message] = {}
        self.heard: list[Message] = []
        self.pinned: list[int] = []
        self.actions: list[tuple[int, str]] = []
        self.last_bot: int | None = None
        self.forum = False
        self._last_id = 0
        self._read = 0

    def led_by(self, user: Speaker) -> bool:
        """Whether the user is an administrator here."""
        return False

    def has_bots_beside(self, bot: BotAccount) -> bool:
        return False

    def take_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def holds(self, bot: BotAccount) -> bool:
        """Whether the bot gets anything from here."""
        raise NotImplementedError

    def find(self, message_id: int | None) -> Message | None:
        """A message that is not deleted."""
        message = self.messages.get(message_id or 0)
        return None if message is None or message.deleted else message

    def add(self, author: Speaker, fields: Json, *, service: bool = False) -> Message:
        """Writes a message into the chat; nobody is told of it yet."""
        base = {"message_id": self.take_id(), "chat": self.card, "date": int(self.world.clock.now())}
        message = Message(self, author, {**base, **fields}, service=service)
        self.messages[message.id] = message
        return message

    def add_from_bot(self, bot: BotAccount, fields: Json) -> Message:
        """Writes what a bot sends; this is what people hear."""
        sender = {"sender_chat": self.card} if self.type == "channel" else {"from": bot.user}
        message = self.add(bot, {**sender, **fields})
        self.heard.append(message)
        self.last_bot = bot.id
        self.world.sent.append(message)
        return message

    def place(self, thread: int | None, reply: Message | None) -> Json:
        """Thread and reply of a new message. In a supergroup without topics a chain of replies has a thread too."""
        fields: Json = {}
        if self.forum:
            if reply is not None and reply.get("is_topic_message"):
                thread = reply.thread_id
            if thread:
                fields |= {"message_thread_id": thread, "is_topic_message": True}
        elif self.type == "supergroup" and reply is not None:
            fields["message_thread_id"] = reply.thread_id or reply.id
        if reply is not None:
            fields["reply_to_message"] = reply.quoted()
        return fields

    async def hears(self, timeout: float = 2.0, containing: str | None = None) -> Message:
        """The next bot message here that was not yet read; those without the wanted text are passed over."""

        def ready() -> Message | None:
            while self._read < len(self.heard):
                message = self.heard[self._read]
                self._read += 1
                if not message.deleted and (containing is None or containing in message.text):
                    return message
            return None

        wanted = f" with {containing!r}" if containing else ""
        found = await self.world.bell.until(ready, timeout, lambda: f"no bot message{wanted} in {self.card}")
        assert found is not None
        return found

    def forget(self) -> None:
        """Lets go of all messages; the next one has the next number."""
        self.messages.clear()
        self.heard.clear()
        self._read = 0

    def unread(self) -> int:
        """How many bot messages nobody has heard yet."""
        return len(self.heard) - self._read


class PrivateChat(Chat):
    """A person and a bot. The bot may write only after the person did, and until it is blocked."""

    def __init__(self, world: World, bot: BotAccount, person: Person, *, started: bool) -> None:
        names = {name: value for name, value in person.user.items() if name in {"first_name", "last_name", "username"}}
        super().__init__(world, person.id, **names)
        self.bot = bot
        self.person = person
        self.started = started
        self.blocked = False

    def take_id(self) -> int:
        """Private messages share one row of numbers per bot."""
        return self.bot.take_message_id()

    def holds(self, bot: BotAccount) -> bool:
        return bot is self.bot
