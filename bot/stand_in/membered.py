"""What groups and channels share: members, and the way a bot comes and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stand_in.chats import Chat
from bot.stand_in.delivery import announce
from bot.stand_in.errors import Json
from bot.stand_in.members import GROUP_RIGHTS, PRESENT, Member
from bot.stand_in.message import Message, Speaker

if TYPE_CHECKING:
    from bot.stand_in.accounts import BotAccount
    from bot.stand_in.people import Person
    from bot.stand_in.world import World


class Membered(Chat):
    """A chat with members: a group or a channel."""

    default_rights = GROUP_RIGHTS

    def __init__(self, world: World, chat_id: int, owner: Person, **card: object) -> None:
        super().__init__(world, chat_id, **card)
        self.owner = owner
        self.members: dict[int, Member] = {owner.id: Member(owner, "creator")}
        self.gone = False

    def holds(self, bot: BotAccount) -> bool:
        member = self.members.get(bot.id)
        return member is not None and member.status in PRESENT and not self.gone

    def led_by(self, user: Speaker) -> bool:
        return self.member(user).leads

    def has_bots_beside(self, bot: BotAccount) -> bool:
        return any(member.user.is_bot and member.present for key, member in self.members.items() if key != bot.id)

    def member(self, user: Speaker) -> Member:
        """The status of anybody; "left" for one who never came."""
        return self.members.get(user.id) or Member(user, "left")

    def sets_status(
        self,
        user: Speaker,
        status: str,
        *,
        by: Person | None = None,
        anonymous: bool = False,
        **rights: bool,
    ) -> None:
        """Gives a status. The bot learns of its own by my_chat_member, as administrator of others' by chat_member."""
        old = self.member(user)
        held = {**self.default_rights, **rights} if status == "administrator" else rights
        new = self.members[user.id] = Member(user, status, anonymous, held)
        update = {
            "chat": self.card,
            "from": (by or self.owner).user,
            "date": int(self.world.clock.now()),
            "old_chat_member": old.card(),
            "new_chat_member": new.card(),
        }
        for bot in list(self.world.accounts.values()):
            if bot.id == user.id:
                bot.tell("my_chat_member", update, self.id)
            elif self.holds(bot) and self.member(bot).leads:
                bot.tell("chat_member", update, self.id)

    def adds_bot(self, by: Person | None = None, bot: BotAccount | None = None) -> None:
        """The bot joins: my_chat_member, and in a group the service message on new members."""
        bot = bot or self.world.main
        self.sets_status(bot, "member", by=by)
        self.service(by or self.owner, {"new_chat_members": [bot.user], "new_chat_member": bot.user})

    def removes_bot(self, by: Person | None = None, bot: BotAccount | None = None) -> None:
        self.sets_status(bot or self.world.main, "kicked", by=by)

    def promotes_bot(self, by: Person | None = None, bot: BotAccount | None = None, **rights: bool) -> None:
        self.sets_status(bot or self.world.main, "administrator", by=by, **rights)

    def demotes_bot(self, by: Person | None = None, bot: BotAccount | None = None) -> None:
        self.sets_status(bot or self.world.main, "member", by=by)

    def mutes_bot(self, by: Person | None = None, bot: BotAccount | None = None) -> None:
        """The bot stays and may not write."""
        self.sets_status(bot or self.world.main, "restricted", by=by)

    def service(self, author: Speaker, fields: Json) -> Message:
        """A service message, which every bot in the chat gets."""
        message = self.add(author, {"from": author.user, **fields}, service=True)
        announce(message)
        return message

    def vanishes(self) -> None:
        """The owner deletes the chat."""
        self.gone = True
