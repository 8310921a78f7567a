"""The first word with Telegram: does it know the bot? A network that is down is waited for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from telegram import Bot
from telegram.error import TelegramError

from bot.failure import Kind
from bot.telegram_bot.failures import classify
from bot.telegram_bot.sending import Revoked

SOON: Final = 0.5
"""Seconds until it is tried again; twice as many after each failure."""
SLOWEST: Final = 30.0
log = logging.getLogger(__name__)


class Greeting:
    """Asks until Telegram answers."""

    def __init__(self, bot: Bot, clock: Callable[[], float]) -> None:
        self._bot = bot
        self.last_success = clock()
        self.trouble = ""

    async def run(self) -> None:
        """Until Telegram answers; raises Revoked where the token is not valid."""
        wait = SOON
        while True:
            try:
                await self._bot.initialize()
            except TelegramError as error:
                failure = classify(error)
                if failure.kind is Kind.REVOKED:
                    raise Revoked("Telegram does not accept the token") from None
                self.trouble = failure.reason
                log.warning("Telegram does not answer yet: %s; again in %.1f s", failure.reason, wait)
                await asyncio.sleep(failure.wait or wait)
                wait = min(SLOWEST, wait * 2)
            else:
                return
