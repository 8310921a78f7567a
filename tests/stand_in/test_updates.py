"""getUpdates: offsets, long polling, what expires, who may read."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.stand_in import BotApi
from bot.stand_in.clock import HOUR
from tests.stand_in.client import Client


def texts(updates: list[dict[str, dict[str, str]]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_offset_confirms(api: BotApi, bot: Client) -> None:
    ann = api.person()
    for text in "abcd":
        ann.says(text)
    first = await bot.updates(limit=2)
    assert texts(first) == ["a", "b"]
    assert await bot.updates(limit=2) == first
    assert texts(await bot.updates(offset=first[1]["update_id"] + 1)) == ["c", "d"]
    assert texts(await bot.updates()) == ["c", "d"]
    assert texts(await bot.updates(offset=-1)) == ["d"]
    assert texts(await bot.updates()) == ["d"]


async def test_long_poll_wakes(api: BotApi, bot: Client) -> None:
    ann = api.person()
    poll = asyncio.create_task(bot.updates(timeout=5))
    await asyncio.sleep(0.05)
    start = time.monotonic()
    ann.says("hi")
    assert texts(await poll) == ["hi"]
    assert time.monotonic() - start < 0.5


async def test_second_reader_ends_the_first(api: BotApi, bot: Client) -> None:
    first = asyncio.create_task(bot.call("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    assert await bot.updates() == []
    answer = await first
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")


async def test_reader_that_hung_up_is_no_rival(api: BotApi, bot: Client) -> None:
    gone = asyncio.create_task(bot.updates(timeout=5))
    await asyncio.sleep(0.05)
    gone.cancel()
    await asyncio.sleep(0.05)
    api.person().says("hi")
    assert texts(await bot.updates(timeout=1)) == ["hi"]
    assert [call.status for call in api.journal.of("getUpdates")] == [200]


EXPIRY = [(29, 3), (31, 2), (149, 2), (151, 1), (24 * HOUR - 1, 1), (24 * HOUR + 1, 0)]


@pytest.mark.parametrize(("seconds", "left"), EXPIRY)
async def test_expiry(api: BotApi, bot: Client, seconds: float, left: int) -> None:
    ann = api.person(started=True)
    await bot.ok(
        "sendMessage",
        chat_id=ann.id,
        text="x",
        reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "d"}]]},
    )
    ann.asks_inline("q")
    ann.presses(await ann.hears(), "a")
    ann.says("hi")
    api.clock.advance(seconds)
    assert (await bot.ok("getWebhookInfo"))["pending_update_count"] == left
    assert len(await bot.updates()) == left


async def test_allowed_updates_are_remembered(api: BotApi, bot: Client) -> None:
    ann = api.person()
    ann.says("before")
    await bot.updates(allowed_updates=["inline_query", "nonsense"])
    ann.says("after")
    ann.asks_inline("q")
    assert await bot.kinds() == ["message", "inline_query"]
    await bot.updates(allowed_updates=[])
    ann.says("again")
    assert await bot.kinds() == ["message"]


async def test_chat_member_only_on_request_and_as_administrator(api: BotApi, bot: Client) -> None:
    ann = api.person()
    group = api.group(members=[ann], bot_status="administrator")
    ann.leaves(group)
    assert await bot.kinds() == ["message"]
    await bot.updates(allowed_updates=["chat_member", "message_reaction"])
    ann.joins(group)
    ann.reacts(ann.says("x", chat=group), "👍")
    assert await bot.kinds() == ["chat_member", "message_reaction"]
    group.demotes_bot()
    ann.leaves(group)
    assert await bot.kinds() == []


async def test_redelivery_raw_and_gaps(api: BotApi, bot: Client) -> None:
    ann = api.person()
    ann.says("a")
    number = (await bot.updates())[0]["update_id"]
    assert await bot.updates(offset=number + 1) == []
    api.redeliver(number)
    assert texts(await bot.updates(offset=number + 1)) == ["a"]
    assert await bot.updates(offset=number + 1) == []
    api.skip_updates_ids(-1000)
    ann.says("b")
    low = await bot.updates(offset=0)
    assert low[0]["update_id"] == number - 999
    api.raw_update({"message": {"chat": None}})
    api.raw_update({"update_id": "seven"})
    assert [update.get("message") for update in (await bot.updates())[1:]] == [{"chat": None}, None]


async def test_what_is_past_can_be_let_go(api: BotApi, bot: Client) -> None:
    ann = api.person(started=True)
    ann.says("a")
    number = (await bot.updates())[0]["update_id"]
    ann.says("b")
    sent = await bot.ok("sendMessage", chat_id=ann.id, text="c")
    assert await bot.updates(offset=number + 1)
    api.forget()
    assert (api.journal, api.sent(), ann.chat.messages, list(api.account.updates.known)) == ([], [], {}, [number + 1])
    assert texts(await bot.updates(offset=number + 1)) == ["b"]
    assert (await bot.ok("sendMessage", chat_id=ann.id, text="d"))["message_id"] == sent["message_id"] + 1
    assert (await ann.hears()).text == "d"


async def test_webhook_forbids_polling(api: BotApi, bot: Client) -> None:
    await bot.ok("setWebhook", url="http://127.0.0.1:9/")
    assert (await bot.error("getUpdates")).startswith("Conflict: can't use getUpdates method while webhook is active")
    await bot.ok("deleteWebhook")
    assert await bot.updates() == []


async def test_pacing(api: BotApi, bot: Client) -> None:
    api.account.updates.pacing = True
    ann = api.person()
    ann.says("a")
    ann.says("b")
    assert len(await bot.updates(offset=5)) == 2
    assert len(await bot.updates(offset=5)) == 1


async def test_two_bots(api: BotApi, bot: Client) -> None:
    api.add_bot("9:OTHER", "second_bot")
    other = Client(api, bot.session, "9:OTHER")
    api.person().says("hi")
    assert (await other.ok("getMe"))["username"] == "second_bot"
    assert await other.updates() == []
    assert len(await bot.updates()) == 1
