"""Plays: the real ledger and the real loop, over real HTTP, against the stand-in server."""

from __future__ import annotations

import asyncio
import datetime as dt
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram import Bot

from bot.announcements import drafts, planning, reports, rounds
from bot.announcements.delivery import Delivery
from bot.announcements.drafts import Maker
from bot.announcements.planning import Approval
from bot.announcements.states import Source, Stage
from bot.knowledge.rehearsal import Kind, Listener, Trouble
from bot.rehearsal.clock import SimulatedClock
from bot.rehearsal.play import DAY, Line, Play, Played, Scene
from bot.runtime import Service
from bot.stand_in import BotApi, Channel, Fault, Group, Limits, Person
from bot.stand_in.clock import Clock
from bot.storage import chats, preferences, subscriptions
from bot.storage.database import Connection, Database
from bot.storage.migrating import prepare
from bot.storage.preferences import LostTopic, Preferences
from bot.telegram_bot.announcing.rendering import renderings
from bot.telegram_bot.client import Client
from bot.telegram_bot.pacing import Pace
from bot.telegram_bot.posting import Post
from bot.telegram_bot.sending import Sender
from bot.telegram_bot.services import Services

LOOK = 1200.0
"""Seconds between two looks while something runs; less than an outage, of which staff would be asked."""
OVER = (Stage.FINISHED, Stage.STOPPED, Stage.CANCELLED, Stage.LATE)
STAFF = 1
Chat = Person | Group | Channel
_STATUS: Mapping[Trouble | None, str] = {Trouble.BLOCKED: "kicked", Trouble.NO_RIGHTS: "restricted"}


@dataclass
class Theatre:
    """A server with its chats, a database that knows them, and the loop that delivers."""

    play: Play
    clock: SimulatedClock
    api: BotApi
    database: Database
    services: Services
    seats: dict[int, Listener]
    delivery: Delivery

    async def run(self) -> AsyncIterator[Played]:
        """Each announcement, as it comes to its end."""
        waiting = await self.database.run(self._approved)
        working = asyncio.create_task(self.delivery.run())
        ticking = asyncio.create_task(self.clock.run(lambda: self.delivery.at_work))
        try:
            while waiting:
                await asyncio.sleep(0.005)
                over = self.clock.now() > self.play.ends
                for number in list(waiting):
                    one = await self._round(number)
                    if over or one.stage in OVER:
                        yield Played.of(waiting.pop(number), one, await self._lines(number))
        finally:
            for task in (ticking, working):
                task.cancel()
            await asyncio.gather(ticking, working, return_exceptions=True)

    async def _round(self, number: int) -> rounds.Round:
        found = await self.database.run(lambda c: rounds.find(c, (number, 0)))
        assert found is not None, "it was approved"
        return found

    def _approved(self, connection: Connection) -> dict[int, Scene]:
        made = {}
        for scene in self.play.scenes:
            now, by = self.play.begins, Maker(Source.STAFF, STAFF, "", STAFF)
            number = drafts.create(connection, scene.draft, by, now)
            assert number is not None, "what staff make is new"
            given = Approval("", now, STAFF, due=scene.draft.due)
            texts = renderings(self.services, scene.draft, number)
            planning.approve(connection, number, drafts.version_of(scene.draft), texts, given)
            made[number] = scene
        return made

    async def _lines(self, number: int) -> list[Line]:
        rows = await self.database.run(lambda c: reports.rows(c, (number, 0)))
        return [
            Line(
                row.when or self.play.begins, self._seat(row.chat), row.state, row.reason or "", row.told, row.language
            )
            for row in sorted(rows, key=lambda row: (row.when or 0.0, row.chat))
        ]

    def _seat(self, chat: int) -> Listener:
        return self.seats[chat]


@asynccontextmanager
async def theatre(play: Play, service: Service, speed: float) -> AsyncIterator[Theatre]:
    """Everything in its place; nothing of it stays."""
    clock = SimulatedClock(play.begins, speed)
    with tempfile.TemporaryDirectory(prefix="wego-rehearsal-") as folder:
        database = Database(prepare(f"sqlite:///{Path(folder) / 'bot.db'}"))
        client = Client()
        await client.initialize()
        try:
            async with BotApi(clock=Clock(clock.now)) as api:
                api.limits = Limits()
                seats = await _seated(api, database, play)
                bot = Bot(api.token, base_url=f"{api.url}/bot", request=client)
                await bot.initialize()  # its name stands in links

                def moved(old: int, new: int) -> None:
                    seats[new] = seats[old]

                sender = Sender(bot, client, database, moved)
                delivery = Delivery(
                    database,
                    Post(bot, client, clock.now, sender.move),
                    Pace(clock.now, clock.sleep),
                    "rehearsal",
                    clock.now,
                    lambda: play.zone,
                    clock.sleep,
                    look=LOOK,
                    nap=DAY,
                )
                services = Services(
                    assistant=service.assistant,
                    database=database,
                    sender=sender,
                    languages=service.languages,
                    now=clock.now,
                    today=lambda: dt.datetime.fromtimestamp(clock.now(), ZoneInfo(play.zone)).date(),
                    secret=b"",
                    zone=play.zone,
                )
                yield Theatre(play, clock, api, database, services, seats, delivery)
        finally:
            await client.shutdown()
            await database.close()


async def _seated(api: BotApi, database: Database, play: Play) -> dict[int, Listener]:
    """The chats on the server and in the database."""
    seats: dict[int, Listener] = {}
    placed: list[tuple[Chat, Listener, int | None]] = []
    for listener in play.listeners:
        chat, topic = _chat(api, listener)
        seats[chat.id] = listener
        placed.append((chat, listener, topic))

    def write(connection: Connection) -> None:
        for chat, listener, topic in placed:
            kind = "private" if isinstance(chat, Person) else str(chat.type)
            chats.seen(connection, chat.id, kind, play.begins)
            for program in listener.programs or (subscriptions.ALL,):
                subscriptions.add(connection, chat.id, program, play.begins)
            preferences.save(connection, _wants(listener, chat.id, topic), play.begins)

    await database.run(write)
    return seats


def _wants(listener: Listener, chat: int, topic: int | None) -> Preferences:
    start, end = listener.quiet or (None, None)
    lost = LostTopic.GENERAL if listener.general else LostTopic.STOP
    return Preferences(
        chat,
        listener.language,
        topic,
        lost,
        start,
        end,
        listener.zone or "",
        listener.weekly,
        listener.paused,
    )


def _chat(api: BotApi, listener: Listener) -> tuple[Chat, int | None]:
    """The chat on the server, with what is wrong with it; and the topic of a forum."""
    trouble = listener.trouble
    if listener.kind is Kind.PRIVATE:
        person = api.person(listener.name, started=True)
        if trouble is Trouble.BLOCKED:
            person.blocks()
        _meets(api, person, trouble)
        return person, None
    if listener.kind is Kind.CHANNEL:
        rights = {"can_post_messages": False} if trouble is Trouble.NO_RIGHTS else None
        status = "kicked" if trouble is Trouble.BLOCKED else "administrator"
        channel = api.channel(listener.name, bot_status=status, bot_rights=rights)
        _meets(api, channel, trouble)
        return channel, None
    status = _STATUS.get(trouble, "member")
    forum = listener.kind is Kind.FORUM
    group = api.group(listener.name, supergroup=trouble is not Trouble.MOVED, forum=forum, bot_status=status)
    topic = group.topic("News", quietly=True) if forum else None
    if topic is not None and trouble is Trouble.NO_TOPIC:
        topic.vanishes()
    if trouble is Trouble.MOVED:
        group.migrates()
    _meets(api, group, trouble)
    return group, topic.id if topic else None


def _meets(api: BotApi, chat: Chat, trouble: Trouble | None) -> None:
    faults: Mapping[Trouble | None, Fault] = {
        Trouble.TOO_MANY: Fault.too_many(5, chat.id),
        Trouble.NO_ANSWER: replace(Fault.drop_after(), chat=chat.id),
    }
    if trouble in faults:
        api.faults.next("sendMessage", faults[trouble])
