"""What is done to a bot, and what is counted: one function for each load, with figures by their names."""

from __future__ import annotations

import dataclasses
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.stand_in import BotApi, Fault
from tests.benchmarks.loads.bots import TOKEN, Bot, cpu, end, memory, running
from tests.benchmarks.loads.crowd import QUESTIONS, Crowd, quiet

Figures = dict[str, float]
Load = Callable[[Bot], Awaitable[Figures]]

KILLED, FAULTY, DOUBLED, STEADY, FAR, BURST = 500, 500, 500, 1000, 1500, 3000
"""Questions of each load."""
RATE, SLOW, HIT = 100.0, 7.0, 0.02
"""Questions a second; the seconds that a slow call takes; the share of slow ones."""
STEP, WINDOW, PEOPLE = 10_000, 100, 2_000
"""Of the long run: questions between two looks at the memory; questions that wait for a reply; people."""


@asynccontextmanager
async def scene(count: int) -> AsyncIterator[tuple[BotApi, Crowd, Path]]:
    """A server of its own, with a crowd and an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(token=TOKEN) as api:
            yield api, Crowd(api, count), Path(folder)


async def killed(bot: Bot) -> Figures:
    """All questions wait when it starts; SIGKILL after two fifths of the replies, and a new start."""
    async with scene(KILLED) as (api, crowd, folder):
        crowd.ask()
        process = await bot.start(api, folder)
        await api.wait_for(lambda: len(api.world.sent) >= KILLED * 2 // 5, 60)
        process.kill()
        await process.wait()
        process = await bot.start(api, folder)
        await quiet(api, 10)
        await end(process)
        extra = crowd.extra()
        return {"lost": crowd.lost(), "answered twice": sum(extra), "twice, most in one chat": max(extra)}


async def faulty(bot: Bot) -> Figures:
    """One call to send in twenty meets 429, 502 or a reset, and is not carried out."""
    async with scene(FAULTY) as (api, crowd, folder), running(bot, api, folder):
        for seed, fault in enumerate((Fault.too_many(1), Fault.status(502), Fault.reset())):
            api.faults.share("sendMessage", fault, 0.05 / 3, seed)
        crowd.ask()
        await quiet(api, 10, lambda: len(api.world.sent) >= FAULTY)
        return {"lost": crowd.lost(), "answered twice": sum(crowd.extra())}


async def doubled(bot: Bot) -> Figures:
    """Every update comes once more: the earliest while others wait, the rest when all are answered."""
    async with scene(DOUBLED) as (api, crowd, folder), running(bot, api, folder):
        updates, again = api.account.updates, set[int]()
        crowd.ask()
        for goal in (DOUBLED * 2 // 5, DOUBLED):
            await quiet(api, 5, lambda goal=goal: len(api.world.sent) >= goal)  # type: ignore[misc]
            came = [number for number in updates.known if number not in updates.waiting and number not in again]
            for number in came:
                api.redeliver(number)
            again.update(came)
        await quiet(api, 3)
        return {
            "answered twice": sum(crowd.extra()),
            "lost": crowd.lost(),
            "not brought twice": max(0, DOUBLED - len(again)),
        }


async def slow(bot: Bot) -> Figures:
    """A steady stream, alone and with two calls in a hundred slow; medians of the chats that met no slow one."""
    alone, disturbed = await _median(bot, 0.0), await _median(bot, HIT)
    return {"median, alone, ms": 1000 * alone, "median, 2 % slow, ms": 1000 * disturbed, "times": disturbed / alone}


async def _median(bot: Bot, share: float) -> float:
    dice = random.Random(1)
    async with scene(STEADY) as (api, crowd, folder), running(bot, api, folder):
        numbers = dice.sample(range(STEADY), int(STEADY * share))
        hit = {crowd.people[number % len(crowd.people)] for number in numbers}

        def prepare(number: int) -> None:
            if number in numbers:
                chat = crowd.people[number % len(crowd.people)].id
                api.faults.next("sendMessage", dataclasses.replace(Fault.slow(SLOW), chat=chat))

        await crowd.ask_steadily(RATE, prepare)
        await quiet(api, 10, lambda: len(api.world.sent) >= STEADY, patience=120)
        return statistics.median(crowd.latencies(person for person in crowd.people if person not in hit))


async def far(bot: Bot) -> Figures:
    """Every call takes 50 ms."""
    async with scene(FAR) as (api, crowd, folder), running(bot, api, folder):
        api.latency = 0.05
        begun = time.perf_counter()
        crowd.ask()
        await quiet(api, 5, lambda: len(api.world.sent) >= FAR, patience=20)
        return {"replies/s": len(api.world.sent) / (time.perf_counter() - begun), "out of order": crowd.late()}


async def burst(bot: Bot) -> Figures:
    """All at once, at full speed."""
    async with scene(BURST) as (api, crowd, folder), running(bot, api, folder) as process:
        begun, used = time.perf_counter(), cpu(process)
        crowd.ask()
        await quiet(api, 5, lambda: len(api.world.sent) >= BURST)
        took, spent, got = time.perf_counter() - begun, cpu(process) - used, len(api.world.sent)
        return {"CPU ms a reply": 1000 * spent / got, "replies/s": got / took, "out of order": crowd.late()}


def long_run(count: int, tell: Callable[[str], None]) -> Load:
    """So many questions in all, as fast as they are answered; memory at every step."""

    async def run(bot: Bot) -> Figures:
        found: Figures = {}
        async with scene(PEOPLE * len(QUESTIONS)) as (api, crowd, folder), running(bot, api, folder) as process:
            for done in range(STEP, count + 1, STEP):
                await _step(api, crowd, done - STEP)
                found[f"MB after {done:,}"] = memory(process)
                tell(f"{bot.name}: {done:,} messages, {memory(process):.1f} MB")
        return found

    return run


async def _step(api: BotApi, crowd: Crowd, first: int) -> None:
    """One step of the long run; what the server remembers is forgotten after it, and on the way."""
    answered = 0
    for number in range(first, first + STEP):
        round_, person = divmod(number, len(crowd.people))
        crowd.people[person].says(QUESTIONS[round_ % len(QUESTIONS)][0])
        asked = number - first + 1
        if asked % WINDOW:
            continue
        await api.wait_for(lambda: answered + len(api.world.sent) >= asked - WINDOW, 60)  # noqa: B023 - awaited here
        answered += len(api.world.sent)
        api.forget()
    await api.wait_for(lambda: answered + len(api.world.sent) >= STEP, 60)
    api.forget()


LOADS: dict[str, tuple[str, Load]] = {
    "kill": (f"{KILLED} messages, SIGKILL after {KILLED * 2 // 5} replies, started again", killed),
    "faults": (f"5 % of sends meet 429, 5xx or a reset; {FAULTY} messages", faulty),
    "duplicates": (f"every update comes twice; {DOUBLED} messages", doubled),
    "slow": (f"2 % of sends take 7 s, {RATE:.0f} messages a second; chats that are not hit", slow),
    "far": ("a round trip of 50 ms", far),
    "burst": (f"{BURST} messages at once", burst),
}
"""The rows by the names of the command line."""
