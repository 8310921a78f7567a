"""People, and what they do; each action becomes the updates Telegram would send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stand_in.chats import Chat, PrivateChat
from bot.stand_in.commands import shown
from bot.stand_in.delivery import announce
from bot.stand_in.errors import Json
from bot.stand_in.files import store
from bot.stand_in.groups import Group
from bot.stand_in.inline import InlineAsk
from bot.stand_in.membered import Membered
from bot.stand_in.message import Message
from bot.stand_in.presses import Press, press
from bot.stand_in.texts import Text, detected
from bot.stand_in.topics import Topic

if TYPE_CHECKING:
    from bot.stand_in.accounts import BotAccount
    from bot.stand_in.world import World


class Person:
    """Somebody with a private chat with the main bot; `is_bot` makes it a bot of others, which only writes."""

    def __init__(
        self,
        world: World,
        first_name: str,
        *,
        language_code: str | None = "en",
        username: str | None = None,
        last_name: str | None = None,
        started: bool = False,
        is_bot: bool = False,
    ) -> None:
        self.world = world
        self.id = world.person_id()
        self.is_bot = is_bot
        self.first_name = first_name
        self.last_name = last_name
        self.username = username
        self.language_code = language_code
        self.started = started
        self.deactivated = False
        world.people[self.id] = self

    @property
    def user(self) -> Json:
        """The User object; made anew, so a changed name or language shows in the next update."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        extra = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return user | {name: value for name, value in extra.items() if value is not None}

    @property
    def chat(self) -> PrivateChat:
        """The private chat with the main bot."""
        return self.world.main.private_with(self)

    def says(
        self,
        text: str,
        reply_to: Message | None = None,
        chat: Chat | None = None,
        topic: Topic | None = None,
        via: BotAccount | None = None,
    ) -> Message:
        """Writes a message: into the given chat, that of the topic or the reply, else the private one."""
        extra: Json = {"via_bot": via.user} if via else {}
        return self._sends({**detected(Text(text)).fields(), **extra}, reply_to, chat, topic)

    def sends_document(
        self,
        name: str,
        data: bytes,
        caption: str | None = None,
        reply_to: Message | None = None,
        *,
        chat: Chat | None = None,
        topic: Topic | None = None,
        size: int | None = None,
    ) -> Message:
        """Sends a file; `size` tells another size than the true one, to try the limit of 20 MB."""
        file = store(self.world, data, name, size=size)
        text = detected(Text(caption or "")).fields(caption=True)
        return self._sends({"document": file.card(), **text}, reply_to, chat, topic)

    def sends(self, content: Json, reply_to: Message | None = None, *, chat: Chat | None = None) -> Message:
        """Sends anything else, as the fields of the Message object: a voice message, a place, a picture of an album."""
        return self._sends(content, reply_to, chat, None)

    def edits(self, message: Message, text: str) -> Message:
        """Changes an own message, or the caption of one: edited_message, to those bots that got the message."""
        caption = "text" not in message
        message.pop("caption_entities" if caption else "entities", None)
        message |= {**detected(Text(text)).fields(caption), "edit_date": int(self.world.clock.now())}
        announce(message, "edited_message")
        return message

    def deletes(self, message: Message) -> None:
        """Deletes a message; bots are told nothing."""
        message.deleted = True

    def presses(self, message: Message, button: str, *, inaccessible: bool = False) -> Press:
        """Presses the button with this text or data. AssertionError if the message shows no such button."""
        for found in message.buttons:
            if "callback_data" in found and button in {found["text"], found["callback_data"]}:
                return press(self, message, found["callback_data"], inaccessible=inaccessible)
        raise AssertionError(f"no button {button!r} to press among {message.buttons}")

    def forges_press(self, message: Message, data: str) -> Press:
        """Sends callback data that no button holds, as a modified client can."""
        return press(self, message, data)

    def asks_inline(self, query: str, offset: str = "", bot: BotAccount | None = None) -> InlineAsk:
        """Types "@bot query" somewhere; a cached answer is shown without asking the bot."""
        return InlineAsk(self, bot or self.world.main, query, offset).send()

    def reacts(self, message: Message, emoji: str | None) -> None:
        """Sets or takes back a reaction; bots that are administrators may have asked for such updates."""
        old, new = list(message.reactions), [{"type": "emoji", "emoji": emoji}] if emoji else []
        message.reactions = new
        update = {
            "chat": message.chat.card,
            "message_id": message.id,
            "user": self.user,
            "date": int(self.world.clock.now()),
            "old_reaction": old,
            "new_reaction": new,
        }
        for bot in self.world.accounts.values():
            chat = message.chat
            if chat.holds(bot) and (not isinstance(chat, Membered) or chat.member(bot).leads):
                bot.tell("message_reaction", update, chat.id)

    def joins(self, group: Group) -> None:
        """chat_member and the service message."""
        group.sets_status(self, "member", by=self)
        group.service(self, {"new_chat_members": [self.user]})

    def leaves(self, group: Group) -> None:
        group.sets_status(self, "left", by=self)
        group.service(self, {"left_chat_member": self.user})

    def blocks(self) -> None:
        """Blocks the main bot: my_chat_member, and 403 for whatever it sends."""
        self._private_status("member", "kicked")
        self.chat.blocked = True

    def unblocks(self) -> None:
        self._private_status("kicked", "member")
        self.chat.blocked = False

    def deletes_account(self) -> None:
        """403 "user is deactivated" from now on."""
        self.deactivated = True

    def shows_commands(self, chat: Chat | None = None) -> list[Json]:
        """The commands this person sees in the menu there: narrow scopes first, own language first."""
        return shown(self.world.main, self, chat or self.chat)

    async def hears(self, timeout: float = 2.0, containing: str | None = None) -> Message:
        """The next message of the bot in the private chat that was not yet heard."""
        return await self.chat.hears(timeout, containing)

    def _sends(self, content: Json, reply: Message | None, chat: Chat | None, topic: Topic | None) -> Message:
        chat = chat or (topic.group if topic else None) or (reply.chat if reply is not None else None) or self.chat
        thread = None if topic is None or topic.is_general else topic.id
        message = chat.add(self, {"from": self.user, **content, **chat.place(thread, reply)})
        if isinstance(chat, PrivateChat):
            assert not chat.blocked, f"{self.first_name} has blocked the bot and must unblock it to write"
            chat.started = True
        elif isinstance(chat, Membered):
            member = chat.member(self)
            assert member.present, f"{self.first_name} is not in {chat.card['title']}"
            if member.leads and member.anonymous:
                anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
                message |= {"from": anonymous, "sender_chat": chat.card}
            if self.is_bot:
                chat.last_bot = self.id
        announce(message)
        return message

    def _private_status(self, old: str, new: str) -> None:
        def card(status: str) -> Json:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.world.main.user, "status": status, **until}

        update = {
            "chat": self.chat.card,
            "from": self.user,
            "date": int(self.world.clock.now()),
            "old_chat_member": card(old),
            "new_chat_member": card(new),
        }
        self.world.main.tell("my_chat_member", update, self.id)
