"""Groups, supergroups, forums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stand_in.delivery import announce
from bot.stand_in.errors import Json
from bot.stand_in.membered import Membered
from bot.stand_in.topics import Topic

if TYPE_CHECKING:
    from bot.stand_in.people import Person
    from bot.stand_in.world import World


class Group(Membered):
    """A group; `supergroup` decides over its type, `forum` over its topics."""

    def __init__(self, world: World, chat_id: int, owner: Person, title: str, *, supergroup: bool, forum: bool) -> None:
        self.type = "supergroup" if supergroup else "group"
        card: Json = {"title": title}
        if forum:
            card["is_forum"] = True
        super().__init__(world, chat_id, owner, **card)
        self.forum = forum
        self._last_id = int(supergroup)  # number 1 tells of the creation, and stands for the topic General
        self.topics: dict[int, Topic] = {}
        self.general = Topic(self, 1, "General")
        self.upgraded: Group | None = None

    @property
    def title(self) -> str:
        return str(self.card["title"])

    def topic(self, name: str, *, quietly: bool = False) -> Topic:
        """A new topic; its number is that of the service message that opened it."""
        assert self.forum, f"{self.title} is no forum"
        fields = {"forum_topic_created": {"name": name, "icon_color": 7322096}, "is_topic_message": True}
        message = self.add(self.owner, {"from": self.owner.user, **fields}, service=True)
        message["message_thread_id"] = message.id
        if not quietly:
            announce(message)
        topic = self.topics[message.id] = Topic(self, message.id, name)
        return topic

    def migrates(self) -> Group:
        """Becomes a supergroup with a new number; the old one answers 400 with migrate_to_chat_id."""
        assert self.type == "group", "a supergroup does not migrate"
        new = self.world.new_group(self.title, self.owner, supergroup=True)
        new.members = dict(self.members)
        self.service(self.owner, {"migrate_to_chat_id": new.id})
        self.upgraded = new
        new.service(self.owner, {"migrate_from_chat_id": self.id})
        return new
