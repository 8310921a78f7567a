"""Unknown groups, where they are refused: who brings the bot where, and whether it stays."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.stand_in import BotApi, Channel, Fault, Group, Person
from bot.stand_in.members import Member
from bot.storage import chats
from bot.storage.database import open_engine
from tests.telegram.group_world import GroupWorld, group_world
from tests.telegram.serving import serving

SEOUL = "/ask@wego_test_bot When was the 2016 Seoul training?"


@pytest.fixture
def sora(api: BotApi) -> Person:
    """Of staff."""
    return api.person("Sora")


@pytest.fixture
async def world(api: BotApi, tmp_path: Path, sora: Person) -> AsyncIterator[GroupWorld]:
    async with group_world(api, tmp_path, staff=[sora.id], refuses_groups=True) as made:
        yield made


def inside(api: BotApi, group: Group | Channel) -> bool:
    return group.holds(api.account)


async def test_a_stranger_is_told_why_and_whom_to_ask_once(api: BotApi, world: GroupWorld) -> None:
    eve = api.person("Eve")
    group = api.group("Eve's", owner=eve, bot_status=None)
    group.adds_bot(by=eve)
    eve.says(SEOUL, chat=group)
    [heard] = await world.said(group)
    assert "so I leave" in heard.text
    assert "andrew@we-gov.org" in heard.text
    assert not inside(api, group)
    assert len(api.journal.of("leaveChat")) == 1
    assert await world.services.database.run(lambda c: chats.find(c, group.id)) is None


@pytest.mark.parametrize("kind", ["group", "supergroup", "forum"])
async def test_staff_may_bring_it_anywhere(api: BotApi, world: GroupWorld, sora: Person, kind: str) -> None:
    group = api.group("New", supergroup=kind != "group", forum=kind == "forum", members=[sora], bot_status=None)
    group.adds_bot(by=sora)
    sora.says(SEOUL, chat=group)
    welcome, answer = await world.said(group)
    assert "/settings" in welcome.text
    assert "22–29 May 2016" in answer.text
    assert inside(api, group)


async def test_an_anonymous_administrator_could_be_anybody(api: BotApi, tmp_path: Path) -> None:
    anonymous = api.other_bot("Group", "GroupAnonymousBot")
    group = api.group("New", bot_status=None)
    async with group_world(api, tmp_path, staff=[anonymous.id], refuses_groups=True) as world:
        group.adds_bot(by=anonymous)
        await world.settle()
    assert not inside(api, group)


@pytest.mark.parametrize("of_staff", [False, True])
async def test_a_group_may_be_made_with_the_bot_in_it(
    api: BotApi, world: GroupWorld, sora: Person, *, of_staff: bool
) -> None:
    maker = sora if of_staff else api.person("Eve")
    group = api.group("New", supergroup=False, owner=maker, bot_status=None)
    group.sets_status(api.account, "member", by=maker)
    group.service(maker, {"group_chat_created": True})
    await world.settle()
    assert inside(api, group) is of_staff


@pytest.mark.parametrize("of_staff", [False, True])
async def test_in_a_channel_nothing_is_said(api: BotApi, world: GroupWorld, sora: Person, *, of_staff: bool) -> None:
    channel = api.channel("News", bot_status=None)
    channel.promotes_bot(by=sora if of_staff else api.person("Eve"))
    await world.settle()
    assert inside(api, channel) is of_staff
    assert api.sent(channel) == []


@pytest.mark.parametrize("says", [SEOUL, "/help", "hello everybody"])
async def test_a_group_that_was_joined_unseen_is_left_at_its_first_message(
    api: BotApi, world: GroupWorld, says: str
) -> None:
    ann = api.person("Ann")
    group = api.group("Unseen", members=[ann], bot_status="administrator")
    ann.says(says, chat=group)
    ann.edits(ann.says(says, chat=group), SEOUL)
    [heard] = await world.said(group)
    assert "so I leave" in heard.text
    assert not inside(api, group)


async def test_a_group_that_cannot_be_left_is_tried_again_later(api: BotApi, world: GroupWorld) -> None:
    ann = api.person("Ann")
    group = api.group("Unseen", members=[ann])
    api.faults.next("leaveChat", Fault.status(400))
    for seconds, left in ((0, False), (30, False), (31, True)):
        world.time[0] += seconds
        ann.says(SEOUL, chat=group)
        await world.settle()
        assert inside(api, group) is not left


async def known(world: GroupWorld, group: Group) -> None:
    await world.services.database.run(lambda c: chats.seen(c, group.id, group.type, 1.0))


async def test_where_it_is_known_it_stays(api: BotApi, world: GroupWorld) -> None:
    ann = api.person("Ann")
    group = api.group("Known", members=[ann])
    await known(world, group)
    ann.says(SEOUL, chat=group)
    assert "22–29 May 2016" in (await world.last(group)).text
    for change in (group.mutes_bot, group.demotes_bot, group.promotes_bot):
        change(by=ann)
        ann.says("hello", chat=group)
        await world.settle()
        assert inside(api, group)


ORDERS = [
    ["goes", "comes"],
    ["is left", "goes", "comes"],
    ["goes", "comes", "is joined"],
    ["is left", "goes", "is joined", "comes"],
]
"""In which Telegram may tell of a group that becomes a supergroup: from the old one, and from the new one."""


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
async def test_a_group_that_becomes_a_supergroup_stays_known(api: BotApi, tmp_path: Path, order: list[str]) -> None:
    ann = api.person("Ann")
    old = api.group("Known", supergroup=False, owner=ann)
    async with serving(api, tmp_path, refuses_groups=True):
        engine = open_engine(f"sqlite:///{tmp_path / 'bot.db'}")
        with engine.begin() as connection:
            chats.seen(connection, old.id, "group", 1.0)
        engine.dispose()
        new = api.world.new_group("Known", ann)
        new.members = dict(old.members)
        tells: dict[str, Callable[[], object]] = {
            "goes": lambda: old.service(ann, {"migrate_to_chat_id": new.id}),
            "comes": lambda: new.service(ann, {"migrate_from_chat_id": old.id}),
            "is left": lambda: membership(api, old, "member", "left"),
            "is joined": lambda: membership(api, new, "left", "member"),
        }
        for what in order:
            tells[what]()
        ann.says(SEOUL, chat=new)
        assert "22–29 May 2016" in (await new.hears(10)).text
    assert not api.journal.of("leaveChat")


def membership(api: BotApi, group: Group, before: str, after: str) -> None:
    """Telegram tells of a status of the bot's, while it stays where it is."""
    cards = [Member(api.account, status).card() for status in (before, after)]
    told = {"chat": group.card, "from": group.owner.user, "date": int(api.clock.now())}
    api.account.tell("my_chat_member", told | {"old_chat_member": cards[0], "new_chat_member": cards[1]}, group.id)


@pytest.mark.parametrize("again", ["eve", "sora"])
async def test_removed_and_added_again_it_is_as_new(api: BotApi, world: GroupWorld, sora: Person, again: str) -> None:
    eve = api.person("Eve")
    group = api.group("Known", members=[sora, eve])
    await known(world, group)
    group.removes_bot(by=eve)
    await world.settle()
    group.adds_bot(by=sora if again == "sora" else eve)
    await world.settle()
    assert inside(api, group) is (again == "sora")


async def test_the_chat_of_staff_is_never_left(api: BotApi, tmp_path: Path) -> None:
    eve = api.person("Eve")
    staff = api.group("Staff", members=[eve], bot_status=None)
    async with group_world(api, tmp_path, staff_chat=staff.id, refuses_groups=True) as world:
        staff.adds_bot(by=eve)
        eve.says(SEOUL, chat=staff)
        assert len(await world.said(staff)) == 2
    assert inside(api, staff)


async def test_the_setting_reaches_the_whole_bot(api: BotApi, tmp_path: Path) -> None:
    eve = api.person("Eve")
    group = api.group("Eve's", owner=eve, bot_status=None)
    async with serving(api, tmp_path, refuses_groups=True):
        group.adds_bot(by=eve)
        await api.wait_for(lambda: not inside(api, group), 10)
    assert len(api.sent(group)) == 1
