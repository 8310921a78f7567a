"""What a supervisor may ask over HTTP: is the bot well (/healthz), and in figures (/metrics)."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from bot.telegram_bot.figures import Figures

DEAF: Final = 90.0
"""Seconds without a word from Telegram after which the bot is not well; a long poll takes half a minute."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is at one moment."""

    silence: float = 0.0
    """Seconds since Telegram answered last; 0 where this process does not ask."""
    trouble: str = ""
    """What is wrong, where it is known."""
    waiting: int = 0
    """Updates in memory that are not done."""
    updates: Mapping[str, int] = field(default_factory=dict)
    """Updates in the database, by state."""
    leads: bool = True
    """Whether this process handles updates; if not, it stands by while another does."""
    stores: bool = True
    """Whether the database takes what it is given."""

    @property
    def well(self) -> bool:
        """Whether updates come in, and are safe."""
        return self.stores and self.silence < DEAF


Ask = Callable[[], Awaitable[Health]]


def application(ask: Ask, figures: Figures, largest: int = 1024**2) -> web.Application:
    """The two pages; a request may have so many bytes."""

    async def healthz(_: web.Request) -> web.Response:
        health = await ask()
        body = {
            "well": health.well,
            "leads": health.leads,
            "silence": round(health.silence, 1),
            "trouble": health.trouble,
        }
        return web.Response(text=json.dumps(body), status=200 if health.well else 503, content_type="application/json")

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=_figures(await ask(), figures), headers={"Content-Type": "text/plain; version=0.0.4"})

    found = web.Application(client_max_size=largest)
    found.router.add_get("/healthz", healthz)
    found.router.add_get("/metrics", metrics)
    return found


def _figures(health: Health, figures: Figures) -> bytes:
    figures.silence.set(health.silence)
    figures.waiting.set(health.waiting)
    figures.leads.set(health.leads)
    for state, number in health.updates.items():
        figures.updates.labels(state).set(number)
    return figures.text()
