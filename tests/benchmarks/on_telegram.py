"""The whole bot beside a bare echo bot of python-telegram-bot, on the same stand-in server, in one run.

    python tests/benchmarks/on_telegram.py [--messages 500]

Printed for each: replies a second, CPU per answered message and memory when all messages come at once; replies a
second with a round trip of 50 ms; messages lost when it is killed in the middle and started again; replies lost when
5 % of the calls fail. The echo bot answers with the same text, one at a time and with 16 at once; ours finds the
answer, stores the question and remembers the conversation.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bot_api import BotApi, Fault, Person  # noqa: E402 - the folder above is not installed

TOKEN = "123456:benchmark-token"
CHATS = 50
QUESTION = "When was the Seoul Program 2016?"
PATIENCE = 120.0
ECHO = """
import sys
from telegram.ext import Application, MessageHandler, filters
async def echo(update, context):
    await update.message.reply_text(update.message.text)
url, token, many = sys.argv[1:]
app = Application.builder().token(token).base_url(url + "/bot").concurrent_updates(int(many) or False).build()
app.add_handler(MessageHandler(filters.ALL, echo))
app.run_polling(drop_pending_updates=False)
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """A bot to be measured, as a command line."""

    name: str
    command: Sequence[str]

    async def start(self, api: BotApi, folder: Path) -> asyncio.subprocess.Process:
        """Its process."""
        environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": api.url,
            "DATABASE_URL": f"sqlite:///{folder / 'bot.db'}",
            "LOG_LEVEL": "ERROR",
        }
        command = [part.format(url=api.url, token=TOKEN) for part in self.command]
        with (folder / "log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, *command, cwd=ROOT, env=environment, stdout=log, stderr=log
            )


SUBJECTS = (
    Subject("python-telegram-bot", ["-c", ECHO.replace("{", "{{").replace("}", "}}"), "{url}", "{token}", "0"]),
    Subject("the same, 16 at once", ["-c", ECHO.replace("{", "{{").replace("}", "}}"), "{url}", "{token}", "16"]),
    Subject("wego-bot", ["-m", "bot", "run"]),
)


def cpu(process: asyncio.subprocess.Process) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: asyncio.subprocess.Process) -> float:
    """Resident memory in MB."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def ask(people: Sequence[Person], count: int) -> None:
    """Everybody asks in turn."""
    for number in range(count):
        people[number % len(people)].says(QUESTION)


async def end(process: asyncio.subprocess.Process) -> None:
    """Stop it, in good order if it will."""
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), 30)
    except TimeoutError:
        process.kill()
        await process.wait()


async def until(api: BotApi, count: int, patience: float = PATIENCE) -> int:
    """Wait for so many replies, or until none has come for five seconds; how many there are."""
    begun, last, seen = time.monotonic(), time.monotonic(), 0
    while len(api.sent()) < count and time.monotonic() - begun < patience:
        await asyncio.sleep(0.02)
        if len(api.sent()) != seen:
            seen, last = len(api.sent()), time.monotonic()
        if time.monotonic() - last > 5:
            break
    return len(api.sent())


async def burst(subject: Subject, count: int, latency: float) -> tuple[float, float, float]:
    """Replies a second, CPU in ms a message, memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(token=TOKEN) as api:
            people = [api.person(f"P{n}", started=True) for n in range(CHATS)]
            process = await subject.start(api, Path(folder))
            ask(people[:1], 1)
            await until(api, 1)
            api.latency = latency
            before, used = time.perf_counter(), cpu(process)
            ask(people, count)
            got = await until(api, count + 1) - 1
            took, spent = time.perf_counter() - before, cpu(process) - used
            resident = memory(process)
            await end(process)
            return got / took, 1000 * spent / max(1, got), resident


async def killed(subject: Subject, count: int) -> int:
    """Messages without a reply after a SIGKILL in the middle and a new start."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(token=TOKEN) as api:
            people = [api.person(f"P{n}", started=True) for n in range(CHATS)]
            process = await subject.start(api, Path(folder))
            ask(people, count)
            await until(api, count * 2 // 5)
            process.kill()
            await process.wait()
            process = await subject.start(api, Path(folder))
            await until(api, count)
            await end(process)
            replies: dict[int, int] = defaultdict(int)
            for message in api.sent():
                replies[message.chat.id] += 1
            return sum(max(0, count // CHATS - replies[person.id]) for person in people)


async def faulty(subject: Subject, count: int) -> int:
    """Replies lost when one call in twenty meets 429, 502 or a reset."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(token=TOKEN) as api:
            people = [api.person(f"P{n}", started=True) for n in range(CHATS)]
            for seed, fault in enumerate((Fault.too_many(1), Fault.status(502), Fault.reset())):
                api.faults.share("sendMessage", fault, 0.05 / 3, seed)
            process = await subject.start(api, Path(folder))
            ask(people, count)
            got = await until(api, count)
            await end(process)
            return max(0, count - got)


async def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=500)
    count: int = parser.parse_args().messages
    print(f"{'':<22}{'replies/s':>10}{'ms CPU':>8}{'MB':>6}{'at 50 ms':>10}{'lost at kill':>14}{'lost at faults':>16}")
    for subject in SUBJECTS:
        rate, spent, resident = await burst(subject, count, 0.0)
        far, _, _ = await burst(subject, count, 0.05)
        lost, missed = await killed(subject, count), await faulty(subject, count)
        print(
            f"{subject.name:<22}{rate:>10.0f}{spent:>8.2f}{resident:>6.0f}{far:>10.0f}{lost:>14}{missed:>16}",
            flush=True,
        )


if __name__ == "__main__":
    asyncio.run(main())
