"""Editing and deleting: what is refused, and in which words."""

from __future__ import annotations

from typing import Any

from bot.stand_in import BotApi
from bot.stand_in.clock import HOUR
from tests.stand_in.client import Client


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


async def test_edits(api: BotApi, bot: Client) -> None:
    ann = api.person()
    said = ann.says("hello")
    keys = inline(text="a", callback_data="x")
    sent = await bot.ok("sendMessage", chat_id=ann.id, text="one", reply_markup=keys)
    here = {"chat_id": ann.id, "message_id": sent["message_id"]}
    same = await bot.error("editMessageText", **here, text="<b></b>one", parse_mode="HTML", reply_markup=keys)
    assert same.startswith("Bad Request: message is not modified: specified new message content")
    changed = await bot.ok("editMessageText", **here, text="two")
    assert (changed["text"], changed.get("reply_markup")) == ("two", None)
    assert [message.text for message in api.sent(ann)] == ["two"]
    assert "message is not modified" in await bot.error("editMessageReplyMarkup", **here)
    assert (await bot.ok("editMessageReplyMarkup", **here, reply_markup=keys))["reply_markup"] == keys
    for method, params, refusal in [
        ("editMessageText", {"chat_id": ann.id, "text": "x"}, "message identifier is not specified"),
        ("editMessageText", {"chat_id": ann.id, "message_id": 99, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"chat_id": ann.id, "message_id": said.id, "text": "x"}, "message can't be edited"),
        ("editMessageText", {**here, "text": ""}, "message text is empty"),
        ("editMessageText", {"inline_message_id": "x", "text": "x"}, "MESSAGE_ID_INVALID"),
        ("editMessageCaption", {**here, "caption": "x"}, "there is no caption in the message to edit"),
        ("editMessageText", {**here, "text": "x", "reply_markup": {"force_reply": True}}, "inline keyboard expected"),
    ]:
        assert await bot.error(method, **params) == f"Bad Request: {refusal}"


async def test_deletes(api: BotApi, bot: Client) -> None:
    ann = api.person()
    group = api.group(members=[ann])
    said = ann.says("x", chat=group)
    numbers = [(await bot.ok("sendMessage", chat_id=group.id, text=text))["message_id"] for text in "abc"]
    assert await bot.ok("deleteMessage", chat_id=group.id, message_id=numbers[0])
    gone = await bot.error("deleteMessage", chat_id=group.id, message_id=numbers[0])
    assert gone == "Bad Request: message to delete not found"
    edited = await bot.error("editMessageText", chat_id=group.id, message_id=numbers[0], text="x")
    assert edited == "Bad Request: message to edit not found"
    foreign = await bot.error("deleteMessage", chat_id=group.id, message_id=said.id)
    assert foreign == "Bad Request: message can't be deleted"
    assert await bot.ok("deleteMessages", chat_id=group.id, message_ids=[999, numbers[1]])
    api.clock.advance(48 * HOUR + 60)
    old = await bot.error("deleteMessage", chat_id=group.id, message_id=numbers[2])
    assert old == "Bad Request: message can't be deleted for everyone"
    assert [message.text for message in api.sent(group)] == ["c"]
    assert [message.deleted for message in api.sent(group, deleted=True)] == [True, True, False]
    too_many = await bot.error("deleteMessages", chat_id=group.id, message_ids=list(range(101)))
    assert too_many == "Bad Request: too many message identifiers specified"
