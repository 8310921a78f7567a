"""Updates that Telegram brings itself: stored before it is told that they have come.

Whatever is wrong with an update, Telegram gets its 200 once it is stored: it would bring a refused one again and again,
and hold back all that stand behind it. Only what cannot be stored is refused, so that it comes again.
"""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from aiohttp import web

from bot.telegram_bot.intake import is_update

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
LARGEST: Final = 1024 * 1024
"""Bytes of a request; an update has some thousands."""

Store = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]
log = logging.getLogger(__name__)


def receiver(secret: str, store: Store) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of the one address that Telegram knows."""

    async def receive(request: web.Request) -> web.Response:
        told = request.headers.get(HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(told, secret.encode()):
            return web.Response(status=401)
        try:
            raw = json.loads(await request.read())
        except (ValueError, RecursionError):
            raw = None
        if not is_update(raw):
            log.warning("a request with the right secret held no update; it is let go")
            return web.Response(status=200)
        await store([raw])
        return web.Response(status=200)

    return receive
