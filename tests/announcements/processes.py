"""What delivers, as a process of its own: the whole bot, or a bare loop over the same library."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from bot.stand_in import BotApi

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "123456:benchmark-token"

BARE = """
import asyncio, sys
from telegram import Bot
from telegram.request import HTTPXRequest
url, token, first, count, at_once, text = sys.argv[1:]
async def main():
    bot = Bot(token, base_url=url + "/bot", request=HTTPXRequest(connection_pool_size=64))
    async with bot:
        left = iter(range(int(first), int(first) + int(count)))
        async def work():
            for chat in left:
                await bot.send_message(chat, text, parse_mode="HTML")
        await asyncio.gather(*(work() for _ in range(int(at_once))))
asyncio.run(main())
"""
"""Sends to one chat after the other, so many at once, and keeps no account of it."""

BARE_CLIENT = """
import asyncio, sys
from telegram import Bot
from bot.telegram_bot.client import Client
url, token, first, count, at_once, text = sys.argv[1:]
async def main():
    client = Client()
    await client.initialize()
    bot = Bot(token, base_url=url + "/bot", request=client)
    left = iter(range(int(first), int(first) + int(count)))
    async def work():
        for chat in left:
            fields = {"chat_id": chat, "text": text, "parse_mode": "HTML"}
            await client.call(bot.base_url + "/sendMessage", fields)
    await asyncio.gather(*(work() for _ in range(int(at_once))))
asyncio.run(main())
"""
"""The same over the client of ours that the ledger uses."""

OURS = """
import asyncio, secrets, sys, time
from telegram import Bot
from bot.announcements import settling
from bot.announcements.delivery import Delivery
from bot.storage import chats
from bot.storage.database import Database
from bot.storage.migrating import prepare
from bot.telegram_bot.client import Client
from bot.telegram_bot.pacing import Pace
from bot.telegram_bot.posting import Post
url, token, address, paced = sys.argv[1:]
class Fast(Pace):
    async def room(self): pass
    def wait_of(self, chat): return 0.0
async def main():
    client = Client()
    await client.initialize()
    bot = Bot(token, base_url=url + "/bot", request=client)
    async def follow(old, new):
        def write(connection):
            chats.migrate(connection, old, new)
            settling.follow(connection, old, new, time.time())
        await database.run(write)
    pace = (Pace if paced == "paced" else Fast)(time.monotonic)
    database = Database(prepare(address))
    post, owner = Post(bot, client, time.time, follow), secrets.token_hex(4)
    await Delivery(database, post, pace, owner, time.time, lambda: "UTC").run()
asyncio.run(main())
"""
"""The loop that delivers, alone."""


async def script(code: str, *arguments: str, log: Path) -> asyncio.subprocess.Process:
    """A process that runs it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with log.open("ab") as output:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, *arguments, cwd=ROOT, env=environment, stdout=output, stderr=output
        )


async def whole(api: BotApi, url: str, log: Path, **settings: str) -> asyncio.subprocess.Process:
    """`wego-bot run`."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "DATABASE_URL": url,
        "LOG_LEVEL": "WARNING",
        **settings,
    }
    with log.open("ab") as output:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment, stdout=output, stderr=output
        )


async def end(process: asyncio.subprocess.Process) -> None:
    """By force."""
    if process.returncode is None:
        process.kill()
    await process.wait()
