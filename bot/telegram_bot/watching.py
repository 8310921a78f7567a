"""Whether Telegram can be reached, and reaches us, while it brings the updates itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from telegram import Bot
from telegram.error import TelegramError

from bot.failure import Kind
from bot.settings import Secret
from bot.telegram_bot.failures import classify
from bot.telegram_bot.intake import ALLOWED
from bot.telegram_bot.sending import Revoked

SOON: Final = 0.5
"""Half the seconds until a registration that failed is tried again; twice as many after each failure."""
EVERY: Final = 30.0
"""Seconds between two questions to Telegram."""
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Watch:
    """Tells Telegram where we are, and asks now and then how it fares with our webhook."""

    bot: Bot
    url: str
    secret: Secret
    clock: Callable[[], float]
    heard: Callable[[], float]
    """When an update came in last, in seconds since 1970."""
    last_success: float = field(init=False)
    """When Telegram was heard last and could reach us, by the clock."""
    trouble: str = ""
    """What Telegram said last of an update that it could not bring; empty while all is well."""
    _registered: bool = False

    def __post_init__(self) -> None:
        self.last_success = self.clock()

    async def run(self) -> None:
        """Ask until cancelled; raises Revoked where the token is not valid."""
        wait = SOON
        while True:
            try:
                await self._look()
            except TelegramError as error:
                failure = classify(error)
                if failure.kind is Kind.REVOKED:
                    raise Revoked("Telegram does not accept the token") from None
                self.trouble = failure.reason
                log.warning("Telegram does not answer: %s", failure.reason)
            wait = EVERY if self._registered else min(EVERY, wait * 2)
            await asyncio.sleep(wait)

    async def _look(self) -> None:
        """See to it that Telegram knows our address, and hear whether it reaches us there."""
        if not self._registered:
            secret = self.secret.reveal()
            self._registered = await self.bot.set_webhook(self.url, secret_token=secret, allowed_updates=ALLOWED)
        info = await self.bot.get_webhook_info()
        if info.url != self.url:
            self._registered = False  # taken by somebody else, or deleted: it is ours
            self.trouble = "the webhook was set to another address"
            log.warning("%s; it is set anew", self.trouble)
            return
        failed = info.last_error_date if info.pending_update_count else None
        self.trouble = (info.last_error_message or "") if failed else ""
        if failed and failed.timestamp() > self.heard():
            log.warning("Telegram does not reach the webhook: %s", self.trouble)
        else:
            self.last_success = self.clock()
