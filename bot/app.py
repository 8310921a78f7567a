"""The bot on Telegram, put together: settings -> database, knowledge, client -> intake and lanes; and its end."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot

from bot.announcements.delivery import Delivery, Ended
from bot.aside import compile_beside, settled
from bot.clock import now
from bot.errors import UsageError
from bot.live import Change, Live
from bot.runtime import Service
from bot.settings import BotSettings
from bot.storage import chats, inbox, keys
from bot.storage.database import Database
from bot.storage.leading import Lead, lead_of
from bot.storage.migrating import prepare
from bot.telegram_bot.announcing.news import keep_looking
from bot.telegram_bot.announcing.showing import Showing
from bot.telegram_bot.client import Client
from bot.telegram_bot.digest import keep_sending
from bot.telegram_bot.digest_schedule import Schedule
from bot.telegram_bot.dispatch import Dispatcher
from bot.telegram_bot.figures import Figures
from bot.telegram_bot.greeting import Greeting
from bot.telegram_bot.health import Health, application
from bot.telegram_bot.knowledge_state import report
from bot.telegram_bot.leadership import Leadership
from bot.telegram_bot.listing import register
from bot.telegram_bot.polling import Polling
from bot.telegram_bot.posting import Post
from bot.telegram_bot.receiving import Receiving
from bot.telegram_bot.sending import Revoked, Sender
from bot.telegram_bot.services import Services, over
from bot.telegram_bot.source import Deaf, Source, end_where_deaf, first_of
from bot.telegram_bot.staff_room import staff_room
from bot.telegram_bot.watching import Watch
from bot.telegram_bot.webhook import LARGEST, receiver
from bot.telegram_bot.workshop import settle, work

PATIENCE = 3.0
"""Seconds for the database to answer a supervisor's question."""
log = logging.getLogger(__name__)


class App:
    """One life of the bot."""

    def __init__(self, settings: BotSettings, service: Service) -> None:
        self._settings = settings
        self._client, self._fetching = Client(), Client()
        """The calls that fetch updates have connections of their own, so that no slow answer holds them up."""
        self._bot = Bot(
            settings.token.reveal(),
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=self._client,
            get_updates_request=self._fetching,
        )
        self._database = Database(prepare(settings.database.reveal()))
        self._live = Live(service, now)
        self._showing: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Telling Telegram what another version of the knowledge calls things; nobody waits for it."""
        self._dispatcher: Dispatcher | None = None
        """Handles updates while this process leads."""
        self._figures = Figures()
        self._source: Source | None = None
        """What Telegram is asked for now; nothing while this process stands by."""
        self._leads = False

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until told to stop; raises Revoked where Telegram does not accept the token, Deaf where it is mute."""
        receiving = Receiving(self._database, now)
        lead = lead_of(self._database.engine, receiving.news)
        pages = None
        watching = asyncio.create_task(self._live.watch(self._changed))
        try:
            await self._client.initialize()
            await self._fetching.initialize()
            pages = await self._open(receiving)
            await self._greet(stop)
            while await lead.win(stop):
                await self._serve(lead, receiving, stop)
                await self._settled()
                await lead.release()
        finally:
            watching.cancel()
            self._showing.cancel()
            await asyncio.wait([watching, self._showing])
            await settled()
            if pages is not None:
                await pages.cleanup()
            await lead.release()
            await self._client.shutdown()
            await self._fetching.shutdown()
            await self._database.close()

    async def _greet(self, stop: asyncio.Event) -> None:
        self._source = greeting = Greeting(self._bot, asyncio.get_running_loop().time)
        await first_of(greeting.run(), end_where_deaf(greeting), stop.wait())
        self._source = None

    async def _serve(self, lead: Lead, receiving: Receiving, stop: asyncio.Event) -> None:
        """Lead, as long as it lasts."""
        log.info("serving as @%s", self._bot.username)
        services = await self._services(receiving)
        services = over(self._live.service, services)  # it may have been swapped while the database was asked
        await settle(services)
        self._dispatcher = Dispatcher(services, self._bot)
        leadership = Leadership(lead, self._dispatcher, receiving, self._database, now)
        self._source, self._leads = self._updates(receiving), True
        try:
            await leadership.serve(self._source, self._beside(services, self._dispatcher, lead), stop)
        finally:
            self._source, self._dispatcher, self._leads = None, None, False

    async def _beside(self, services: Services, dispatcher: Dispatcher, lead: Lead) -> None:
        """What is done while people are served."""
        schedule = Schedule.read(self._settings.digest)

        def present() -> Services:
            return dispatcher.services

        async with asyncio.TaskGroup() as group:
            for doing in (
                self._introduced(services),
                work(present),
                keep_sending(present, schedule),
                keep_looking(present),
                self._deliver(present, lead),
                Showing(present).run(),
            ):
                group.create_task(_alone(doing))

    async def _deliver(self, present: Callable[[], Services], lead: Lead) -> None:
        """What is announced goes out."""
        services = present()
        sender = services.sender
        post = Post(self._bot, self._client, now, sender.move, self._figures)
        delivery = Delivery(
            self._database,
            post,
            sender.pace,
            owner=secrets.token_hex(8),
            now=now,
            zone=lambda: present().zone,
            sure=lead.sure,
            news=services.announced,
        )
        with suppress(Ended):  # whoever fetches updates is told so as well, and ends the bot
            await delivery.run()

    async def _introduced(self, services: Services) -> None:
        """What Telegram shows of the bot, and whether staff can be reached: told while people are served already."""
        await services.staff_room.look(self._bot)
        if self._live.refused:
            await report(services, Change(self._live.version, self._live.refused, mended=False))
        await self._shown(services)

    async def _shown(self, services: Services) -> None:
        """What Telegram shows of the bot in its languages; then those are compiled that nobody has used yet."""
        service = self._live.service
        team = await self._database.run(lambda c: [chat for chat in services.staff if chats.find(c, chat)])
        team += [services.staff_chat] if services.staff_chat else []
        await register(self._bot, services.sender, self._database, service.assistant.repertoire, team)
        if service.uncompiled:
            await compile_beside(service.uncompiled)

    async def _changed(self, change: Change) -> None:
        """Other files are served, or are not: where this process leads, people get them, and staff are told."""
        dispatcher = self._dispatcher
        if dispatcher is None:
            return
        dispatcher.services = services = over(self._live.service, dispatcher.services)
        await report(services, change)
        if change.refused is None:
            services.learnt.set()
            self._showing.cancel()
            self._showing = asyncio.ensure_future(self._shown(services))

    def _updates(self, receiving: Receiving) -> Source:
        """Where they come from."""
        settings, clock = self._settings, asyncio.get_running_loop().time
        if settings.webhook_url:
            return Watch(self._bot, settings.webhook_url, settings.webhook_secret, clock, lambda: receiving.heard)
        return Polling(self._fetching, self._bot, receiving.store, clock)

    async def _settled(self) -> None:
        """Whatever was given to the database is done before another process leads; if it is away, that is let be."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._database.run(lambda _: None)

    async def _open(self, receiving: Receiving) -> web.AppRunner | None:
        """Serve the webhook, /healthz and /metrics, where a port is named."""
        settings = self._settings
        if not settings.port:
            return None

        pages = application(lambda: self._health(receiving), self._figures, LARGEST)
        if settings.webhook_url:
            path = urlsplit(settings.webhook_url).path or "/"
            pages.router.add_post(path, receiver(settings.webhook_secret.reveal(), receiving.store))
        runner = web.AppRunner(pages, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, port=settings.port).start()
        except OSError as error:
            await runner.cleanup()
            raise UsageError(f"PORT {settings.port} cannot be used: {os.strerror(error.errno or 0).lower()}") from None
        return runner

    async def _health(self, receiving: Receiving) -> Health:
        source = self._source
        silence = asyncio.get_running_loop().time() - source.last_success if source else 0.0
        trouble = source.trouble if source else ""
        try:
            async with asyncio.timeout(PATIENCE):
                updates = await self._database.run(inbox.counts)
        except TimeoutError:
            trouble = self._database.trouble or "the database is slow to answer"
            return Health(silence, trouble, receiving.waiting, leads=self._leads, stores=False)
        return Health(silence, trouble, receiving.waiting, updates, leads=self._leads)

    async def _services(self, receiving: Receiving) -> Services:
        service, settings = self._live.service, self._settings
        if settings.staff_chat and not settings.staff:
            log.warning("STAFF_IDS is not set: nobody could answer in STAFF_CHAT_ID, so no question is sent there")
        secret = await self._database.run(lambda c: keys.fetch(c, "people", secrets.token_hex(32)))
        room = await staff_room(self._database, settings.staff_chat)
        return Services(
            assistant=service.assistant,
            database=self._database,
            sender=Sender(self._bot, self._client, self._database, moved=room.follow, figures=self._figures),
            languages=service.languages,
            now=now,
            today=service.today,
            zone=service.zone,
            secret=secret.encode(),
            staff=settings.staff,
            staff_room=room,
            approvals=settings.approvals,
            refuses_groups=settings.refuses_groups,
            live=self._live,
            health=lambda: self._health(receiving),
            figures=self._figures,
        )


async def _alone(doing: Coroutine[Any, Any, None]) -> None:
    """Where one thing that is done beside serving fails, the others go on."""
    try:
        await doing
    except Exception:
        log.exception("something that is done beside serving has ended before")


async def serve(settings: BotSettings, service: Service) -> None:
    """Run the bot until SIGTERM or SIGINT; a second signal ends it at once, for what is stored is safe."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def stopping() -> None:
        if stop.is_set():
            log.warning("stopped at once")
            os._exit(1)
        log.info("stopping: what is begun is finished first")
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping)
    await App(settings, service).run(stop)


__all__ = ["App", "Deaf", "Revoked", "serve"]
