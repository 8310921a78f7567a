"""The stand-in as a test sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

from bot.stand_in.accounts import BotAccount
from bot.stand_in.bell import T
from bot.stand_in.channels import Channel
from bot.stand_in.chats import Chat
from bot.stand_in.clock import Clock
from bot.stand_in.errors import Json
from bot.stand_in.faults import Faults, HasId
from bot.stand_in.groups import Group
from bot.stand_in.journal import Journal
from bot.stand_in.limits import Limits
from bot.stand_in.listener import Listener
from bot.stand_in.members import Member
from bot.stand_in.message import Message
from bot.stand_in.params import Params
from bot.stand_in.people import Person
from bot.stand_in.server import Door
from bot.stand_in.world import World


class BotApi:
    """Telegram's Bot API on 127.0.0.1, with the people and chats behind it."""

    def __init__(
        self, token: str = "123:TEST", port: int = 0, username: str = "wego_test_bot", clock: Clock | None = None
    ) -> None:
        self.token = token
        self.world = World(clock)
        self.door = Door(self.world)
        self.account = self.add_bot(token, username)
        self.listener = Listener(self.door, port)

    # The door

    async def __aenter__(self) -> BotApi:
        await self.listener.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for bot in self.world.accounts.values():
            await bot.webhook.close()
        await self.listener.stop()

    @property
    def url(self) -> str:
        """Root of the API: a bot's base_url is url + "/bot"."""
        return f"http://127.0.0.1:{self.listener.port}"

    def down(self) -> None:
        """Telegram cannot be reached: connections break, new ones are refused."""
        self.listener.down()

    def up(self) -> None:
        """Telegram is back at the same address, at once."""
        self.listener.up()

    # The bots

    @property
    def bot(self) -> Json:
        """The User object of the main bot; changes show in the next getMe."""
        return self.account.profile

    def add_bot(self, token: str, username: str) -> BotAccount:
        """One more bot with its own token and queue."""
        bot = self.world.accounts[token] = BotAccount(self.world, token, username)

        async def execute(method: str, call: Json) -> tuple[int, Json]:
            return await self.door.carry_out(token, method, Params(call))

        bot.webhook.execute = execute
        return bot

    def revoke(self) -> None:
        """The token is revoked: 401 from now on, also for a getUpdates that waits."""
        self.account.revoked = True
        self.account.updates.end_poll()

    def webhook_delays(self, *seconds: float) -> None:
        """Waits before the attempts after a failed delivery; the last one repeats."""
        self.account.webhook.delays = seconds

    # People and chats

    def person(
        self,
        first_name: str = "Ann",
        *,
        language_code: str | None = "en",
        username: str | None = None,
        last_name: str | None = None,
        started: bool = False,
    ) -> Person:
        """Somebody; the bot may write first only with started=True."""
        return Person(
            self.world,
            first_name,
            language_code=language_code,
            username=username,
            last_name=last_name,
            started=started,
        )

    def other_bot(self, first_name: str = "Other", username: str = "other_bot") -> Person:
        """A bot of somebody else, which writes like a person."""
        return Person(self.world, first_name, language_code=None, username=username, is_bot=True)

    def group(
        self,
        title: str = "Group",
        *,
        supergroup: bool = True,
        forum: bool = False,
        members: Sequence[Person] = (),
        bot_status: str | None = "member",
        owner: Person | None = None,
        username: str | None = None,
        **rights: bool,
    ) -> Group:
        """A group where all this is so already: no update tells of it. bot_status None: the bot never was there."""
        group = self.world.new_group(title, owner or self.person("Owner"), supergroup=supergroup, forum=forum)
        self._fill(group, members, bot_status, username, rights)
        return group

    def channel(
        self,
        title: str = "Channel",
        *,
        bot_status: str | None = "administrator",
        bot_rights: dict[str, bool] | None = None,
        owner: Person | None = None,
        username: str | None = None,
    ) -> Channel:
        """A channel; the bot may post unless bot_rights say {"can_post_messages": False}."""
        channel = self.world.new_channel(title, owner or self.person("Editor"))
        self._fill(channel, (), bot_status, username, bot_rights or {})
        return channel

    def _fill(
        self,
        chat: Group | Channel,
        members: Sequence[Person],
        status: str | None,
        username: str | None,
        rights: dict[str, bool],
    ) -> None:
        for person in members:
            chat.members[person.id] = Member(person)
        if status is not None:
            held = {**chat.default_rights, **rights} if status == "administrator" else {}
            chat.members[self.account.id] = Member(self.account, status, rights=held)
        if username:
            self.world.names(username, chat)

    # Updates

    def raw_update(self, body: Any) -> int:
        """Queues anything as an update, also what nobody can parse; returns its number."""
        return self.account.updates.add_raw(body).id

    def redeliver(self, update_id: int) -> None:
        """Sends an update once more, also one that was confirmed."""
        self.account.updates.redeliver(update_id)

    def skip_updates_ids(self, count: int) -> None:
        """The next update has a number so much higher, or lower: after a quiet week it is random."""
        self.account.updates.next_id += count

    # What the bot did

    @property
    def journal(self) -> Journal:
        return self.door.journal

    @property
    def faults(self) -> Faults:
        return self.door.faults

    @property
    def clock(self) -> Clock:
        return self.world.clock

    @property
    def limits(self) -> Limits | None:
        return self.door.limits

    @limits.setter
    def limits(self, limits: Limits | None) -> None:
        self.door.limits = limits

    @property
    def latency(self) -> float:
        """Seconds every call takes, before it is carried out."""
        return self.door.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.door.latency = seconds

    def forget(self) -> None:
        """Lets go of what is past, so that a long run does not fill the memory: calls, messages, updates that came."""
        self.journal.clear()
        self.world.sent.clear()
        for bot in self.world.accounts.values():
            bot.updates.known = dict(bot.updates.waiting)
            for chat in bot.private.values():
                chat.forget()

    def sent(self, chat: HasId | int | None = None, *, deleted: bool = False) -> list[Message]:
        """What the bot sent and is still to be seen, with edits; deleted=True adds what is gone."""
        number = chat if chat is None or isinstance(chat, int) else chat.id
        place: Chat | None = None if number is None else self.account.find_chat(number)
        found = self.world.sent if number is None else place.heard if place else []
        return [message for message in found if deleted or not message.deleted]

    async def wait_for(self, ready: Callable[[], T], timeout: float = 2.0) -> T:
        """The first true value of ready(), asked after every call; TimeoutError with the last calls."""
        return await self.world.bell.until(ready, timeout, self.journal.tail)
