"""Telegram brings the updates: only with the secret, each stored before its 200, none twice."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.errors import UsageError
from bot.settings import Secret
from bot.stand_in import BotApi, Fault
from bot.telegram_bot.source import Deaf
from bot.telegram_bot.webhook import HEADER
from tests.telegram.serving import serving
from tests.telegram.test_intake import QUESTION, answered, free_port

SECRET = "a-secret-of-enough-letters"


@asynccontextmanager
async def webhook(api: BotApi, folder: Path) -> AsyncIterator[str]:
    """The bot behind a webhook; its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    async with serving(api, folder, port=port, webhook_url=url, webhook_secret=Secret(SECRET)):
        await api.wait_for(lambda: api.journal.accepted("setWebhook"), 10)
        yield url


async def test_what_telegram_brings_is_answered(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with webhook(api, tmp_path):
        ann.says(QUESTION.format(2016))
        assert "22–29 May 2016" in (await ann.hears(10)).text
    assert not api.journal.of("getUpdates")


async def test_what_came_before_it_was_up_comes_again(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    api.webhook_delays(0.1, 0.2, 0.2, 0.2, 0.2)
    async with webhook(api, tmp_path):
        ann.says(QUESTION.format(2016))
        await ann.hears(10)
    ann.says(QUESTION.format(2017))
    async with webhook(api, tmp_path):
        await api.wait_for(lambda: answered(api, ann) == ["2016", "2017"], 10)


REQUESTS = [
    ({}, "{}", 401),
    ({HEADER: "wrong"}, "{}", 401),
    ({HEADER: "ü"}, "{}", 401),
    ({HEADER: "\udcff"}, "{}", 401),
    ({HEADER: SECRET}, "no json", 200),
    ({HEADER: SECRET}, "[" * 100_000, 200),
    ({HEADER: SECRET}, '{"update_id": "1"}', 200),
    ({HEADER: SECRET, "Content-Type": "application/json; charset=nonsense"}, '{"update_id": 1}', 200),
    ({HEADER: SECRET}, "[]", 200),
    ({HEADER: SECRET}, "{}", 200),
    ({HEADER: SECRET}, '{"update_id": 1, "nonsense": 2}', 200),
    ({HEADER: SECRET}, " " * 2_000_000, 413),
]


@pytest.mark.parametrize(("headers", "body", "status"), REQUESTS, ids=range(len(REQUESTS)))
async def test_a_request_gets_what_it_deserves(
    api: BotApi, tmp_path: Path, headers: dict[str, str], body: str, status: int
) -> None:
    async with webhook(api, tmp_path) as url, aiohttp.ClientSession() as client:
        async with client.post(url, data=io.BytesIO(body.encode()), headers=headers) as answer:
            assert answer.status == status
        async with client.get(url.replace("telegram", "healthz")) as answer:
            assert answer.status == 200


async def test_a_port_that_is_taken_is_told_by_its_name(api: BotApi, tmp_path: Path) -> None:
    port = int(api.url.rpartition(":")[2])
    with pytest.raises(UsageError, match=f"PORT {port} cannot be used: address already in use"):
        async with serving(api, tmp_path, port=port) as ended:
            await asyncio.wait([ended], timeout=20)


async def test_an_update_that_is_brought_twice_is_answered_once(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    async with webhook(api, tmp_path) as url, aiohttp.ClientSession() as client:
        message = ann.says(QUESTION.format(2016)).snapshot()
        await ann.hears(10)
        raw = {"update_id": 77, "message": {**message, "text": QUESTION.format(2017)}}
        for _ in range(3):
            async with client.post(url, json=raw, headers={HEADER: SECRET}) as answer:
                assert answer.status == 200
        ann.says(QUESTION.format(2015))
        await api.wait_for(lambda: "2015" in answered(api, ann), 10)
    assert answered(api, ann) == ["2016", "2017", "2015"]


async def test_a_registration_that_fails_is_tried_again(api: BotApi, tmp_path: Path) -> None:
    ann = api.person("Ann")
    api.faults.next("setWebhook", Fault.status(502), times=2)
    async with webhook(api, tmp_path):
        ann.says(QUESTION.format(2016))
        assert "22–29 May 2016" in (await ann.hears(10)).text


async def test_a_webhook_that_was_set_to_another_address_is_set_anew(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram_bot.watching.EVERY", 0.1)
    ann = api.person("Ann")
    async with webhook(api, tmp_path) as url, aiohttp.ClientSession() as client:
        elsewhere = {"url": "http://127.0.0.1:1/elsewhere"}
        async with client.post(f"{api.url}/bot{api.token}/setWebhook", json=elsewhere) as answer:
            assert answer.status == 200
        await api.wait_for(lambda: api.journal.accepted("setWebhook")[-1].params["url"] == url, 10)
        ann.says(QUESTION.format(2016))
        assert "22–29 May 2016" in (await ann.hears(10)).text


async def test_a_webhook_that_telegram_does_not_reach_is_no_word_from_it(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram_bot.watching.EVERY", 0.1)
    monkeypatch.setattr("bot.telegram_bot.source.DEAF", 1.0)
    monkeypatch.setattr("bot.telegram_bot.source.LOOK", 0.05)
    api.webhook_delays(0.01, 0.01, 0.01, 0.01, 0.01)
    with pytest.raises(Deaf, match="nothing was heard of Telegram"):
        await nobody_at_the_address(api, tmp_path)


async def nobody_at_the_address(api: BotApi, folder: Path) -> None:
    ann, url = api.person("Ann"), f"http://127.0.0.1:{free_port()}/nobody"
    async with serving(api, folder, port=free_port(), webhook_url=url, webhook_secret=Secret(SECRET)) as ended:
        await api.wait_for(lambda: api.journal.accepted("setWebhook"), 10)
        ann.says(QUESTION.format(2016))
        await asyncio.wait([ended], timeout=20)
