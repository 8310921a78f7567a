"""The bot on Telegram, put together: settings -> database, knowledge, client -> intake and lanes; and its end."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
from contextlib import suppress
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import now
from bot.errors import UsageError
from bot.runtime import Service
from bot.settings import BotSettings
from bot.storage import inbox, keys
from bot.storage.database import Database
from bot.storage.leading import lead_of
from bot.storage.migrating import prepare
from bot.telegram_bot.client import Client
from bot.telegram_bot.dispatch import Dispatcher
from bot.telegram_bot.failures import Kind, classify
from bot.telegram_bot.figures import Figures
from bot.telegram_bot.health import Health, application
from bot.telegram_bot.listing import register
from bot.telegram_bot.polling import Polling
from bot.telegram_bot.receiving import Receiving
from bot.telegram_bot.sending import Revoked, Sender
from bot.telegram_bot.services import Services
from bot.telegram_bot.staff_room import staff_room
from bot.telegram_bot.turn import Deaf, Source, Turn
from bot.telegram_bot.watching import Watch
from bot.telegram_bot.webhook import LARGEST, receiver

PATIENCE = 3.0
"""Seconds for the database to answer a supervisor's question."""
log = logging.getLogger(__name__)


class App:
    """One life of the bot."""

    def __init__(self, settings: BotSettings, service: Service) -> None:
        self._settings = settings
        self._client = Client()
        self._bot = Bot(
            settings.token.reveal(),
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=self._client,
            get_updates_request=self._client,
        )
        self._database = Database(prepare(settings.database.reveal()))
        self._service = service
        self._figures = Figures()
        self._source: Source | None = None
        """Where updates come from while this process leads."""

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until told to stop; raises Revoked where Telegram does not accept the token, Deaf where it is mute."""
        receiving = Receiving(self._database, now, shared=bool(self._settings.webhook_url))
        lead = lead_of(self._database.engine, receiving.news)
        pages = None
        try:
            await self._client.initialize()
            pages = await self._open(receiving)
            await self._greet(stop)
            while await lead.win(stop):
                await self._serve(receiving, stop, lead.lost)
                await lead.release()
        finally:
            if pages is not None:
                await pages.cleanup()
            await lead.release()
            await self._client.shutdown()
            await self._database.close()

    async def _greet(self, stop: asyncio.Event) -> None:
        """Make sure that Telegram knows the bot; a network that is down is waited for."""
        wait = 0.5
        while not stop.is_set():
            try:
                await self._bot.initialize()
            except TelegramError as error:
                failure = classify(error)
                if failure.kind is Kind.REVOKED:
                    raise Revoked("Telegram does not accept the token") from None
                log.warning("Telegram does not answer yet: %s; again in %.1f s", failure.reason, wait)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), failure.wait or wait)
                wait = min(30.0, wait * 2)
            else:
                return

    async def _serve(self, receiving: Receiving, stop: asyncio.Event, lost: asyncio.Future[None]) -> None:
        """One turn at leading."""
        log.info("serving as @%s", self._bot.username)
        clock = asyncio.get_running_loop().time
        if self._settings.webhook_url:
            settings = self._settings
            source: Source = Watch(
                self._bot, settings.webhook_url, settings.webhook_secret, clock, lambda: receiving.heard
            )
        else:
            source = Polling(self._client, self._bot, receiving.store, clock)
        turn = Turn(Dispatcher(await self._services(), self._bot), receiving, self._database, now)
        self._source = source
        try:
            await turn.serve(source, [self._listing()], stop, lost)
        finally:
            self._source = None

    async def _listing(self) -> None:
        """Tell Telegram what to show of the bot, while people are served already."""
        sender = Sender(self._bot, self._client, self._database)
        await register(self._bot, sender, self._database, self._service.assistant.knowledge)

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
            updates = await asyncio.wait_for(self._database.run(inbox.counts), PATIENCE)
        except TimeoutError:
            trouble = self._database.trouble or "the database is slow to answer"
            return Health(silence, trouble, receiving.waiting, leads=source is not None, stores=False)
        return Health(silence, trouble, receiving.waiting, updates, leads=source is not None)

    async def _services(self) -> Services:
        service, settings = self._service, self._settings
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
            secret=secret.encode(),
            staff=settings.staff,
            staff_room=room,
            refuses_groups=settings.refuses_groups,
            figures=self._figures,
        )


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
