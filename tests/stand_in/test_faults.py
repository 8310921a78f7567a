"""Failures on demand, limits, the state of the server, and the journal that tells of it."""

from __future__ import annotations

import aiohttp
import pytest

from bot.stand_in import BotApi, Fault, Limits
from tests.stand_in.client import Client

ACCEPTED = [
    (Fault.too_many(7), 0),
    (Fault.status(502), 0),
    (Fault.status(502, accepted=True), 1),
    (Fault.reset(), 0),
    (Fault.drop_after(), 1),
    (Fault.slow(0.05), 1),
    (Fault.garbage(), 1),
]


@pytest.mark.parametrize(("fault", "count"), ACCEPTED, ids=[f"{fault.kind}{fault.code}" for fault, _ in ACCEPTED])
async def test_what_arrives(api: BotApi, bot: Client, fault: Fault, count: int) -> None:
    ann = api.person(started=True)
    api.faults.next("sendMessage", fault)
    try:
        await bot.call("sendMessage", chat_id=ann.id, text="x")
    except (aiohttp.ClientError, ValueError):
        assert fault.kind in {"reset", "drop", "garbage"}
    assert len(api.sent(ann)) == len(api.journal.accepted("sendMessage")) == count
    await bot.ok("sendMessage", chat_id=ann.id, text="x")
    assert len(api.sent(ann)) == count + 1


async def test_reset_and_drop_look_different(api: BotApi, bot: Client) -> None:
    api.faults.next("getMe", Fault.reset())
    api.faults.next("getMe", Fault.drop_after())
    with pytest.raises(aiohttp.ClientOSError):
        await bot.call("getMe")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bot.call("getMe")
    assert [(call.status, call.accepted) for call in api.journal] == [(0, False), (0, True)]


async def test_fault_for_one_chat_and_times(api: BotApi, bot: Client) -> None:
    ann, ben = api.person(started=True), api.person(started=True)
    api.faults.next("sendMessage", Fault.too_many(3, chat=ben), times=2)
    await bot.ok("sendMessage", chat_id=ann.id, text="x")
    for _ in range(2):
        body = await bot.call("sendMessage", chat_id=ben.id, text="x")
        assert body["description"] == "Too Many Requests: retry after 3"
        assert body["parameters"] == {"retry_after": 3}
    await bot.ok("sendMessage", chat_id=ben.id, text="x")


async def test_share(api: BotApi, bot: Client) -> None:
    api.faults.share("*", Fault.status(500), 0.5, seed=1)
    found = [(await bot.call("getMe"))["ok"] for _ in range(40)]
    assert 8 < sum(found) < 32
    api.faults.clear()
    await bot.ok("getMe")


async def test_limits(api: BotApi, bot: Client) -> None:
    ann, group = api.person(started=True), api.group()
    api.limits = Limits(burst=2)
    for chat, burst in ((ann, 2), (group, 20)):
        for _ in range(burst):
            await bot.ok("sendMessage", chat_id=chat.id, text="x")
        body = await bot.call("sendMessage", chat_id=chat.id, text="x")
        assert body["error_code"] == 429
        wait = body["parameters"]["retry_after"]
        assert 1 <= wait <= 3
        api.clock.advance(wait)
        await bot.ok("sendMessage", chat_id=chat.id, text="x")
    people = [api.person(started=True) for _ in range(40)]
    answers = [await bot.call("sendMessage", chat_id=person.id, text="x") for person in people]
    assert 28 <= sum(answer["ok"] for answer in answers) < 40
    assert (await bot.call("sendChatAction", chat_id=ann.id, action="typing"))["ok"]


async def test_down_and_up(api: BotApi, bot: Client) -> None:
    await bot.ok("getMe")
    api.down()
    with pytest.raises(aiohttp.ClientError):
        await bot.call("getMe")
    with pytest.raises(aiohttp.ClientConnectorError):
        await bot.call("getMe")
    api.up()
    await bot.ok("getMe")


DOORS = [
    ("9:WRONG", "getMe", 401, "Unauthorized"),
    ("nonsense", "getMe", 404, "Not Found"),
    ("123:TEST", "getMoney", 404, "Not Found: method not found"),
    ("123:TEST", "GETME", 200, None),
]


@pytest.mark.parametrize(("token", "method", "status", "description"), DOORS)
async def test_doors(
    api: BotApi, bot: Client, *, token: str, method: str, status: int, description: str | None
) -> None:
    body = await Client(api, bot.session, token).call(method)
    assert (body.get("error_code", 200), body.get("description")) == (status, description)


async def test_revoked_and_logged_out(api: BotApi, bot: Client) -> None:
    await bot.ok("logOut")
    assert await bot.error("getMe") == "Bad Request: Logged out"
    api.revoke()
    assert await bot.error("getMe") == "Unauthorized"


async def test_ways_to_send_parameters(api: BotApi, bot: Client) -> None:
    ann = api.person(started=True)
    url = f"{api.url}/bot{api.token}/sendMessage"
    params = {"chat_id": str(ann.id), "text": "5"}
    form = aiohttp.FormData(params)
    form.add_field("extra", b"x", filename="x.txt")
    for request in (
        bot.session.get(url, params=params),
        bot.session.post(url, data=params),
        bot.session.post(url, json={"chat_id": ann.id, "text": "5"}),
        bot.session.post(url, data=form),
    ):
        async with request as answer:
            assert (await answer.json())["result"]["text"] == "5"
    assert [call.params["chat_id"] for call in api.journal] == [ann.id] * 4
    assert {call.params["text"] for call in api.journal} == {"5"}
    async with bot.session.post(url, data=b"{", headers={"Content-Type": "application/json"}) as answer:
        assert answer.status == 400
