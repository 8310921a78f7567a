"""Commands, names, members, pins, reactions."""

from __future__ import annotations

from typing import Any

import pytest

from bot.stand_in import BotApi
from tests.stand_in.client import Client


def command(name: str, text: str = "does it") -> dict[str, str]:
    return {"command": name, "description": text}


COMMANDS: list[tuple[dict[str, Any], str | None]] = [
    ({"commands": [command("start"), command("/help")]}, None),
    ({"commands": [command("x" * 32)]}, None),
    ({"commands": [command("x" * 33)]}, "BOT_COMMAND_INVALID"),
    ({"commands": [command("Start")]}, "BOT_COMMAND_INVALID"),
    ({"commands": [command("")]}, "BOT_COMMAND_INVALID"),
    ({"commands": [command("a", "")]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ({"commands": [command("a", "x" * 256)]}, None),
    ({"commands": [command("a", "x" * 257)]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ({"commands": [command(f"c{number}") for number in range(101)]}, "BOT_COMMANDS_TOO_MUCH"),
    ({"commands": [], "language_code": "russian"}, "invalid language code specified"),
    ({"commands": [], "scope": {"type": "galaxy"}}, "can't parse BotCommandScope: Unsupported type specified"),
    ({"commands": [], "scope": {"type": "chat", "chat_id": 7}}, "chat not found"),
    ({"commands": [], "scope": {"type": "all_private_chats"}, "language_code": "ru"}, None),
]


@pytest.mark.parametrize(("params", "refusal"), COMMANDS)
async def test_commands(api: BotApi, bot: Client, params: dict[str, Any], refusal: str | None) -> None:
    body = await bot.call("setMyCommands", **params)
    assert body.get("description") == (refusal and f"Bad Request: {refusal}")


async def test_which_commands_are_shown(api: BotApi, bot: Client) -> None:
    ann, boss = api.person(language_code="ru"), api.person("Boss")
    group = api.group(members=[ann, boss])
    group.sets_status(boss, "administrator")
    lists: list[tuple[str, dict[str, Any], str]] = [
        ("wide", {"type": "default"}, ""),
        ("wide_ru", {"type": "default"}, "ru"),
        ("private", {"type": "all_private_chats"}, ""),
        ("leaders", {"type": "chat_administrators", "chat_id": group.id}, ""),
    ]
    for name, scope, language in lists:
        await bot.ok("setMyCommands", commands=[command(name)], scope=scope, language_code=language)
    assert [shown["command"] for shown in ann.shows_commands()] == ["private"]
    assert [shown["command"] for shown in ann.shows_commands(group)] == ["wide_ru"]
    assert [shown["command"] for shown in boss.shows_commands(group)] == ["leaders"]
    await bot.ok("deleteMyCommands", scope={"type": "all_private_chats"})
    assert await bot.ok("getMyCommands", scope={"type": "all_private_chats"}) == []
    assert [shown["command"] for shown in ann.shows_commands()] == ["wide_ru"]


TEXTS = [("Name", "name", 64), ("Description", "description", 512), ("ShortDescription", "short_description", 120)]


@pytest.mark.parametrize(("method", "field", "longest"), TEXTS)
async def test_texts(api: BotApi, bot: Client, method: str, field: str, longest: int) -> None:
    await bot.ok(f"setMy{method}", **{field: "x" * longest, "language_code": "ru"})
    assert (await bot.ok(f"getMy{method}", language_code="ru"))[field] == "x" * longest
    assert (await bot.ok(f"getMy{method}"))[field] == (api.bot["first_name"] if field == "name" else "")
    assert "is too long" in await bot.error(f"setMy{method}", **{field: "x" * (longest + 1)})


async def test_members(api: BotApi, bot: Client) -> None:
    ann, ben = api.person(), api.person("Ben")
    group = api.group(members=[ann])
    assert (await bot.ok("getChatMember", chat_id=group.id, user_id=ann.id))["status"] == "member"
    assert (await bot.ok("getChatMember", chat_id=group.id, user_id=ben.id))["status"] == "left"
    assert (await bot.ok("getChatMember", chat_id=group.id, user_id=api.bot["id"]))["status"] == "member"
    assert await bot.error("getChatMember", chat_id=group.id, user_id=7) == "Bad Request: user not found"
    leaders = await bot.ok("getChatAdministrators", chat_id=group.id)
    assert [leader["status"] for leader in leaders] == ["creator"]
    assert await bot.ok("getChatMemberCount", chat_id=group.id) == 3
    channel = api.channel(bot_status="member")
    refusal = await bot.error("getChatAdministrators", chat_id=channel.id)
    assert refusal == "Bad Request: member list is inaccessible"
    assert await bot.ok("leaveChat", chat_id=group.id)
    assert await bot.kinds() == ["my_chat_member"]
    assert "not a member of the supergroup" in await bot.error("getChat", chat_id=group.id)


async def test_pins(api: BotApi, bot: Client) -> None:
    group = api.group()
    here = {"chat_id": group.id, "message_id": (await bot.ok("sendMessage", chat_id=group.id, text="x"))["message_id"]}
    refusal = "Bad Request: not enough rights to manage pinned messages in the chat"
    assert await bot.error("pinChatMessage", **here) == refusal
    group.promotes_bot()
    assert await bot.ok("pinChatMessage", **here)
    assert (await bot.ok("getChat", chat_id=group.id))["pinned_message"]["text"] == "x"
    assert await bot.ok("unpinChatMessage", chat_id=group.id)
    assert await bot.error("unpinChatMessage", chat_id=group.id) == "Bad Request: message to unpin not found"
    assert "message to pin not found" in await bot.error("pinChatMessage", chat_id=group.id, message_id=77)


async def test_reactions(api: BotApi, bot: Client) -> None:
    ann = api.person()
    here = {"chat_id": ann.id, "message_id": ann.says("x").id}
    assert await bot.ok("setMessageReaction", **here, reaction=[{"type": "emoji", "emoji": "👍"}])
    assert ann.chat.messages[here["message_id"]].reactions == [{"type": "emoji", "emoji": "👍"}]
    wrong = await bot.error("setMessageReaction", **here, reaction=[{"type": "emoji", "emoji": "🥕"}])
    assert wrong == "Bad Request: REACTION_INVALID"


async def test_chat_actions(api: BotApi, bot: Client) -> None:
    ann = api.person(started=True)
    assert await bot.ok("sendChatAction", chat_id=ann.id, action="typing")
    assert ann.chat.actions == [(0, "typing")]
    wrong = await bot.error("sendChatAction", chat_id=ann.id, action="sleeping")
    assert wrong == "Bad Request: wrong parameter action in request"
