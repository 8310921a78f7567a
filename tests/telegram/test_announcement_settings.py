"""Announcements in groups and channels: who may choose, where they go, and how they end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.stand_in import BotApi, Channel, Fault, Group, Message, Person
from bot.stand_in.delivery import announce as tell
from bot.storage.preferences import LostTopic
from tests.telegram.group_world import GroupWorld, group_world
from tests.telegram.serving import serving
from tests.telegram.test_subscribing import announce, asks, held, labels, press


@pytest.fixture
async def world(api: BotApi, tmp_path: Path) -> AsyncIterator[GroupWorld]:
    async with group_world(api, tmp_path) as made:
        yield made


@pytest.fixture
def boss(api: BotApi) -> Person:
    return api.person("Boss")


@pytest.fixture
def ann(api: BotApi) -> Person:
    return api.person("Ann")


@pytest.fixture
def group(api: BotApi, boss: Person, ann: Person) -> Group:
    return api.group("Trainees", members=[ann], owner=boss)


async def page_in(world: GroupWorld, group: Group, person: Person, typed: str = "/settings") -> Message:
    person.says(typed, chat=group)
    return await world.last(group)


# Groups


async def test_a_group_that_has_never_chosen_is_told_that_it_can(api: BotApi, world: GroupWorld, boss: Person) -> None:
    group = api.group("New", owner=boss, bot_status=None)
    group.adds_bot(by=boss)
    assert "Announcements come only if an administrator chooses them" in (await world.last(group)).text
    await press(world, boss, await page_in(world, group, boss, "/subscribe"), "All programmes")
    group.removes_bot(by=boss)
    await world.settle()
    group.adds_bot(by=boss)
    assert "Announcements come only" not in (await world.last(group)).text


async def test_nothing_is_chosen_before_an_administrator_does(world: GroupWorld, group: Group, ann: Person) -> None:
    for typed in ("/help", "/settings", "/subscribe", "/unsubscribe", "/timezone Seoul", "/ask When is the next one?"):
        ann.says(typed, chat=group)
    await world.settle()
    found = await held(world, group.id, "supergroup")
    assert not found.programs
    assert found.wants.zone == ""


async def test_an_administrator_chooses_on_one_message_and_goes_back(
    world: GroupWorld, group: Group, boss: Person
) -> None:
    page = await page_in(world, group, boss)
    await press(world, boss, page, "📣 Announcements")
    assert "Nothing is sent here before an administrator chooses it" in page.text
    await press(
        world, boss, page, "Which news", "All programmes", "Quiet hours and more »", "Quiet hours", "20:00–08:00"
    )
    assert "20:00–08:00" in page.text
    await press(world, boss, page, "« Back")
    assert page.text.startswith("Language:")
    found = await held(world, group.id, "supergroup")
    assert (*found.programs, found.wants.quiet_from, found.wants.language) == ("", 1200, "en")
    assert found.chat.title == "Trainees"
    assert len(world.api.sent(group)) == 1


async def test_who_is_no_administrator_is_told_so_above_the_chat(
    world: GroupWorld, group: Group, boss: Person, ann: Person
) -> None:
    page = await page_in(world, group, boss, "/subscribe")
    text, shown = page.text, labels(page)
    said = {await press(world, ann, page, button) for button in shown}
    assert said == {"Only administrators of this group can change my settings."}
    pressed = ann.forges_press(page, "s::o:")
    await world.settle()
    assert "Only administrators" in (await pressed.answer())["text"]
    assert (page.text, labels(page)) == (text, shown)
    assert (await held(world, group.id, "supergroup")).programs == set()


async def test_an_anonymous_administrator_may(world: GroupWorld, group: Group, api: BotApi) -> None:
    someone = api.person("Someone")
    group.sets_status(someone, "administrator", anonymous=True)
    page = await page_in(world, group, someone, "/subscribe")
    assert await press(world, someone, page, "Seoul Program") == "It is set."
    assert (await held(world, group.id, "supergroup")).programs == {"seoul-program"}


@pytest.mark.parametrize("typed", ["/subscribe", "/unsubscribe"])
async def test_others_are_shown_where_they_can_do_it_for_themselves(
    world: GroupWorld, group: Group, ann: Person, typed: str
) -> None:
    page = await page_in(world, group, ann, typed)
    assert "Only administrators" in page.text
    [button] = page.buttons
    assert button["url"] == "https://t.me/wego_test_bot?start=subscribe"
    assert "Tap a programme" in (await asks(world, ann, "/start subscribe")).text


async def test_a_silent_group_can_still_be_set(world: GroupWorld, group: Group, boss: Person) -> None:
    page = await page_in(world, group, boss)
    await press(world, boss, page, "Do not answer", "📣 Announcements", "Which news", "Seoul Program")
    stopped = await page_in(world, group, boss, "/unsubscribe")
    assert "No more announcements come here" in stopped.text
    await press(world, boss, stopped, "Undo")
    assert (await held(world, group.id, "supergroup")).programs == {"seoul-program"}
    assert "Nairobi" in (await page_in(world, group, boss, "/timezone Nairobi")).text
    assert "Did you mean" in (await page_in(world, group, boss, "/timezone Nairobbi")).text
    assert (await held(world, group.id, "supergroup")).wants.zone == "Africa/Nairobi"


async def test_in_a_forum_they_go_where_it_was_chosen(api: BotApi, world: GroupWorld, boss: Person) -> None:
    forum = api.group("Forum", forum=True, owner=boss)
    news, chat = forum.topic("News"), forum.topic("Chat")
    boss.says("/subscribe", topic=news)
    page = await world.last(forum)
    assert page.thread_id == news.id
    await press(world, boss, page, "Seoul Program", "Quiet hours and more »")
    assert "Where: in this topic" in page.text
    await press(world, boss, page, "Where", "If it is gone: General")
    wants = (await held(world, forum.id, "supergroup")).wants
    assert (wants.topic, wants.lost_topic) == (news.id, LostTopic.GENERAL)
    boss.says("/settings", topic=chat)
    elsewhere = await world.last(forum)
    await press(world, boss, elsewhere, "📣 Announcements")
    assert "Where: in another topic" in elsewhere.text
    await press(world, boss, elsewhere, "Where", "In this topic")
    assert (await held(world, forum.id, "supergroup")).wants.topic == chat.id
    await press(world, boss, elsewhere, "In General")
    assert (await held(world, forum.id, "supergroup")).wants.topic is None


async def test_one_tap_ends_them_for_a_group_if_an_administrator_taps(
    world: GroupWorld, group: Group, boss: Person, ann: Person
) -> None:
    await press(world, boss, await page_in(world, group, boss, "/subscribe"), "Seoul Program")
    news = await announce(world, group.id)
    assert "You can mute or leave" in await press(world, ann, news, "Stop these messages")
    assert (await held(world, group.id, "supergroup")).programs == {"seoul-program"}
    assert "No more announcements come here" in await press(world, boss, news, "Stop these messages")
    assert (await held(world, group.id, "supergroup")).programs == set()
    assert "Only administrators" in await press(world, ann, news, "Undo")
    await press(world, boss, news, "Choose instead")
    assert "Tap a programme" in (await world.last(group)).text
    await press(world, boss, news, "Undo")
    assert labels(news) == ["Apply", "Stop these messages"]
    assert (await held(world, group.id, "supergroup")).programs == {"seoul-program"}


async def test_a_group_keeps_the_title_that_it_has(world: GroupWorld, group: Group, ann: Person) -> None:
    ann.says("/help", chat=group)
    await world.settle()
    group.service(group.owner, {"new_chat_title": "Trainees of 2027"})
    await world.settle()
    assert (await world.known(group)).title == "Trainees of 2027"


async def test_a_group_that_moves_keeps_what_was_chosen(api: BotApi, tmp_path: Path, boss: Person) -> None:
    old = api.group("Cities", supergroup=False, owner=boss)
    async with serving(api, tmp_path):
        boss.says("/subscribe", chat=old)
        await boss.presses(await old.hears(10), "Seoul Program").answer(10)
        new = old.migrates()
        boss.says("/subscribe", chat=new)
        assert "✓ Seoul Program" in labels(await new.hears(10))


# Channels


@pytest.fixture
def channel(api: BotApi, boss: Person) -> Channel:
    return api.channel("City & News", owner=boss, bot_status=None)


async def test_who_makes_it_an_administrator_is_asked_in_private(
    world: GroupWorld, channel: Channel, boss: Person
) -> None:
    await asks(world, boss, "/start")
    channel.promotes_bot(by=boss)
    await world.settle()
    lead, page = world.api.sent(boss.chat)[-2:]
    assert "administrator of the channel City & News" in lead.text
    assert "Announcements in City & News" in page.text
    await press(world, boss, page, "Seoul Program", "Quiet hours and more »", "How many", "1")
    found = await held(world, channel.id, "channel")
    assert (*found.programs, found.wants.weekly_most, found.wants.language) == ("seoul-program", 1, "en")
    assert found.chat.title == "City & News"
    assert (await held(world, boss.id)).programs == set(), "not the person, but the channel"
    assert world.api.sent(channel) == []


async def test_who_has_not_begun_with_the_bot_is_left_alone(world: GroupWorld, channel: Channel, boss: Person) -> None:
    channel.promotes_bot(by=boss)
    await world.settle()
    assert world.api.journal.of("sendMessage") == []


async def test_a_channel_in_which_it_may_not_post_is_told_of(world: GroupWorld, channel: Channel, boss: Person) -> None:
    await asks(world, boss, "/start")
    channel.promotes_bot(by=boss, can_post_messages=False)
    await world.settle()
    assert "may not post there yet" in world.api.sent(boss.chat)[-1].text
    assert not (await held(world, channel.id, "channel")).chat.reachable
    channel.promotes_bot(by=boss)
    await world.settle()
    assert "Announcements in" in world.api.sent(boss.chat)[-1].text
    assert (await held(world, channel.id, "channel")).chat.reachable


async def test_each_press_asks_whether_the_person_still_leads_the_channel(
    world: GroupWorld, channel: Channel, boss: Person, ann: Person
) -> None:
    for person in (boss, ann):
        await asks(world, person, "/start")
    channel.promotes_bot(by=boss)
    await world.settle()
    page = world.api.sent(boss.chat)[-1]
    eve = await asks(world, ann, "/contact")
    forged = ann.forges_press(eve, next(b["callback_data"] for b in page.buttons if b["text"] == "All programmes"))
    await world.settle()
    assert "Only administrators of this channel" in (await forged.answer())["text"]
    channel.sets_status(ann, "administrator")
    forged = ann.forges_press(eve, f"s:{channel.id}:n:+")
    await world.settle()
    assert (await forged.answer())["text"] == "It is set."
    channel.sets_status(ann, "left")
    forged = ann.forges_press(eve, f"s:{channel.id}:o:")
    await world.settle()
    assert "Only administrators of this channel" in (await forged.answer())["text"]
    assert (await held(world, channel.id, "channel")).programs == {""}


async def test_a_group_is_not_set_from_a_private_chat(world: GroupWorld, group: Group, boss: Person) -> None:
    await page_in(world, group, boss)
    page = await asks(world, boss, "/contact")
    forged = boss.forges_press(page, f"s:{group.id}:n:+")
    await world.settle()
    assert "too old" in (await forged.answer())["text"]
    assert (await held(world, group.id, "supergroup")).programs == set()


async def test_channels_are_listed_to_who_leads_them(
    api: BotApi, world: GroupWorld, channel: Channel, boss: Person, ann: Person
) -> None:
    other = api.channel("Other", bot_status=None)
    for one in (channel, other):
        one.promotes_bot(by=one.owner)
    page = await asks(world, boss, "/channels")
    assert labels(page) == ["City & News"]
    await press(world, boss, page, "City & News", "Which news", "Seoul Program", "Quiet hours and more »", "« Back")
    assert labels(page) == ["City & News"]
    assert (await held(world, channel.id, "channel")).programs == {"seoul-program"}
    assert "Make me an administrator" in (await asks(world, ann, "/channels")).text
    settings = await asks(world, boss, "/settings")
    await press(world, boss, settings, "My channels")
    assert labels(settings) == ["City & News"]


async def test_a_channel_of_which_telegram_tells_nothing_is_not_listed(
    world: GroupWorld, channel: Channel, boss: Person
) -> None:
    channel.promotes_bot(by=boss)
    await world.settle()
    world.api.faults.share("getChatMember", Fault.status(400), 1.0)
    assert labels(await asks(world, boss, "/channels")) == []


async def test_settings_are_posted_in_the_channel(
    world: GroupWorld, channel: Channel, boss: Person, ann: Person
) -> None:
    channel.promotes_bot(by=boss)
    channel.posts("Good morning!")
    channel.posts("/settings@other_bot")
    await world.settle()
    assert world.api.sent(channel) == []
    channel.posts("/settings")
    await world.settle()
    [page] = world.api.sent(channel)
    assert "Nothing is sent here before" in page.text
    assert "Only administrators of this channel" in await press(world, ann, page, "Which news")
    assert await press(world, boss, page, "Which news", "Seoul Program") == "It is set."
    await press(world, boss, page, "Quiet hours and more »", "Done")
    assert page.deleted
    assert (await held(world, channel.id, "channel")).programs == {"seoul-program"}


async def test_one_tap_ends_them_for_a_channel(world: GroupWorld, channel: Channel, boss: Person, ann: Person) -> None:
    await asks(world, boss, "/start")
    channel.promotes_bot(by=boss)
    await world.settle()
    await press(world, boss, world.api.sent(boss.chat)[-1], "All programmes")
    news = await announce(world, channel.id)
    assert "Only administrators can stop announcements here" in await press(world, ann, news, "Stop these messages")
    await press(world, boss, news, "Stop these messages")
    assert (await held(world, channel.id, "channel")).programs == set()
    await press(world, boss, news, "Choose instead")
    page = world.api.sent(boss.chat)[-1]
    assert "Announcements in City & News" in page.text, "its readers do not see it"
    assert world.api.sent(channel) == [news]
    await press(world, boss, news, "Undo")
    assert (await held(world, channel.id, "channel")).programs == {""}


async def test_a_channel_keeps_the_title_that_it_has(world: GroupWorld, channel: Channel, boss: Person) -> None:
    channel.promotes_bot(by=boss)
    await world.settle()
    tell(channel.add(boss, {"sender_chat": channel.card, "new_chat_title": "New name"}), "channel_post")
    await world.settle()
    assert (await held(world, channel.id, "channel")).chat.title == "New name"


async def test_a_channel_that_is_not_known_is_left(api: BotApi, tmp_path: Path, boss: Person) -> None:
    channel = api.channel("Strange", owner=boss)
    async with group_world(api, tmp_path, refuses_groups=True) as world:
        channel.posts("/settings")
        await world.settle()
    assert not channel.holds(api.account)
    assert api.sent(channel) == []
