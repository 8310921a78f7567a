"""Webhooks: secret, order, repetition, and what the bot may say in its answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.stand_in import BotApi
from tests.stand_in.client import Client


class Hook:
    """A bot's webhook: notes what comes, answers with the planned statuses first."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.secrets: set[str | None] = set()
        self.statuses: list[int] = []
        self.reply: dict[str, Any] = {}
        self.broken_chat = 0
        self.most = self.now = 0

    async def handle(self, request: web.BaseRequest) -> web.Response:
        self.now += 1
        self.most = max(self.most, self.now)
        update = await request.json()
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        await asyncio.sleep(0.005)
        self.now -= 1
        if update.get("message", {}).get("chat", {}).get("id") == self.broken_chat:
            return web.Response(status=500)
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        self.seen.append(update)
        return web.json_response(self.reply)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.seen]


@pytest.fixture
async def hook(api: BotApi, bot: Client) -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    server = TestServer(app)
    await server.start_server()
    await bot.ok("setWebhook", url=str(server.make_url("/hook")), secret_token="s-1", max_connections=2)
    yield hook
    await bot.ok("deleteWebhook")
    await server.close()


async def until(ready: Any) -> None:
    async with asyncio.timeout(3):
        while not ready():
            await asyncio.sleep(0.005)


async def test_delivery(api: BotApi, hook: Hook) -> None:
    ann = api.person()
    for text in "abc":
        ann.says(text)
    await until(lambda: len(hook.seen) == 3)
    assert hook.texts() == ["a", "b", "c"]
    assert hook.secrets == {"s-1"}


async def test_repeats_until_accepted_and_keeps_order(api: BotApi, bot: Client, hook: Hook) -> None:
    hook.statuses = [500, 404, 503]
    ann = api.person()
    ann.says("a")
    ann.says("b")
    await until(lambda: len(hook.seen) == 2)
    assert hook.texts() == ["a", "b"]
    info = await bot.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert info["pending_update_count"] == 0


async def test_failing_chat_blocks_only_itself_until_there_are_too_many(api: BotApi, hook: Hook) -> None:
    bad, good = api.person(), api.person()
    hook.broken_chat = bad.id
    bad.says("never")
    good.says("hi")
    await until(lambda: hook.texts() == ["hi"])
    assert api.account.updates.count() == 1


async def test_four_failing_lanes_stall_everybody(api: BotApi, bot: Client, hook: Hook) -> None:
    hook.statuses = [500] * 10_000
    for _ in range(4):
        api.person().says("stuck")
    await asyncio.sleep(0.02)
    attempts = api.account.webhook.attempts
    api.person().says("waits")
    await asyncio.sleep(0.05)
    assert api.account.webhook.attempts > attempts
    assert len(api.account.webhook._queued) == 1
    hook.statuses.clear()
    await until(lambda: len(hook.seen) == 5)


async def test_connections(api: BotApi, hook: Hook) -> None:
    for person in [api.person() for _ in range(8)]:
        person.says("x")
    await until(lambda: len(hook.seen) == 8)
    assert hook.most == 2


async def test_answer_may_call_a_method(api: BotApi, hook: Hook) -> None:
    ann = api.person()
    hook.reply = {"method": "sendMessage", "chat_id": ann.id, "text": "from the hook"}
    ann.says("x")
    assert (await ann.hears()).text == "from the hook"


async def test_what_was_not_taken_stays_for_polling(api: BotApi, bot: Client) -> None:
    ann = api.person()
    ann.says("a")
    await bot.ok("setWebhook", url="http://127.0.0.1:9/x")
    await until(lambda: api.account.webhook.last_error)
    assert (await bot.ok("getWebhookInfo"))["last_error_message"] == "Connection refused"
    await bot.ok("deleteWebhook")
    assert len(await bot.updates()) == 1
    await bot.ok("deleteWebhook", drop_pending_updates=True)
    assert await bot.updates() == []


SETTINGS: list[tuple[dict[str, Any], str | None]] = [
    ({"url": "http://a.org/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    ({"url": "https://a.org:444/"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ({"url": "https://a.org:8443/"}, None),
    ({"url": "https://a.org/", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ({"url": "https://a.org/", "secret_token": "x" * 257}, "secret token is too long"),
]


@pytest.mark.parametrize(("params", "refusal"), SETTINGS)
async def test_settings(api: BotApi, bot: Client, params: dict[str, Any], refusal: str | None) -> None:
    body = await bot.call("setWebhook", **params)
    assert body.get("description") == (refusal and f"Bad Request: {refusal}")
