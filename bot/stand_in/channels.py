"""Channels, and what of them appears in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stand_in.delivery import announce
from bot.stand_in.errors import Json
from bot.stand_in.groups import Group
from bot.stand_in.membered import Membered
from bot.stand_in.members import CHANNEL_RIGHTS
from bot.stand_in.message import Message, Speaker

if TYPE_CHECKING:
    from bot.stand_in.people import Person
    from bot.stand_in.world import World


class Channel(Membered):
    """A channel; what is posted appears in the linked group by itself."""

    type = "channel"
    default_rights = CHANNEL_RIGHTS

    def __init__(self, world: World, chat_id: int, owner: Person, title: str) -> None:
        super().__init__(world, chat_id, owner, title=title)
        self.linked: Group | None = None

    def links(self, group: Group) -> None:
        """Makes the group the discussion group of the channel."""
        self.linked = group

    def service(self, author: Speaker, fields: Json) -> Message:
        """Channels show no members' names, so there is no message on new members."""
        return Message(self, author, {"message_id": 0, **fields}, service=True)

    def posts(self, text: str) -> Message:
        """An administrator posts: channel_post without `from`, and its copy in the linked group."""
        post = self.add(self.owner, {"sender_chat": self.card, "text": text})
        announce(post, "channel_post")
        if self.linked is not None:
            self.forwards(post, self.linked)
        return post

    def edits(self, post: Message, text: str) -> None:
        """edited_channel_post."""
        post["text"] = text
        post["edit_date"] = int(self.world.clock.now())
        announce(post, "edited_channel_post")

    def forwards(self, post: Message, group: Group) -> Message:
        """The automatic forward: from 777000, in the name of the channel."""
        origin = {"type": "channel", "chat": self.card, "message_id": post.id, "date": post["date"]}
        fields = {
            "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
            "sender_chat": self.card,
            "is_automatic_forward": True,
            "forward_origin": origin,
            "text": post.text,
        }
        copy = group.add(self.owner, fields)
        announce(copy)
        return copy

    def says_in(self, group: Group, text: str) -> Message:
        """Somebody writes into a group in the name of the channel: `from` is Channel_Bot."""
        sender = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
        message = group.add(self.owner, {"from": sender, "sender_chat": self.card, "text": text})
        announce(message)
        return message
