"""The bot on Telegram, put together: settings -> database, knowledge, client -> intake and lanes; and its end."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import now
from bot.runtime import Service
from bot.settings import BotSettings
from bot.storage import inbox, keys, retention
from bot.storage.database import Database, is_fault_of_data
from bot.storage.inbox import Received
from bot.storage.migrating import prepare
from bot.telegram_bot.client import Client
from bot.telegram_bot.dispatch import Dispatcher
from bot.telegram_bot.failures import Kind, classify
from bot.telegram_bot.health import Health, application
from bot.telegram_bot.intake import received
from bot.telegram_bot.lanes import Lanes
from bot.telegram_bot.listing import register
from bot.telegram_bot.polling import Polling
from bot.telegram_bot.sending import Revoked, Sender
from bot.telegram_bot.services import Services
from bot.telegram_bot.staff_room import staff_room
from bot.telegram_bot.watching import Watch
from bot.telegram_bot.webhook import LARGEST, Store, receiver

DRAIN = 20.0
"""Seconds in which what is begun may come to its end after SIGTERM."""
OWNER = "bot"
"""Whose updates these are: one process serves at a time, whichever it is."""
HOURLY = 3600.0
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
        self._listing: asyncio.Task[None] | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until told to stop; raises Revoked where Telegram does not accept the token."""
        try:
            await self._client.initialize()
            await self._greet(stop)
            if not stop.is_set():
                await self._serve(stop)
        finally:
            if self._listing is not None:
                self._listing.cancel()
                await asyncio.wait([self._listing])
            await self._client.shutdown()
            await self._database.close()

    async def _greet(self, stop: asyncio.Event) -> None:
        """Make sure that Telegram knows the bot; a network that is down is waited for."""
        wait = 0.5
        while not stop.is_set():
            try:
                await self._bot.initialize()
                if not self._settings.webhook_url:
                    await self._bot.delete_webhook()
                self._register()
            except TelegramError as error:
                failure = classify(error)
                if failure.kind is Kind.REVOKED:
                    raise Revoked("Telegram does not accept the token") from None
                log.warning("Telegram does not answer yet: %s; again in %.1f s", failure.reason, wait)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), failure.wait or wait)
                wait = min(30.0, wait * 2)
            else:
                log.info("serving as @%s", self._bot.username)
                return

    def _register(self) -> None:
        """Tell Telegram what to show of the bot, while people are served already."""
        sender = Sender(self._bot, self._client, self._database)
        knowledge = self._service.assistant.knowledge
        self._listing = asyncio.create_task(register(self._bot, sender, self._database, knowledge))

    async def _serve(self, stop: asyncio.Event) -> None:
        lanes = Lanes(Dispatcher(await self._services(), self._bot))
        clock, store = asyncio.get_running_loop().time, partial(self._store, lanes)
        source: Polling | Watch = Polling(self._client, self._bot.base_url, store, clock)
        if self._settings.webhook_url:
            source = Watch(self._bot, self._settings.webhook_url, self._settings.webhook_secret, clock)
        for left in await self._database.run(lambda connection: inbox.waiting(connection, OWNER)):
            lanes.put(left)
        server = await self._open(source, lanes, store)
        tasks: list[asyncio.Future[None]] = [
            asyncio.ensure_future(source.run()),
            asyncio.ensure_future(self._keep_house()),
            lanes.failed,
        ]
        ending = asyncio.create_task(stop.wait())
        everything: list[asyncio.Future[Any]] = [*tasks, ending]
        done, _ = await asyncio.wait(everything, return_when=asyncio.FIRST_COMPLETED)
        for task in everything:
            task.cancel()
        await asyncio.gather(*everything, return_exceptions=True)
        if server is not None:
            await server.cleanup()
        left_over = await lanes.drain(DRAIN)
        if left_over:
            log.warning("%s updates are left for the next start", left_over)
        for task in tasks:
            if task in done:
                task.result()

    async def _open(self, source: Polling | Watch, lanes: Lanes, store: Store) -> web.AppRunner | None:
        """Serve the webhook, /healthz and /metrics, where a port is named."""
        settings = self._settings
        if not settings.port:
            return None

        async def ask() -> Health:
            silence = asyncio.get_running_loop().time() - source.last_success
            return Health(silence, source.trouble, lanes.waiting, await self._database.run(inbox.counts))

        pages = application(ask, LARGEST)
        if settings.webhook_url:
            path = urlsplit(settings.webhook_url).path or "/"
            pages.router.add_post(path, receiver(settings.webhook_secret.reveal(), store))
        runner = web.AppRunner(pages, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, port=settings.port).start()
        return runner

    async def _services(self) -> Services:
        service, settings = self._service, self._settings
        secret = await self._database.run(lambda c: keys.fetch(c, "people", secrets.token_hex(32)))
        room = await staff_room(self._database, settings.staff_chat)
        return Services(
            assistant=service.assistant,
            database=self._database,
            sender=Sender(self._bot, self._client, self._database, moved=room.follow),
            languages=service.languages,
            now=now,
            today=service.today,
            secret=secret.encode(),
            staff=settings.staff,
            staff_room=room,
            refuses_groups=settings.refuses_groups,
        )

    async def _store(self, lanes: Lanes, found: Sequence[dict[str, Any]]) -> None:
        """Put updates where a kill cannot reach them, then into their lanes; those that came before are left out."""
        await lanes.room()
        batch = [received(raw, now()) for raw in found]
        try:
            new = await self._database.run(lambda connection: inbox.store(connection, batch, OWNER))
        except Exception as error:
            if not is_fault_of_data(error):
                raise  # nothing is confirmed, and Telegram brings it again
            new = await self._store_one_by_one(batch)
        for one in batch:
            if one.update_id in new:
                lanes.put(one)

    async def _store_one_by_one(self, batch: Sequence[Received]) -> set[int]:
        """So that one that cannot be stored does not come again and again, and hold up the others."""
        new: set[int] = set()
        for one in batch:
            try:
                new |= await self._database.run(partial(inbox.store, received=[one], owner=OWNER))
            except Exception as error:
                if not is_fault_of_data(error):
                    raise
                log.error("update %s cannot be stored and is let go (%s)", one.update_id, type(error).__name__)
        return new

    async def _keep_house(self) -> None:
        """Forget what is older than its limit, once an hour."""
        while True:
            try:
                count = await self._database.run(lambda connection: retention.purge(connection, now()))
                await self._database.tidy()
                log.info("%s rows were older than their limit", count)
            except Exception:
                log.exception("what is older than its limit could not be deleted; again in an hour")
            await asyncio.sleep(HOURLY)


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


__all__ = ["App", "Revoked", "serve"]
