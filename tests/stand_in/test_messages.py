"""Sending, copying, forwarding: what is refused, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.stand_in import BotApi
from bot.stand_in.membered import Membered
from bot.stand_in.people import Person
from tests.stand_in.client import Client


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


TEXTS: list[tuple[dict[str, Any], str | None]] = [
    ({"text": ""}, "message text is empty"),
    ({}, "message text is empty"),
    ({"text": " \n"}, "text must be non-empty"),
    ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ({"text": "x" * 4096}, None),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "😀" * 2048}, None),
    ({"text": "😀" * 2049}, "message is too long"),
    ({"text": "<b>" + "&lt;" * 4096 + "</b>", "parse_mode": "html"}, None),
    ({"text": "x", "parse_mode": "Fancy"}, "unsupported parse_mode"),
    ({"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 1}]}, None),
    ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ({"text": "x", "reply_to_message_id": 99}, "message to be replied not found"),
    ({"text": "x", "reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}}, None),
    ({"text": "x", "message_thread_id": 5}, None),
]
MARKUPS: list[tuple[Any, str | None]] = [
    (inline(text="a", callback_data="x" * 64), None),
    (inline(text="a", callback_data="x" * 65), "BUTTON_DATA_INVALID"),
    (inline(text="a", callback_data="я" * 33), "BUTTON_DATA_INVALID"),
    (inline(text="a", callback_data=""), "BUTTON_DATA_INVALID"),
    (inline(text="", callback_data="x"), "inline keyboard button text must be non-empty"),
    (inline(callback_data="x"), "can't parse inline keyboard button: Can't find field \"text\""),
    (inline(text="a"), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    (
        inline(text="a", url="https://a.org", callback_data="x"),
        "can't parse inline keyboard button: exactly one action is allowed, found url, callback_data",
    ),
    (inline(text="a", url="https://a.org/x?y#z"), None),
    (inline(text="a", url="tg://user?id=1"), None),
    (
        inline(text="a", url="ftp://a.org"),
        "inline keyboard button URL 'ftp://a.org' is invalid: Unsupported URL protocol",
    ),
    (
        inline(text="a", url="http://localhost"),
        "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
    ),
    ({"inline_keyboard": [[{"text": "a", "callback_data": "x"}] * 10] * 10}, None),
    ({"inline_keyboard": [[{"text": "a", "callback_data": "x"}] * 101]}, "reply markup is too long"),
    ({"inline_keyboard": []}, None),
    ({"inline_keyboard": {}}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    ({"force_reply": True, "selective": True}, None),
    ({"force_reply": True, "input_field_placeholder": "x" * 65}, "input field placeholder must be 1-64 characters"),
    ({"keyboard": [["a", {"text": "b"}]]}, None),
    ({"keyboard": [[{}]]}, "can't parse keyboard button: Can't find field \"text\""),
    ({"remove_keyboard": True}, None),
    ({"nonsense": True}, "can't parse reply keyboard markup JSON object"),
    ([1], "object expected as reply markup"),
    ("{broken", "can't parse reply markup JSON object"),
]


@pytest.mark.parametrize(("params", "refusal"), TEXTS)
async def test_texts(api: BotApi, bot: Client, params: dict[str, Any], refusal: str | None) -> None:
    ann = api.person(started=True)
    body = await bot.call("sendMessage", chat_id=ann.id, **params)
    assert body.get("description") == (refusal and f"Bad Request: {refusal}")
    assert len(api.sent(ann)) == (refusal is None)


@pytest.mark.parametrize(("markup", "refusal"), MARKUPS)
async def test_markups(api: BotApi, bot: Client, markup: Any, refusal: str | None) -> None:
    body = await bot.call("sendMessage", chat_id=api.person(started=True).id, text="x", reply_markup=markup)
    assert body.get("description") == (refusal and f"Bad Request: {refusal}")


PEOPLE: list[tuple[Callable[[Person], Any], str]] = [
    (lambda ann: setattr(ann, "id", 5), "Bad Request: chat not found"),
    (lambda ann: None, "Forbidden: bot can't initiate conversation with a user"),
    (Person.blocks, "Forbidden: bot was blocked by the user"),
    (Person.deletes_account, "Forbidden: user is deactivated"),
]


@pytest.mark.parametrize(("prepare", "refusal"), PEOPLE)
async def test_people(api: BotApi, bot: Client, prepare: Callable[[Person], Any], refusal: str) -> None:
    ann = api.person()
    prepare(ann)
    assert await bot.error("sendMessage", chat_id=ann.id, text="x") == refusal


def chat_in(api: BotApi, state: str) -> Membered:
    match state.split():
        case ["channel", "no_rights"]:
            return api.channel(bot_rights={"can_post_messages": False})
        case ["channel", status]:
            return api.channel(bot_status=status)
        case [kind, "gone"]:
            group = api.group(supergroup=kind == "supergroup")
            group.vanishes()
            return group
        case [kind, "stranger"]:
            return api.group(supergroup=kind == "supergroup", bot_status=None)
        case [kind, status]:
            return api.group(supergroup=kind == "supergroup", bot_status=status)
    raise AssertionError(state)


CHATS = [
    ("group kicked", "Forbidden: bot was kicked from the group chat"),
    ("group left", "Forbidden: bot is not a member of the group chat"),
    ("group gone", "Forbidden: the group chat was deleted"),
    ("supergroup kicked", "Forbidden: bot was kicked from the supergroup chat"),
    ("supergroup left", "Forbidden: bot is not a member of the supergroup chat"),
    ("supergroup restricted", "Bad Request: not enough rights to send text messages to the chat"),
    ("supergroup stranger", "Bad Request: chat not found"),
    ("channel kicked", "Forbidden: bot was kicked from the channel chat"),
    ("channel left", "Forbidden: bot is not a member of the channel chat"),
    ("channel member", "Bad Request: need administrator rights in the channel chat"),
    ("channel no_rights", "Bad Request: need administrator rights in the channel chat"),
]


@pytest.mark.parametrize(("state", "refusal"), CHATS)
async def test_chats(api: BotApi, bot: Client, state: str, refusal: str) -> None:
    assert await bot.error("sendMessage", chat_id=chat_in(api, state).id, text="x") == refusal


async def test_chat_id(api: BotApi, bot: Client) -> None:
    api.channel(username="News")
    assert await bot.error("sendMessage", text="x") == "Bad Request: chat_id is empty"
    assert await bot.error("sendMessage", chat_id="@nobody", text="x") == "Bad Request: chat not found"
    post = await bot.ok("sendMessage", chat_id="@news", text="x")
    assert post["sender_chat"]["username"] == "News"
    assert "from" not in post


async def test_topics(api: BotApi, bot: Client) -> None:
    forum = api.group(forum=True)
    topic, other = forum.topic("Questions"), forum.topic("Old")
    sent = await bot.ok("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic.id)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic.id, True)
    assert "message_thread_id" not in await bot.ok("sendMessage", chat_id=forum.id, text="x")
    missing, closed = "Bad Request: message thread not found", "Bad Request: TOPIC_CLOSED"
    topic.closes()
    other.unreachable = True
    for thread, refusal in ((1, missing), (77, missing), (other.id, missing), (topic.id, closed)):
        assert await bot.error("sendMessage", chat_id=forum.id, text="x", message_thread_id=thread) == refusal
    forum.promotes_bot(can_manage_topics=True)
    await bot.ok("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic.id)
    topic.vanishes()
    assert await bot.error("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic.id) == missing
    forum.demotes_bot()
    forum.general.closes()
    assert await bot.error("sendMessage", chat_id=forum.id, text="x") == closed


async def test_replies_make_threads_in_supergroups(api: BotApi, bot: Client) -> None:
    ann = api.person()
    group = api.group(members=[ann], bot_status="administrator")
    first = ann.says("one", chat=group)
    second = ann.says("two", reply_to=first)
    assert second.thread_id == first.id
    assert "is_topic_message" not in second
    sent = await bot.ok("sendMessage", chat_id=group.id, text="x", reply_parameters={"message_id": second.id})
    assert sent["message_thread_id"] == first.id
    assert "reply_to_message" not in sent["reply_to_message"]


async def test_migration(api: BotApi, bot: Client) -> None:
    group = api.group("Old", supergroup=False)
    new = group.migrates()
    body = await bot.call("sendMessage", chat_id=group.id, text="x")
    assert body["error_code"] == 400
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    await bot.ok("sendMessage", chat_id=new.id, text="x")
    messages = [update["message"] for update in await bot.updates()]
    assert [messages[0]["migrate_to_chat_id"], messages[1]["migrate_from_chat_id"]] == [new.id, group.id]


async def test_copies_and_forwards(api: BotApi, bot: Client) -> None:
    ann, ben = api.person(), api.person("Ben", started=True)
    said = ann.says("hello @ben_ten")
    source = {"chat_id": ben.id, "from_chat_id": ann.id, "message_id": said.id}
    copy = await bot.ok("copyMessage", **source)
    assert list(copy) == ["message_id"]
    assert (await ben.hears()).text == said.text
    forward = await bot.ok("forwardMessage", **source)
    assert forward["forward_origin"]["sender_user"]["id"] == ann.id
    assert await bot.error("copyMessage", **{**source, "message_id": 9}) == "Bad Request: message to copy not found"
    assert (
        await bot.error("forwardMessage", **{**source, "message_id": 9}) == "Bad Request: message to forward not found"
    )


async def test_channel_refuses_reply_keyboards(api: BotApi, bot: Client) -> None:
    answer = await bot.error("sendMessage", chat_id=api.channel().id, text="x", reply_markup={"force_reply": True})
    assert answer == "Bad Request: inline keyboard expected"
