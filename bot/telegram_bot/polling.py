"""Long polling: an update is stored before the next call tells Telegram that it was received."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.failure import Kind
from bot.telegram_bot.client import Client, Uncertain
from bot.telegram_bot.failures import classify
from bot.telegram_bot.intake import ALLOWED, is_update
from bot.telegram_bot.sending import Revoked

WAIT: Final = 30
"""Seconds that Telegram holds a call back while there is nothing new."""
SLOWEST: Final = 30.0
"""Seconds between two calls while they fail, at most."""

Store = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Polling:
    """The loop that fetches updates."""

    client: Client
    bot: Bot
    store: Store
    clock: Callable[[], float]
    last_success: float = field(init=False)
    """When Telegram answered last, by the clock."""
    trouble: str = ""
    """Why it does not; empty while all is well."""
    _offset: int = 0
    _failures: int = field(default=0)
    _alone: bool = field(default=False)
    """Whether Telegram has been told to bring updates to nobody else."""

    def __post_init__(self) -> None:
        self.last_success = self.clock()

    async def run(self) -> None:
        """Fetch until cancelled; raises Revoked where the token is not valid."""
        while True:
            try:
                found = await self._fetch()
            except TelegramError as error:
                await self._pause(error)
                continue
            self._recovered()
            if found:
                await self.store(found)
                self._offset = int(found[-1]["update_id"]) + 1

    async def _fetch(self) -> list[dict[str, Any]]:
        if not self._alone:
            self._alone = await self.bot.delete_webhook()
        query = {"timeout": WAIT, "limit": 100, "allowed_updates": json.dumps(ALLOWED)}
        if self._offset:
            query["offset"] = self._offset
        found = await self.client.post(f"{self.bot.base_url}/getUpdates?{urlencode(query)}", read_timeout=WAIT + 10)
        known = [one for one in found if is_update(one)] if isinstance(found, list) else []
        if not known and found != []:
            raise Uncertain("an answer of Telegram holds no updates")
        return known

    async def _pause(self, error: TelegramError) -> None:
        failure = classify(error)
        if isinstance(error, InvalidToken) or failure.kind is Kind.REVOKED:
            raise Revoked("Telegram does not accept the token")
        self._failures += 1
        self.trouble = (
            f"this bot is served elsewhere too: {error.message}" if isinstance(error, Conflict) else failure.reason
        )
        wait = failure.wait or min(SLOWEST, 0.5 * 2.0 ** (self._failures - 1))
        log.warning("no updates from Telegram: %s; again in %.1f s", self.trouble, wait)
        await asyncio.sleep(wait)

    def _recovered(self) -> None:
        if self._failures:
            log.info("Telegram answers again")
        self._failures, self.trouble, self.last_success = 0, "", self.clock()
