"""The whole bot against the stand-in Bot API: in this process, or in one of its own that can be killed."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from bot.app import App
from bot.runtime import Service
from bot.settings import BotSettings, Secret
from bot.stand_in import BotApi
from tests.parsed import packaged_knowledge
from tests.running import compiled

ROOT = Path(__file__).parents[2]
TOKEN = "123456:stand-in-token"


@cache
def service(*languages: str) -> Service:
    """The bot over the knowledge that travels with the program, in English and some languages more, compiled once."""
    built = Service.build(packaged_knowledge("en", *languages))
    for language in languages:
        built.assistant.tongue(language)
    return built


@asynccontextmanager
async def serving(
    api: BotApi, folder: Path, *, url: str = "", knows: Service | None = None, **more: Any
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, from its start to its end in good order; ``more`` are fields of the settings."""
    database = Secret(url or f"sqlite:///{folder / 'bot.db'}")
    settings = BotSettings(token=Secret(api.token), database=database, api_url=api.url, **more)
    stop = asyncio.Event()
    task = asyncio.create_task(App(settings, knows or service()).run(stop))
    try:
        yield task
    finally:
        stop.set()
        await task


async def process(api: BotApi, folder: Path, log: Path, **settings: str) -> asyncio.subprocess.Process:
    """`wego-bot run` in a process of its own; its log goes to a file."""
    environment = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "DATABASE_URL": f"sqlite:///{folder / 'bot.db'}",
        **({} if "WEGO_CACHE_DIR" in settings else {"WEGO_CACHE_DIR": compiled()}),
        **settings,
    }
    with log.open("ab") as output:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment, stdout=output, stderr=output
        )


async def until(ready: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait for something that no call to the server tells of: a file, a log."""
    async with asyncio.timeout(seconds):
        while not ready():
            await asyncio.sleep(0.02)
