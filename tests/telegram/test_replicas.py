"""Several processes on one database: one handles updates, any takes them in, and another takes over."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.stand_in import BotApi, Person
from tests.storage.test_leading import cut
from tests.telegram.balancer import balancing
from tests.telegram.serving import process, serving
from tests.telegram.test_intake import QUESTION, YEARS, answered, free_port
from tests.telegram.test_webhook import SECRET

ALL = [str(year) for year in YEARS]


@dataclass(slots=True)
class Replica:
    """One of several processes."""

    port: int
    running: asyncio.subprocess.Process

    async def leads(self) -> bool | None:
        """What it says itself; None where it says nothing."""
        try:
            async with (
                aiohttp.ClientSession() as client,
                client.get(f"http://127.0.0.1:{self.port}/healthz") as answer,
            ):
                found: bool = (await answer.json())["leads"]
                return found
        except aiohttp.ClientError:
            return None

    async def up(self) -> None:
        """Wait until it can be asked."""
        while await self.leads() is None:
            assert self.running.returncode is None, "its log says why it ended"
            await asyncio.sleep(0.02)

    async def end(self) -> None:
        """In good order."""
        if self.running.returncode is None:
            self.running.send_signal(signal.SIGTERM)
        await self.running.wait()


class Replicas(list[Replica]):
    """All of them."""

    async def leader(self, seconds: float = 20.0) -> Replica:
        """The one that leads, once there is one."""
        async with asyncio.timeout(seconds):
            while True:
                for replica in self:
                    if replica.running.returncode is None and await replica.leads():
                        return replica
                await asyncio.sleep(0.02)


@asynccontextmanager
async def replicas(api: BotApi, folder: Path, url: str, *, webhook: bool) -> AsyncIterator[Replicas]:
    """Two processes of the bot, behind one address if Telegram brings the updates."""
    ports, front = [free_port(), free_port()], free_port()
    address = {"WEBHOOK_URL": f"http://127.0.0.1:{front}/telegram", "WEBHOOK_SECRET": SECRET} if webhook else {}
    running = Replicas()
    async with balancing(front, ports):
        try:
            for port in ports:
                one = await process(api, folder, folder / f"log-{port}", DATABASE_URL=url, PORT=str(port), **address)
                running.append(Replica(port, one))
            for replica in running:
                await replica.up()
            yield running
        finally:
            for replica in running:
                await replica.end()


def crowd(api: BotApi, count: int = 40) -> Sequence[Person]:
    """People who have all asked all of their questions."""
    people = [api.person(f"P{number}") for number in range(count)]
    for year in YEARS:
        for person in people:
            person.says(QUESTION.format(year))
    return people


def all_answered(api: BotApi, people: Sequence[Person]) -> bool:
    return all(set(answered(api, person)) == set(ALL) for person in people)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of either kind."""
    found: str = (
        f"sqlite:///{tmp_path / 'bot.db'}" if request.param == "sqlite" else request.getfixturevalue("empty_postgresql")
    )
    return found


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_when_one_is_killed_the_other_takes_over(api: BotApi, tmp_path: Path, url: str, webhook: bool) -> None:
    api.webhook_delays(0.05, 0.1, 0.2, 0.2, 0.2)
    api.latency = 0.01
    async with replicas(api, tmp_path, url, webhook=webhook) as running:
        first = await running.leader()
        people = crowd(api)
        await api.wait_for(lambda: len(api.sent()) > len(people), 30)
        first.running.kill()
        await first.running.wait()
        await api.wait_for(lambda: all_answered(api, people), 60)
        assert await running.leader() is not first
    for person in people:
        got = answered(api, person)
        assert list(dict.fromkeys(got)) == ALL, "the order within a chat is kept"
        assert len(got) <= len(ALL) + 1, "at most the one in flight comes twice"


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_one_that_is_told_to_stop_hands_over(api: BotApi, tmp_path: Path, url: str, webhook: bool) -> None:
    api.webhook_delays(0.05, 0.1, 0.2, 0.2, 0.2)
    async with replicas(api, tmp_path, url, webhook=webhook) as running:
        first = await running.leader()
        people = crowd(api)
        await api.wait_for(lambda: len(api.sent()) > len(people), 30)
        first.running.send_signal(signal.SIGTERM)
        await api.wait_for(lambda: all_answered(api, people), 60)
        assert await first.running.wait() == 0
    assert [answered(api, person) for person in people] == [ALL] * len(people), "none comes twice"


async def test_a_database_that_lets_go_of_everybody_costs_nothing(
    api: BotApi, tmp_path: Path, empty_postgresql: str
) -> None:
    api.webhook_delays(0.05, 0.1, 0.2, 0.2, 0.2)
    api.latency = 0.01
    async with replicas(api, tmp_path, empty_postgresql, webhook=True) as running:
        await running.leader()
        people = crowd(api)
        for share in (1, 2, 4):
            await api.wait_for(lambda share=share: len(api.sent()) > share * len(people), 30)  # type: ignore[misc]
            await asyncio.to_thread(cut, empty_postgresql)
        await api.wait_for(lambda: all_answered(api, people), 60)
    for person in people:
        got = answered(api, person)
        assert list(dict.fromkeys(got)) == ALL
        assert len(got) <= len(ALL) + 3


async def test_the_whole_bot_runs_on_postgresql(api: BotApi, tmp_path: Path, empty_postgresql: str) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path, url=empty_postgresql):
        ann.says("/start")
        start = await ann.hears(10)
        ann.presses(start, "Which training programmes are there?")
        await ann.hears(10)
        ann.says(QUESTION.format(2016))
        assert "22–29 May 2016" in (await ann.hears(10)).text
        ann.says("/my_data")
        await ann.hears(10)
        ann.says("/forget_me")
        assert "deleted" in (await ann.hears(10)).text
