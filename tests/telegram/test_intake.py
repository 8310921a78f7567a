"""Nothing that was received is lost, nothing is answered twice without need, and one bad update stops nobody."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import aiohttp
import pytest
import sqlalchemy as sa

from bot.stand_in import BotApi, Fault, Person
from bot.telegram_bot.health import DEAF, Health
from bot.telegram_bot.source import Deaf
from tests.telegram.serving import process, serving, until

QUESTION = "When was the Seoul Program {}?"
YEARS = (2011, 2013, 2014, 2015, 2016, 2017)


def answered(api: BotApi, person: Person) -> list[str]:
    """The years of the answers that a person got, in order."""
    texts = [message.text for message in api.sent(person.chat)]
    return [year for text in texts for year in map(str, YEARS) if text.startswith(f"Seoul Program {year} took place")]


async def test_a_kill_at_any_moment_loses_nothing(api: BotApi, tmp_path: Path) -> None:
    """Killed six times while sixty people ask six questions each; every chat gets every answer, in order."""
    people = [api.person(f"P{number}") for number in range(60)]
    for year in YEARS:
        for person in people:
            person.says(QUESTION.format(year))
    api.latency = 0.01
    wanted = len(people) * len(YEARS)
    for life in range(6):
        running = await process(api, tmp_path, tmp_path / "log")
        goal = wanted * (life + 1) // 8
        await api.wait_for(lambda goal=goal: len(api.sent()) >= goal, 30)  # type: ignore[misc]
        running.kill()
        await running.wait()
    running = await process(api, tmp_path, tmp_path / "log")
    await api.wait_for(lambda: all(set(answered(api, p)) == set(map(str, YEARS)) for p in people), 60)
    running.send_signal(signal.SIGTERM)
    assert await running.wait() == 0
    for person in people:
        got = answered(api, person)
        assert list(dict.fromkeys(got)) == list(map(str, YEARS)), "the order within a chat is kept"
        assert sum(Counter(got).values()) - len(YEARS) <= 6, "at most the one in flight comes twice, each time"


async def test_an_update_that_comes_again_is_answered_once(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says(QUESTION.format(2016))
        await ann.hears(10)
    last = api.raw_update({"message": {"broken": True}})
    async with serving(api, tmp_path):
        api.redeliver(last - 1)
        ann.says(QUESTION.format(2017))
        assert "2017" in (await ann.hears(10)).text
    assert answered(api, ann) == ["2016", "2017"]


UNPARSABLE = [
    {"message": {"broken": True}},
    {"message": {"message_id": 1, "date": "yesterday", "chat": {"id": 5}}},
    {"callback_query": {"id": "1"}},
    {"something_new": {"id": 1}},
    {"message": None},
    {},
]


@pytest.mark.parametrize("body", UNPARSABLE, ids=range(len(UNPARSABLE)))
async def test_an_update_that_cannot_be_read_stops_nobody(api: BotApi, tmp_path: Path, body: dict[str, object]) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        api.raw_update(body)
        ann.says(QUESTION.format(2016))
        assert "22–29 May 2016" in (await ann.hears(10)).text
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'bot.db'}")
    with engine.connect() as connection:
        states = set(connection.scalars(sa.text("SELECT state FROM updates")))
    engine.dispose()
    assert states <= {"done", "set-aside"}


async def test_a_second_signal_ends_it_at_once_and_costs_nothing(api: BotApi, tmp_path: Path) -> None:
    people = [api.person(f"P{number}") for number in range(10)]
    running = await process(api, tmp_path, tmp_path / "log")
    people[0].says("/contact")
    await people[0].hears(20)
    api.faults.share("sendMessage", Fault.too_many(30), 1.0)
    for person in people:
        person.says(QUESTION.format(2016))
    await api.wait_for(lambda: len(api.journal.of("sendMessage")) > len(people), 20)
    running.send_signal(signal.SIGTERM)
    await until(lambda: "stopping" in (tmp_path / "log").read_text(encoding="utf-8"))
    assert running.returncode is None, "what is begun is finished first"
    running.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(running.wait(), 5) == 1
    api.faults.clear()
    async with serving(api, tmp_path):
        await api.wait_for(lambda: all(answered(api, person) == ["2016"] for person in people), 20)


FAULTS = {
    "too many": Fault.too_many(1),
    "bad gateway": Fault.status(502),
    "internal error": Fault.status(500),
    "reset": Fault.reset(),
    "no answer": Fault.drop_after(),
    "garbage": Fault.garbage(),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_an_answer_survives_what_telegram_does(api: BotApi, tmp_path: Path, name: str) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("/contact")
        await ann.hears(10)
        api.faults.next("sendMessage", FAULTS[name], times=2)
        ann.says(QUESTION.format(2016))
        await api.wait_for(lambda: "2016" in answered(api, ann), 10)


@pytest.mark.parametrize("name", FAULTS)
async def test_intake_survives_what_telegram_does(api: BotApi, tmp_path: Path, name: str) -> None:
    ann = api.person("Ann")
    api.faults.next("getUpdates", FAULTS[name], times=2)
    async with serving(api, tmp_path):
        ann.says(QUESTION.format(2016))
        assert "2016" in (await ann.hears(15)).text


async def test_a_slow_chat_holds_up_nobody_else(api: BotApi, tmp_path: Path) -> None:
    slow, quick = api.person("Slow"), api.person("Quick")
    async with serving(api, tmp_path):
        quick.says("/contact")
        await quick.hears(10)
        api.faults.next("sendMessage", Fault.too_many(5, slow.chat))
        slow.says(QUESTION.format(2016))
        quick.says(QUESTION.format(2017))
        assert "2017" in (await quick.hears(3)).text


async def test_somebody_who_blocked_the_bot_is_left_alone(api: BotApi, tmp_path: Path) -> None:
    ann, ben = api.person("Ann"), api.person("Ben")
    async with serving(api, tmp_path):
        ann.says("/contact")
        await ann.hears(10)
        ann.says(QUESTION.format(2016))
        ann.blocks()
        ben.says(QUESTION.format(2017))
        assert "2017" in (await ben.hears(10)).text
        ann.unblocks()
        ann.says(QUESTION.format(2015))
        await api.wait_for(lambda: "2015" in answered(api, ann), 10)


async def test_a_revoked_token_ends_the_bot(api: BotApi, tmp_path: Path) -> None:
    running = await process(api, tmp_path, tmp_path / "log")
    ann = api.person("Ann")
    ann.says("/contact")
    await ann.hears(20)
    api.revoke()
    ann.says("/help")

    assert await asyncio.wait_for(running.wait(), 60) == 1


async def test_a_wrong_token_is_told_by_the_exit_code(api: BotApi, tmp_path: Path) -> None:
    api.revoke()
    running = await process(api, tmp_path, tmp_path / "log")
    assert await asyncio.wait_for(running.wait(), 20) == 1
    assert "does not accept the token" in (tmp_path / "log").read_text(encoding="utf-8")


async def test_a_network_that_is_down_at_the_start_is_waited_for(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    api.down()
    async with serving(api, tmp_path):
        await asyncio.sleep(0.3)
        api.up()
        ann.says(QUESTION.format(2016))
        assert "2016" in (await ann.hears(15)).text


async def test_a_second_poller_is_waited_out(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, tmp_path):
        ann.says("/contact")
        await ann.hears(10)
        api.faults.next("getUpdates", Fault.status(409), times=2)
        ann.says(QUESTION.format(2016))
        assert "2016" in (await ann.hears(15)).text


async def test_the_token_and_the_questions_stay_out_of_the_log(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    running = await process(api, tmp_path, tmp_path / "log", LOG_LEVEL="DEBUG")
    api.faults.next("sendMessage", Fault.status(502))
    api.raw_update({"message": {"broken": "my secret words"}})
    ann.says("my secret words about the fee")
    await ann.hears(20)
    running.send_signal(signal.SIGTERM)
    assert await running.wait() == 0
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "serving as @wego_test_bot" in log
    assert api.token.partition(":")[2] not in log
    assert "my secret words" not in log


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def waiting(folder: Path) -> bool:
    """Whether an update is not done yet."""
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        return bool(connection.execute("SELECT count(*) FROM updates WHERE state = 'waiting'").fetchone()[0])


async def test_a_supervisor_is_told_the_truth(api: BotApi, tmp_path: Path) -> None:
    ann, port = api.person("Ann"), free_port()
    async with serving(api, tmp_path, port=port), aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
        api.faults.next("sendMessage", Fault.status(502))
        ann.says(QUESTION.format(2016))
        await ann.hears(10)
        await until(lambda: not waiting(tmp_path))
        async with client.get("/healthz") as answer:
            assert answer.status == 200
            assert await answer.json() == {"well": True, "leads": True, "silence": ANY, "trouble": ""}
        async with client.get("/metrics") as answer:
            figures = await answer.text()
        for line in (
            "wego_leads 1.0",
            'wego_replies_total{outcome="answer"} 1.0',
            "wego_update_seconds_count 1.0",
            'wego_failed_calls_total{kind="uncertain"} 1.0',
        ):
            assert line in figures.splitlines()
        assert "wego_seconds_since_telegram" in figures


async def test_a_database_that_takes_nothing_is_waited_for(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, port = api.person("Ann"), free_port()
    monkeypatch.setattr("bot.app.PATIENCE", 0.2)
    async with serving(api, tmp_path, port=port), aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
        ann.says("/contact")
        await ann.hears(10)
        other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        ann.says(QUESTION.format(2016))
        while (await told(client))["well"]:
            await asyncio.sleep(0.05)
        assert "database" in (await told(client))["trouble"]
        assert answered(api, ann) == []
        other.execute("ROLLBACK")
        other.close()
        await api.wait_for(lambda: answered(api, ann) == ["2016"], 10)
        assert (await told(client))["well"]


async def told(client: aiohttp.ClientSession) -> dict[str, Any]:
    async with client.get("/healthz") as answer:
        found: dict[str, Any] = await answer.json()
        assert answer.status == (200 if found["well"] else 503)
        return found


async def test_a_bot_that_hears_nothing_for_long_ends(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram_bot.source.DEAF", 0.5)
    monkeypatch.setattr("bot.telegram_bot.source.LOOK", 0.05)
    with pytest.raises(Deaf, match="nothing was heard"):
        await down_for_ever(api, tmp_path)


async def down_for_ever(api: BotApi, folder: Path) -> None:
    ann = api.person("Ann")
    async with serving(api, folder) as ended:
        ann.says("/contact")
        await ann.hears(10)
        api.down()
        await asyncio.wait([ended], timeout=20)


async def test_a_bot_that_never_hears_anything_is_not_well_and_ends(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram_bot.source.DEAF", 1.5)
    monkeypatch.setattr("bot.telegram_bot.source.LOOK", 0.05)
    monkeypatch.setattr("bot.telegram_bot.health.DEAF", 0.2)
    api.down()
    with pytest.raises(Deaf, match="nothing was heard"):
        await not_well(api, tmp_path, free_port())


async def not_well(api: BotApi, folder: Path, port: int) -> None:
    async with (
        serving(api, folder, port=port) as ended,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client,
    ):
        await asyncio.sleep(0.5)
        assert (await told(client))["well"] is False
        await asyncio.wait([ended], timeout=20)


def test_silence_is_not_well() -> None:
    assert Health(DEAF - 1).well
    assert not Health(DEAF).well
    assert not Health(stores=False).well
