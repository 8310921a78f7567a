"""Groups and inline mode against the stand-in: updates are fetched over HTTP and handled one by one."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from telegram import Bot, Update

from bot.answers.assistant import Assistant
from bot.stand_in import BotApi, Group, Message
from bot.storage import chats
from bot.storage.chats import Chat
from bot.storage.database import Database, open_engine
from bot.storage.migrating import migrate
from bot.telegram_bot.client import Client
from bot.telegram_bot.dispatch import Dispatcher
from bot.telegram_bot.intake import ALLOWED, received
from bot.telegram_bot.sending import Sender
from bot.telegram_bot.services import Services
from bot.telegram_bot.staff_room import StaffRoom
from tests.telegram.serving import service

TODAY = dt.date(2026, 11, 21)


@dataclass
class GroupWorld:
    """The bot as far as groups and inline mode go, with a clock that the test moves."""

    api: BotApi
    bot: Bot
    services: Services
    time: list[float]
    offset: int = 0

    def __post_init__(self) -> None:
        self._handle = Dispatcher(self.services, self.bot)

    def serves(self, services: Services) -> None:
        """From now on with these, as after a start with other settings."""
        self._handle = Dispatcher(services, self.bot)

    async def settle(self, *, together: bool = False, times: int = 1) -> None:
        """Deal with all that has happened: one after the other, or all at once, as in chats of their own.

        More than once, as after a kill at the end of the work.
        """
        while updates := await self.bot.get_updates(offset=self.offset, timeout=0, allowed_updates=ALLOWED):
            for at_once in [updates] if together else [[update] for update in updates]:
                self.offset = at_once[-1].update_id + 1
                for _ in range(times):
                    await asyncio.gather(*map(self._deal_with, at_once))

    async def _deal_with(self, update: Update) -> None:
        await self._handle(received(json.loads(update.to_json()), self.time[0]))

    async def said(self, group: Group) -> list[Message]:
        """All that the bot has said in a group by now."""
        await self.settle()
        return self.api.sent(group)

    async def last(self, group: Group) -> Message:
        return (await self.said(group))[-1]

    async def known(self, group: Group) -> Chat:
        """What the database holds of a group."""
        found = await self.services.database.run(lambda connection: chats.find(connection, group.id))
        assert found is not None
        return found


@asynccontextmanager
async def group_world(
    api: BotApi,
    folder: Path,
    *,
    languages: tuple[str, ...] = ("en",),
    staff_chat: int = 0,
    staff: Collection[int] = (),
    refuses_groups: bool = False,
    assistant: Assistant | None = None,
    approvals: int = 1,
) -> AsyncIterator[GroupWorld]:
    """A real Bot over the real client, a real database and sender."""
    client = Client()
    bot = Bot(api.token, base_url=f"{api.url}/bot", request=client, get_updates_request=client)
    engine = open_engine(f"sqlite:///{folder / 'bot.db'}")
    migrate(engine)
    database, time = Database(engine), [1_795_000_000.0]
    services = Services(
        assistant=assistant or service().assistant,
        database=database,
        sender=Sender(bot, client, database),
        languages=languages,
        now=lambda: time[0],
        today=lambda: TODAY,
        secret=b"secret",
        staff=frozenset(staff),
        staff_room=StaffRoom(staff_chat),
        refuses_groups=refuses_groups,
        approvals=approvals,
    )
    try:
        await bot.initialize()
        yield GroupWorld(api, bot, services, time)
    finally:
        await client.shutdown()
        await database.close()
