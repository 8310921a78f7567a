"""Whether Telegram can be reached, and reaches us, while it brings the updates itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from telegram import Bot
from telegram.error import TelegramError

from bot.telegram_bot.failures import Kind, classify
from bot.telegram_bot.sending import Revoked

EVERY: Final = 30.0
"""Seconds between two questions to Telegram."""
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Watch:
    """Asks Telegram now and then how it fares with our webhook."""

    bot: Bot
    clock: Callable[[], float]
    last_success: float = 0.0
    trouble: str = ""
    """What Telegram said last of an update that it could not bring; empty while all is well."""

    async def run(self) -> None:
        """Ask until cancelled; raises Revoked where the token is not valid."""
        self.last_success = self.clock()
        while True:
            try:
                info = await self.bot.get_webhook_info()
            except TelegramError as error:
                failure = classify(error)
                if failure.kind is Kind.REVOKED:
                    raise Revoked("Telegram does not accept the token") from None
                self.trouble = failure.reason
                log.warning("Telegram does not answer: %s", failure.reason)
            else:
                self.last_success = self.clock()
                self.trouble = info.last_error_message or "" if info.pending_update_count else ""
            await asyncio.sleep(EVERY)
