"""What a supervisor may ask over HTTP: is the bot well (/healthz), and in figures (/metrics)."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, generate_latest

DEAF: Final = 90.0
"""Seconds without a word from Telegram after which the bot is not well; a long poll takes half a minute."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is at one moment."""

    silence: float
    """Seconds since Telegram answered last."""
    trouble: str
    """Why it does not, where it is known."""
    waiting: int
    """Updates in memory that are not done."""
    updates: dict[str, int]
    """Updates in the database, by state."""

    @property
    def well(self) -> bool:
        """Whether updates come in."""
        return self.silence < DEAF


Ask = Callable[[], Awaitable[Health]]


def application(ask: Ask, largest: int = 1024**2) -> web.Application:
    """The two pages; a request may have so many bytes."""

    async def healthz(_: web.Request) -> web.Response:
        health = await ask()
        body = {"well": health.well, "silence": round(health.silence, 1), "trouble": health.trouble}
        return web.Response(text=json.dumps(body), status=200 if health.well else 503, content_type="application/json")

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=_figures(await ask()), headers={"Content-Type": "text/plain; version=0.0.4"})

    found = web.Application(client_max_size=largest)
    found.router.add_get("/healthz", healthz)
    found.router.add_get("/metrics", metrics)
    return found


def _figures(health: Health) -> bytes:
    registry = CollectorRegistry()
    Gauge("wego_seconds_since_telegram", "Seconds since Telegram answered last", registry=registry).set(health.silence)
    Gauge("wego_updates_in_memory", "Updates that are being handled or wait", registry=registry).set(health.waiting)
    updates = Gauge("wego_updates", "Updates in the database", ["state"], registry=registry)
    for state, number in health.updates.items():
        updates.labels(state).set(number)
    return generate_latest(registry)
