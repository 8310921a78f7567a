"""The bots that are measured, each a process: ours, and echo bots as their libraries' guides write them."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.stand_in import BotApi

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "123456:benchmark-token"

PYTHON_TELEGRAM_BOT = """
import sys
from telegram.ext import Application, MessageHandler, filters
async def echo(update, context):
    await update.message.reply_text(update.message.text)
url, token, many = sys.argv[1:]
app = Application.builder().token(token).base_url(url + "/bot").concurrent_updates(int(many) or False).build()
app.add_handler(MessageHandler(filters.ALL, echo))
app.run_polling(drop_pending_updates=False)
"""
AIOGRAM = """
import asyncio, sys
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
url, token = sys.argv[1:]
dispatcher = Dispatcher()
@dispatcher.message()
async def echo(message):
    await message.answer(message.text)
bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
asyncio.run(dispatcher.start_polling(bot))
"""


@dataclass(frozen=True, slots=True)
class Bot:
    """One bot as a command line; `{url}` and `{token}` stand for what it is told at its start."""

    name: str
    command: Sequence[str]
    python: str = sys.executable

    async def start(self, api: BotApi, folder: Path) -> asyncio.subprocess.Process:
        """Its process; state and log are in the folder."""
        told = {"{url}": api.url, "{token}": TOKEN}
        with (folder / "log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                self.python,
                *(told.get(part, part) for part in self.command),
                cwd=ROOT,
                env=_environment(api, folder),
                stdout=log,
                stderr=log,
            )


OURS = Bot("wego-bot", ["-m", "bot", "run"])
ONE = Bot("ptb", ["-c", PYTHON_TELEGRAM_BOT, "{url}", "{token}", "0"])
MANY = Bot("ptb-16", ["-c", PYTHON_TELEGRAM_BOT, "{url}", "{token}", "16"])


def aiogram(python: str) -> Bot:
    """The echo bot of aiogram, in an environment that has it."""
    return Bot("aiogram", ["-c", AIOGRAM, "{url}", "{token}"], python)


def has_aiogram(python: str) -> bool:
    """Whether the interpreter can run that bot."""
    return not subprocess.run([python, "-c", "import aiogram"], capture_output=True, check=False).returncode


def _environment(api: BotApi, folder: Path) -> Mapping[str, str]:
    return {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "DATABASE_URL": f"sqlite:///{folder / 'bot.db'}",
        "LOG_LEVEL": "ERROR",
    }


@asynccontextmanager
async def running(bot: Bot, api: BotApi, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot, which has answered one message already, which is forgotten."""
    process = await bot.start(api, folder)
    try:
        first = api.person("First", started=True)
        first.says("How much is the fee?")
        await first.hears(60)
        api.forget()
        yield process
    finally:
        await end(process)


async def end(process: asyncio.subprocess.Process) -> None:
    """Stop it by force: an echo bot would first answer all that it has fetched."""
    if process.returncode is None:
        process.kill()
    await process.wait()


def cpu(process: asyncio.subprocess.Process) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: asyncio.subprocess.Process) -> float:
    """Resident memory in MB."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
