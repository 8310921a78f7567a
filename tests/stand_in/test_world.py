"""People, groups, channels: which updates the bot gets, and how they look."""

from __future__ import annotations

from typing import Any

import pytest

from bot.stand_in import BotApi
from tests.stand_in.client import Client

PRIVACY = [
    ("hello", "member", False, 0),
    ("hello @wego_test_bot", "member", False, 0),
    ("/ask@wego_test_bot x", "member", False, 1),
    ("/ask@WEGO_TEST_BOT x", "member", False, 1),
    ("/ask@other_bot x", "member", False, 0),
    ("/ask x", "member", False, 1),
    ("hello", "administrator", False, 1),
    ("hello", "member", True, 1),
]


@pytest.mark.parametrize(("text", "status", "reads_all", "count"), PRIVACY)
async def test_privacy_mode(api: BotApi, bot: Client, *, text: str, status: str, reads_all: bool, count: int) -> None:
    ann = api.person()
    group = api.group(members=[ann], bot_status=status)
    api.bot["can_read_all_group_messages"] = reads_all
    ann.says(text, chat=group)
    assert len(await bot.updates()) == count


async def test_bare_command_goes_to_the_last_bot(api: BotApi, bot: Client) -> None:
    ann, other = api.person(), api.other_bot()
    group = api.group(members=[ann, other])
    ann.says("/help", chat=group)
    assert await bot.kinds() == []
    await bot.ok("sendMessage", chat_id=group.id, text="x")
    ann.says("/help", chat=group)
    assert await bot.kinds() == ["message"]
    other.says("me too", chat=group)
    ann.says("/help", chat=group)
    assert await bot.kinds() == []


async def test_replies_and_edits_get_through(api: BotApi, bot: Client) -> None:
    ann = api.person()
    group = api.group(members=[ann])
    await bot.ok("sendMessage", chat_id=group.id, text="question?")
    reply = ann.says("answer", reply_to=await group.hears(containing="question"))
    ann.edits(reply, "better answer")
    updates = await bot.updates()
    assert [(update.get("message") or update["edited_message"])["text"] for update in updates] == [
        "answer",
        "better answer",
    ]
    assert updates[0]["message"]["reply_to_message"]["text"] == "question?"


async def test_bot_comes_and_goes(api: BotApi, bot: Client) -> None:
    group = api.group(bot_status=None)
    group.adds_bot()
    group.promotes_bot()
    group.removes_bot()
    updates = await bot.updates()
    changes = [update["my_chat_member"] for update in updates if "my_chat_member" in update]
    assert [(change["old_chat_member"]["status"], change["new_chat_member"]["status"]) for change in changes] == [
        ("left", "member"),
        ("member", "administrator"),
        ("administrator", "kicked"),
    ]
    assert updates[1]["message"]["new_chat_members"][0]["username"] == "wego_test_bot"


async def test_block_and_unblock(api: BotApi, bot: Client) -> None:
    ann = api.person(started=True)
    ann.blocks()
    ann.unblocks()
    updates = [update["my_chat_member"] for update in await bot.updates()]
    assert [update["new_chat_member"]["status"] for update in updates] == ["kicked", "member"]
    assert updates[0]["chat"]["type"] == "private"
    await bot.ok("sendMessage", chat_id=ann.id, text="x")


def sender(update: dict[str, Any]) -> tuple[int, bool]:
    return update["message"]["from"]["id"], "sender_chat" in update["message"]


async def test_disguised_senders(api: BotApi, bot: Client) -> None:
    boss = api.person()
    group = api.group(members=[boss], bot_status="administrator")
    channel = api.channel()
    channel.links(group)
    group.sets_status(boss, "administrator", anonymous=True)
    boss.says("secret", chat=group)
    channel.says_in(group, "as channel")
    channel.posts("news")
    updates = await bot.updates()
    assert [sender(update) for update in updates if "message" in update] == [
        (1087968824, True),
        (136817688, True),
        (777000, True),
    ]
    assert updates[3]["message"]["is_automatic_forward"]
    assert "from" not in updates[2]["channel_post"]


async def test_other_bots_are_not_heard(api: BotApi, bot: Client) -> None:
    other = api.other_bot()
    group = api.group(members=[other], bot_status="administrator")
    other.says("hi", chat=group)
    assert await bot.kinds() == []
    api.account.sees_bots = True
    other.says("hi", chat=group)
    assert await bot.kinds() == ["message"]


async def test_forum_messages(api: BotApi, bot: Client) -> None:
    ann = api.person()
    forum = api.group(forum=True, members=[ann], bot_status="administrator")
    topic = forum.topic("T")
    ann.says("in topic", topic=topic)
    ann.says("in general", topic=forum.general)
    created, inside, general = [update["message"] for update in await bot.updates()]
    assert created["forum_topic_created"]["name"] == "T"
    assert (inside["message_thread_id"], inside["is_topic_message"]) == (topic.id, True)
    assert "message_thread_id" not in general


KEYS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y:1"}, {"text": "Site", "url": "https://a.org"}]]}


async def test_presses(api: BotApi, bot: Client) -> None:
    ann = api.person(started=True)
    await bot.ok("sendMessage", chat_id=ann.id, text="ok?", reply_markup=KEYS)
    message = await ann.hears()
    press = ann.presses(message, "Yes")
    query = (await bot.updates())[0]["callback_query"]
    assert (query["data"], query["message"]["text"], query["from"]["id"]) == ("y:1", "ok?", ann.id)
    await bot.ok("answerCallbackQuery", callback_query_id=query["id"], text="done", show_alert=True)
    assert await press.answer() == {"text": "done", "show_alert": True, "url": "", "cache_time": 0}
    api.clock.advance(151)
    late = await bot.error("answerCallbackQuery", callback_query_id=query["id"])
    assert late == "Bad Request: query is too old and response timeout expired or query ID is invalid"
    with pytest.raises(AssertionError, match="no button"):
        ann.presses(message, "Site")
    ann.forges_press(message, "admin")
    ann.presses(message, "y:1", inaccessible=True)
    forged, old = [update["callback_query"] for update in await bot.updates()]
    assert (forged["data"], old["message"]["date"]) == ("admin", 0)


async def test_files(api: BotApi, bot: Client) -> None:
    ann = api.person()
    ann.sends_document("plan.yaml", b"a: 1", caption="/load")
    document = (await bot.updates())[0]["message"]["document"]
    assert (document["file_name"], document["file_size"]) == ("plan.yaml", 4)
    path = (await bot.ok("getFile", file_id=document["file_id"]))["file_path"]
    async with bot.session.get(f"{api.url}/file/bot{api.token}/{path}") as answer:
        assert await answer.read() == b"a: 1"
    async with bot.session.get(f"{api.url}/file/bot1:WRONG/{path}") as answer:
        assert answer.status == 401
    big = ann.sends_document("big.bin", b"", size=20 * 1024 * 1024 + 1)
    assert await bot.error("getFile", file_id=big["document"]["file_id"]) == "Bad Request: file is too big"
    assert await bot.error("getFile", file_id="x") == "Bad Request: invalid file_id"


async def test_waits_name_the_last_calls(api: BotApi, bot: Client) -> None:
    ann = api.person(started=True)
    await bot.ok("sendMessage", chat_id=ann.id, text="one")
    await bot.ok("sendMessage", chat_id=ann.id, text="two")
    assert (await ann.hears(containing="two")).text == "two"
    assert ann.chat.unread() == 0
    with pytest.raises(TimeoutError, match="no bot message with 'three'"):
        await ann.hears(timeout=0.02, containing="three")
    with pytest.raises(TimeoutError, match="sendMessage"):
        await api.wait_for(lambda: False, timeout=0.02)
    assert await api.wait_for(lambda: len(api.journal.accepted("sendMessage")) == 2)
