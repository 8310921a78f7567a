"""The buttons of staff: nobody else can press them, wherever they stand and whatever is forged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.stand_in import BotApi, Group, Message, Person
from bot.telegram_bot.floods import PRESSES
from tests.telegram.group_world import GroupWorld, group_world

CLOSE = "t:close:"
OUTDATED = "This button is too old. Please ask again."


@dataclass(frozen=True)
class Team:
    """A bot with one member of staff, somebody else, the chat of staff, and another group with both."""

    world: GroupWorld
    sora: Person
    ann: Person
    room: Group
    other: Group

    async def pressed(self, person: Person, message: Message, data: str = CLOSE) -> str:
        """What Telegram shows who presses; empty where the bot did what was asked."""
        press = person.forges_press(message, data)
        await self.world.settle()
        return str((await press.answer()).get("text") or "")

    def with_buttons(self, chat: Group | Person) -> Message:
        """A message of the bot with a button of staff."""
        keyboard = {"inline_keyboard": [[{"text": "Close", "callback_data": CLOSE}]]}
        place = chat if isinstance(chat, Group) else chat.chat
        return place.add_from_bot(self.world.api.account, {"text": "For staff", "reply_markup": keyboard})


@pytest.fixture
async def team(api: BotApi, tmp_path: Path) -> AsyncIterator[Team]:
    sora, ann = api.person("Sora"), api.person("Ann")
    room = api.group("Staff", supergroup=False, members=[sora, ann])
    other = api.group("Other", members=[sora, ann])
    for person in (sora, ann):
        person.says("/help")
    async with group_world(api, tmp_path, staff=[sora.id], staff_chat=room.id) as world:
        await world.settle()
        yield Team(world, sora, ann, room, other)


async def test_staff_press_in_their_chat_and_in_private(team: Team) -> None:
    for chat in (team.room, team.sora):
        message = team.with_buttons(chat)
        assert await team.pressed(team.sora, message) == ""
        assert message.buttons == []


@pytest.mark.parametrize("where", ["room", "other", "ann"])
async def test_nobody_else_does(team: Team, where: str) -> None:
    message = team.with_buttons(getattr(team, where))
    assert await team.pressed(team.ann, message) == OUTDATED
    assert message.buttons


async def test_staff_do_not_press_in_another_group(team: Team) -> None:
    """There a message that is for staff was never sent: somebody has made the press up."""
    message = team.with_buttons(team.other)
    assert await team.pressed(team.sora, message) == OUTDATED
    assert message.buttons


async def test_a_bot_that_is_listed_is_none_of_staff(team: Team) -> None:
    """Anonymous administrators all have the id of one and the same bot."""
    message = team.with_buttons(team.room)
    team.sora.is_bot = True
    assert await team.pressed(team.sora, message) == OUTDATED
    assert message.buttons


async def test_who_has_left_the_team_presses_no_more(team: Team) -> None:
    message = team.with_buttons(team.room)
    services = replace(team.world.services, staff=frozenset())
    left = replace(team, world=replace(team.world, services=services))
    assert await left.pressed(team.sora, message) == OUTDATED
    assert message.buttons


@pytest.mark.parametrize("data", ["t:", "t::", "t:no-such-verb:1", "t:close", "t:CLOSE:", "t"])
async def test_what_no_button_holds_does_nothing_or_what_it_says(team: Team, data: str) -> None:
    message = team.with_buttons(team.room)
    said = await team.pressed(team.sora, message, data)
    assert said == ("" if data == "t:close" else OUTDATED)
    assert bool(message.buttons) == (data != "t:close")


async def test_a_button_below_a_message_that_is_gone_is_outdated(team: Team) -> None:
    message = team.with_buttons(team.room)
    message.deleted = True
    assert await team.pressed(team.sora, message) == OUTDATED


async def test_a_button_in_the_chat_that_was_is_outdated_and_works_in_the_one_that_is(team: Team) -> None:
    """Another process has seen it move: this one finds out when somebody presses in the new one."""
    before = team.with_buttons(team.room)
    new = team.room.migrates()
    await team.world.settle()
    after = team.with_buttons(new)
    assert await team.pressed(team.sora, after) == ""
    assert after.buttons == []
    assert await team.pressed(team.sora, before) == OUTDATED


async def test_who_presses_without_end_is_told_so(team: Team) -> None:
    message = team.with_buttons(team.room)
    most = int(PRESSES.burst)
    presses = [team.sora.forges_press(message, "t:no-such-verb:1") for _ in range(most + 5)]
    await team.world.settle()
    said = [(await press.answer())["text"] for press in presses]
    assert said[:most] == [OUTDATED] * most
    assert said[-1].startswith("That was a lot at once.")
