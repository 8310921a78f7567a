"""A delivery at work: the real ledger, the real client, the stand-in server; and chats that subscribe."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from telegram import Bot

from bot.announcements import drafts, planning, rounds, settling
from bot.announcements.announcement import Announcement, Rendering
from bot.announcements.delivery import Delivery
from bot.announcements.drafts import Maker
from bot.announcements.planning import Approval
from bot.announcements.rounds import Key, Round
from bot.announcements.states import Source, Stage, State
from bot.stand_in import BotApi, Group, Person
from bot.storage import chats, preferences, subscriptions
from bot.storage.database import Connection, Database
from bot.storage.tables import deliveries
from bot.telegram_bot.client import Client
from bot.telegram_bot.pacing import Pace
from bot.telegram_bot.posting import Post

STAFF = 7


@dataclass
class Bench:
    """What a test of deliveries has at hand."""

    api: BotApi
    database: Database
    client: Client
    bot: Bot
    ahead: float = 0.0
    """Seconds by which its clock is ahead."""
    runs: list[asyncio.Task[None]] = field(default_factory=list)

    def now(self) -> float:
        return time.time() + self.ahead

    async def subscribe(self, *them: Person | Group, program: str = "", **wants: object) -> None:
        """They want announcements."""

        def write(connection: Connection) -> None:
            for one in them:
                kind = "private" if isinstance(one, Person) else str(one.type)
                chats.seen(connection, one.id, kind, self.now())
                subscriptions.add(connection, one.id, program, self.now())
                if wants:
                    preferences.change(connection, one.id, self.now(), **wants)

        await self.database.run(write)

    async def approve(
        self, draft: Announcement, texts: Mapping[str, Rendering] | None = None, **approval: float
    ) -> int:
        """An announcement that is on its way; its number."""
        made = texts or {code: Rendering(text, draft.media, silent=draft.silent) for code, text in draft.texts.items()}
        by = Maker(Source.STAFF, STAFF, "Sora", STAFF)

        def write(connection: Connection) -> int:
            number = drafts.create(connection, draft, by, self.now())
            assert number is not None
            said = Approval("Sora", self.now(), STAFF, **approval)  # type: ignore[arg-type]
            planned = planning.approve(connection, number, drafts.version_of(draft), made, said)
            assert planned is not None
            return number

        return await self.database.run(write)

    def start(self, pace: Pace | None = None, **more: object) -> Delivery:
        """A process that delivers."""
        post = Post(self.bot, self.client, self.now, self.follow)
        delivery = Delivery(
            self.database,
            post,
            pace or Fast(time.monotonic),
            f"one-{len(self.runs)}",
            self.now,
            lambda: "UTC",
            **more,  # type: ignore[arg-type]
        )
        self.runs.append(asyncio.create_task(delivery.run()))
        return delivery

    async def follow(self, old: int, new: int) -> None:
        def write(connection: Connection) -> None:
            chats.migrate(connection, old, new)
            settling.follow(connection, old, new, self.now())

        await self.database.run(write)

    async def stop(self) -> None:
        for run in self.runs:
            run.cancel()
        await asyncio.gather(*self.runs, return_exceptions=True)
        self.runs.clear()

    async def round(self, key: Key) -> Round:
        found = await self.database.run(lambda c: rounds.find(c, key))
        assert found is not None
        return found

    async def reaches(self, key: Key, *stages: Stage, seconds: float = 10.0) -> Round:
        """The round, once it is in one of the stages."""
        async with asyncio.timeout(seconds):
            while (found := await self.round(key)).stage not in stages:
                await asyncio.sleep(0.02)
        return found

    async def worked_on(self, key: Key, seconds: float = 10.0) -> None:
        """A note was made, after now, that the round is worked on; or it is over."""
        now = self.now()
        async with asyncio.timeout(seconds):
            while (found := await self.round(key)).alive < now and found.stage is Stage.RUNNING:
                await asyncio.sleep(0.02)

    async def settled(self, key: Key, seconds: float = 10.0) -> None:
        """No call is under way any more."""
        async with asyncio.timeout(seconds):
            while any(state is State.SENDING for state, _ in (await self.rows(key)).values()):
                await asyncio.sleep(0.02)

    async def rows(self, key: Key) -> dict[int, tuple[State, str]]:
        """State and reason of each chat."""
        d = deliveries.c
        query = deliveries.select().where(d.announcement == key[0], d.round == key[1])
        found = await self.database.run(lambda c: c.execute(query).mappings().all())
        return {row["chat"]: (State(row["state"]), row["reason"]) for row in found}


class Fast(Pace):
    """Without a limit of its own."""

    async def room(self) -> None:
        await asyncio.sleep(0)

    def wait_of(self, chat: int) -> float:
        return 0.0


@asynccontextmanager
async def bench(api: BotApi, database: Database) -> AsyncIterator[Bench]:
    client = Client()
    await client.initialize()
    bot = Bot(api.token, base_url=f"{api.url}/bot", request=client)
    made = Bench(api, database, client, bot)
    try:
        yield made
    finally:
        await made.stop()
        await client.shutdown()
