"""Delivery by webhook: lanes keep their order, a failing lane blocks itself and, when many fail, everybody."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from bot.stand_in.errors import Json
from bot.stand_in.updates import Update, UpdateQueue

Lane = tuple[str, int]
Execute = Callable[[str, Json], Awaitable[Any]]

DELAYS = (0.0, 0.02, 0.04, 0.08, 0.16)
"""Waits before the next attempts; the last one repeats. Telegram: at once, then 2, 4, 8 ... 60 s and more."""

LONGEST_RETRY_AFTER = 3600


class Webhook:
    """Pushes updates. A lane is an update type and a chat (or user); one request at a time per lane."""

    def __init__(self, updates: UpdateQueue) -> None:
        self.updates = updates
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.ip_address = ""
        self.delays: tuple[float, ...] = DELAYS
        self.timeout = 10.0
        self.last_error: tuple[int, str] | None = None
        self.deliveries = 0
        self.attempts = 0
        self.execute: Execute | None = None
        self._lanes: dict[Lane, deque[Update]] = {}
        self._loaded: dict[Lane, asyncio.Task[None]] = {}
        self._queued: dict[Lane, None] = {}
        self._slots = asyncio.Semaphore(40)
        self._session: aiohttp.ClientSession | None = None

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Starts to push, what waits already too."""
        self._stop()
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self._slots = asyncio.Semaphore(max_connections)
        self.last_error = None
        self.updates.end_poll()
        self.updates.pushes_to = self._push
        for update in self.updates.waiting.values():
            self._push(update)

    def clear(self) -> None:
        """Stops; what was not taken stays for getUpdates."""
        self._stop()
        self.url = self.secret = ""
        self.updates.pushes_to = None

    async def close(self) -> None:
        tasks = list(self._loaded.values())
        self.clear()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _stop(self) -> None:
        for task in self._loaded.values():
            task.cancel()
        self._lanes.clear()
        self._loaded.clear()
        self._queued.clear()

    def _push(self, update: Update) -> None:
        lane = self._lanes.setdefault(update.lane, deque())
        lane.append(update)
        if update.lane not in self._loaded:
            self._queued[update.lane] = None
            self._load()

    def _load(self) -> None:
        """Telegram works on twice as many lanes as there are connections; the others wait, also for failing ones."""
        while self._queued and len(self._loaded) < 2 * self.max_connections:
            name = next(iter(self._queued))
            del self._queued[name]
            self._loaded[name] = asyncio.create_task(self._drain(name, self._lanes[name]))

    async def _drain(self, name: Lane, lane: deque[Update]) -> None:
        failures = 0
        while lane:
            update = lane[0]
            if update.id not in self.updates.waiting or update.expires <= self.updates.clock.now():
                self.updates.done([update])
                lane.popleft()
                continue
            async with self._slots:
                wait = await self._attempt(update)
            if wait is None:
                self.updates.done([update])
                lane.popleft()
                failures = 0
                continue
            await asyncio.sleep(max(wait, self.delays[min(failures, len(self.delays) - 1)]))
            failures += 1
        del self._loaded[name], self._lanes[name]
        self._load()

    async def _attempt(self, update: Update) -> float | None:
        """None when the update was taken, else the Retry-After of the refusal (0 without one)."""
        self.attempts += 1
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            session = self._client()
            async with session.post(self.url, json=update.body, headers=headers, allow_redirects=False) as answer:
                body = await answer.read()
                if 200 <= answer.status < 300:
                    self.deliveries += 1
                    await self._reply(body)
                    return None
                text = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                after = answer.headers.get("Retry-After", "")
                wait = float(after) if after.isdigit() else 0.0
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            text, wait = "Connection refused" if refused else "Connection timed out", 0.0
        self.last_error = (int(self.updates.clock.now()), text)
        return min(wait, LONGEST_RETRY_AFTER)

    async def _reply(self, body: bytes) -> None:
        """A webhook may call one method in its answer; what comes of it the bot never learns."""
        if self.execute is None or b'"method"' not in body:
            return
        try:
            call = json.loads(body)
        except ValueError:
            return
        if isinstance(call, dict) and "method" in call:
            await self.execute(str(call.pop("method")), call)

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self.timeout)
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout)
        return self._session
