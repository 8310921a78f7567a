"""Announcements and reminders in a private chat: chosen, paused, left with one tap, and taken up again."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.stand_in import BotApi, Message, Person
from bot.storage import chats, reminders, subscribers, subscriptions
from bot.storage.subscribers import Subscriber
from bot.telegram_bot.intake import is_stale
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.leaving import leaving
from bot.telegram_bot.payloads import Does, pack
from tests.telegram.group_world import GroupWorld, group_world
from tests.telegram.serving import serving


@pytest.fixture
async def world(api: BotApi, tmp_path: Path) -> AsyncIterator[GroupWorld]:
    async with group_world(api, tmp_path, languages=("en", "ru")) as made:
        yield made


@pytest.fixture
def ann(api: BotApi) -> Person:
    return api.person("Ann")


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


async def asks(world: GroupWorld, person: Person, text: str) -> Message:
    """What the bot says to something."""
    person.says(text)
    await world.settle()
    return world.api.sent(person.chat)[-1]


async def press(world: GroupWorld, person: Person, message: Message, *buttons: str) -> str:
    """What stands above the chat after the last of some presses, each on the same message."""
    said = ""
    for button in buttons:
        pressed = person.presses(message, button)
        await world.settle()
        said = str((await pressed.answer()).get("text") or "")
    return said


async def held(world: GroupWorld, chat: int, kind: str = "private") -> Subscriber:
    return await world.services.database.run(lambda connection: subscribers.find(connection, chat, kind))


async def announce(world: GroupWorld, chat: int, number: int = 17) -> Message:
    """An announcement as it will go out, with a link and the way to leave."""
    link = {"text": "Apply", "url": "https://example.org/apply"}
    keyboard = Keyboard([[link], [leaving(world.services.sentences(), number)]])
    await world.services.sender.say(chat, ["A new edition is announced."], keyboard)
    return world.api.sent(world.api.world.main.find_chat(chat))[-1]


# Choosing


async def test_everything_is_chosen_on_one_message(world: GroupWorld, ann: Person) -> None:
    page = await asks(world, ann, "/subscribe")
    assert page.text.startswith("Tap a programme")
    assert await press(world, ann, page, "Seoul Program", "Joint Workshop") == "It is set."
    assert {"✓ Seoul Program", "✓ Joint Workshop", "All programmes"} <= set(labels(page))
    await press(world, ann, page, "Quiet hours and more »", "Quiet hours", "Other hours", "23:00", "6:00")
    assert "Quiet hours: 23:00–06:00, UTC" in page.text
    await press(world, ann, page, "Quiet hours", "Time zone", "Africa", "Kampala (UTC+3)")
    assert "23:00–06:00, Kampala (UTC+3)" in page.text
    await press(world, ann, page, "How many", "2", "Pause", "A week")
    assert "In a week, at most: 2" in page.text
    assert "Paused until" in page.text
    await press(world, ann, page, "End the pause", "Language", "русский")
    found = await held(world, ann.id)
    assert found.programs == {"seoul-program", "joint-workshop"}
    wants = found.wants
    assert (wants.quiet_from, wants.quiet_until, wants.zone) == (1380, 360, "Africa/Kampala")
    assert (wants.weekly_most, wants.paused, wants.language) == (2, False, "ru")
    assert found.chat.title == "", "a person's name is not kept"
    assert len(world.api.sent(ann.chat)) == 1


async def test_stop_everything_and_undo(world: GroupWorld, ann: Person) -> None:
    page = await asks(world, ann, "/subscribe")
    await press(world, ann, page, "Seoul Program", "Quiet hours and more »", "Stop everything")
    assert "no more announcements" in page.text
    assert "/subscribe" in page.text
    assert (await held(world, ann.id)).programs == set()
    await press(world, ann, page, "Undo")
    assert "Seoul Program" in page.text
    assert (await held(world, ann.id)).programs == {"seoul-program"}


async def test_unsubscribe_takes_all_at_once_and_one_tap_brings_it_back(world: GroupWorld, ann: Person) -> None:
    page = await asks(world, ann, "/subscribe")
    await press(world, ann, page, "All programmes")
    await press(world, ann, await asks(world, ann, "/reminders"), "Jeju training")
    gone = await asks(world, ann, "/unsubscribe")
    assert "no more announcements or reminders" in gone.text
    assert labels(gone) == ["Undo", "Choose instead"]
    again = await asks(world, ann, "/unsubscribe")
    found = await held(world, ann.id)
    assert not found.programs | found.reminded
    await press(world, ann, again, "Undo")
    found = await held(world, ann.id)
    assert (*found.programs, *found.reminded) == ("", "jeju-training-2016")
    await press(world, ann, gone, "Choose instead")
    assert "✓ All programmes" in labels(gone)


async def test_who_never_subscribed_has_nothing_to_undo(world: GroupWorld, ann: Person) -> None:
    assert labels(await asks(world, ann, "/unsubscribe")) == ["Choose instead"]
    sent = await announce(world, ann.id)
    assert await press(world, ann, sent, "Stop these messages") == (
        "You get no more announcements or reminders. To come back: /subscribe"
    )
    assert labels(sent)[-1] == "Choose instead"


async def test_announcements_come_in_the_language_in_which_they_were_chosen(world: GroupWorld, api: BotApi) -> None:
    ben, eva = api.person("Ben", language_code="de"), api.person("Eva")
    await press(world, ben, await asks(world, ben, "/subscribe"), "All programmes")
    assert (await held(world, ben.id)).wants.language == "en"
    await world.services.database.run(lambda c: chats.seen(c, eva.id, "private", 1.0))
    await world.services.database.run(lambda c: chats.set_language(c, eva.id, "en"))
    await press(world, eva, await asks(world, eva, "/subscribe"), "All programmes")
    assert (await held(world, eva.id)).wants.language == "", "that of the chat"
    await press(world, eva, await asks(world, eva, "/language"), "Same as the question")
    assert (await held(world, eva.id)).wants.language == "en", "it stays what it was"
    await press(world, eva, await asks(world, eva, "/language"), "English")
    assert (await held(world, eva.id)).wants.language == ""


async def test_settings_lead_to_all_of_it(world: GroupWorld, ann: Person) -> None:
    page = await asks(world, ann, "/settings")
    assert "Announcements: none" in page.text
    assert labels(page) == ["📣 Announcements", "🔔 Reminders"]
    await press(world, ann, page, "📣 Announcements", "Which news", "All programmes")
    assert "Announcements: all programmes" in (await asks(world, ann, "/settings")).text


async def test_a_button_of_an_earlier_version_leads_to_the_new_page(world: GroupWorld, ann: Person) -> None:
    page = await asks(world, ann, "/contact")
    pressed = ann.forges_press(page, "s:+seoul-program")
    await world.settle()
    assert (await pressed.answer())["text"] == "It is set."
    assert "✓ Seoul Program" in labels(page)


# Time zones

TYPED = [
    ("/timezone Asia/Jakarta", "Time zone: Jakarta (UTC+7), where it is 18:06 now.", "Asia/Jakarta"),
    ("/timezone nairobi", "Time zone: Nairobi (UTC+3)", "Africa/Nairobi"),
    ("/timezone Kenya", "Time zone: Nairobi (UTC+3)", "Africa/Nairobi"),
    ("/timezone Indonesia", "“Indonesia” has several time zones", ""),
    ("/timezone Jakata", "I do not know “Jakata”. Did you mean", ""),
    ("/timezone nowhere at all", "Write a big city of your country", ""),
    ("/timezone " + "<b>&x" * 700, "I do not know “<b>&x", ""),
    ("/timezone", "Choose a part of the world", ""),
]


@pytest.mark.parametrize(("typed", "says", "zone"), TYPED)
async def test_a_zone_is_typed(world: GroupWorld, ann: Person, typed: str, says: str, zone: str) -> None:
    assert says in (await asks(world, ann, typed)).text
    assert (await held(world, ann.id)).wants.zone == zone


async def test_a_zone_that_was_meant_is_one_tap_away(world: GroupWorld, ann: Person) -> None:
    page = await asks(world, ann, "/timezone Jakata")
    await press(world, ann, page, "Jakarta (UTC+7)")
    assert (await held(world, ann.id)).wants.zone == "Asia/Jakarta"


# One tap to leave


async def test_one_tap_under_an_announcement_ends_them_and_one_brings_them_back(world: GroupWorld, ann: Person) -> None:
    await press(world, ann, await asks(world, ann, "/subscribe"), "Seoul Program")
    news = await announce(world, ann.id)
    assert labels(news) == ["Apply", "Stop these messages"]
    said = await press(world, ann, news, "Stop these messages")
    assert "no more announcements" in said
    assert labels(news) == ["Apply", "Undo", "Choose instead"]
    assert (await held(world, ann.id)).programs == set()
    assert "As before" in await press(world, ann, news, "Undo")
    assert labels(news) == ["Apply", "Stop these messages"]
    assert (await held(world, ann.id)).programs == {"seoul-program"}
    await press(world, ann, news, "Stop these messages", "Choose instead")
    assert "Tap a programme" in world.api.sent(ann.chat)[-1].text


async def test_two_announcements_are_left_and_both_lead_back(world: GroupWorld, ann: Person) -> None:
    await press(world, ann, await asks(world, ann, "/subscribe"), "Seoul Program")
    first, second = [await announce(world, ann.id, number) for number in (17, 18)]
    await press(world, ann, first, "Stop these messages")
    await press(world, ann, second, "Stop these messages")
    await press(world, ann, first, "Undo")
    assert (await held(world, ann.id)).programs == {"seoul-program"}
    assert "As before" in await press(world, ann, second, "Undo")
    assert (await held(world, ann.id)).programs == {"seoul-program"}


async def test_it_is_honoured_where_the_message_cannot_be_changed(world: GroupWorld, ann: Person) -> None:
    await press(world, ann, await asks(world, ann, "/subscribe"), "Seoul Program")
    pressed = ann.presses(await announce(world, ann.id), "Stop these messages", inaccessible=True)
    await world.settle()
    await pressed.answer()
    assert (await held(world, ann.id)).programs == set()
    page = world.api.sent(ann.chat)[-1]
    assert labels(page) == ["Undo", "Choose instead"]


@pytest.mark.parametrize(
    ("data", "stale"), [("q:17", False), ("q:u17", False), ("s::o:", True), ("h:1", True), (None, True)]
)
def test_it_is_honoured_however_late_it_is_handled(data: str | None, stale: bool) -> None:
    assert is_stale({"update_id": 1, "callback_query": {"data": data}}, 0.0, 3 * 24 * 3600.0) is stale


async def test_an_undo_that_has_nothing_to_bring_back_says_so(world: GroupWorld, ann: Person) -> None:
    news = await announce(world, ann.id) if await asks(world, ann, "hello") else None
    assert news is not None
    for payload in ("q:u17", "s::u:"):
        pressed = ann.forges_press(news, payload)
        await world.settle()
        assert "too old" in (await pressed.answer())["text"], payload


# Reminders


async def test_a_reminder_is_asked_for_on_the_page_of_a_programme(world: GroupWorld, ann: Person) -> None:
    page = await asks(world, ann, "/start p-seoul-program")
    assert labels(page)[-2:] == ["« Back", "🔔 Remind me"]
    assert "I will remind you" in await press(world, ann, page, "🔔 Remind me")
    assert (await held(world, ann.id)).wants.language == "en", "reminders come in the language in which it was asked"
    assert labels(page)[-2:] == ["« Back", "🔕 Do not remind me"]
    edition = await asks(world, ann, "/start e-seoul-program__2016")
    assert labels(edition)[-2:] == ["« Back", "🔕 Do not remind me"]
    assert "not remind" in await press(world, ann, edition, "🔕 Do not remind me")
    assert (await held(world, ann.id)).reminded == set()


REMINDED = [
    ("How can I apply for the Seoul Program?", True),
    ("Is there a deadline for the Joint Workshop?", True),
    ("How can I apply?", False),
    ("When was the Seoul Program 2016?", False),
    ("How much is the fee?", False),
]


@pytest.mark.parametrize(("question", "offered"), REMINDED)
async def test_who_asks_how_to_apply_is_offered_a_reminder(
    world: GroupWorld, ann: Person, question: str, *, offered: bool
) -> None:
    answer = await asks(world, ann, question)
    assert ("🔔 Remind me" in labels(answer)) is offered
    if offered:
        await press(world, ann, answer, "🔔 Remind me")
        assert len((await held(world, ann.id)).reminded) == 1
        assert labels(answer)[-3:] == ["🔕 Do not remind me", "👍 Helpful", "👎 Not helpful"]


async def test_reminders_are_listed_and_taken_away(world: GroupWorld, ann: Person) -> None:
    await world.services.database.run(lambda c: reminders.add(c, ann.id, "seoul-program", 1.0))
    page = await asks(world, ann, "/reminders")
    assert [label for label in labels(page) if label.startswith("✓")] == ["✓ Seoul Program"]
    await press(world, ann, page, "✓ Seoul Program", "Joint Workshop")
    assert (await held(world, ann.id)).reminded == {"joint-workshop"}


async def test_in_a_group_there_are_no_reminders(world: GroupWorld, api: BotApi, ann: Person) -> None:
    group = api.group("Cities", owner=ann)
    ann.says("/ask How can I apply for the Seoul Program?", chat=group)
    assert "🔔 Remind me" not in labels(await world.last(group))
    ann.says("/subscribe", chat=group)
    page = await world.last(group)
    pressed = [ann.forges_press(page, data) for data in ("r:+seoul-program", "s::r:+seoul-program", "s::r:")]
    await world.settle()
    assert ["too old" in (await one.answer())["text"] for one in pressed] == [True] * 3
    assert (await held(world, group.id)).reminded == set()


# What is made up


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([Does.SUBSCRIBE, Does.LEAVE, Does.REMIND]), st.text(max_size=20))
async def test_whatever_a_button_carries_it_is_answered_and_does_no_harm(
    world: GroupWorld, ann: Person, does: Does, value: str
) -> None:
    world.services.presses._buckets.clear()
    page = await asks(world, ann, "/contact") if not world.api.sent(ann.chat) else world.api.sent(ann.chat)[0]
    pressed = ann.forges_press(page, pack(does, value[: 60 - len(value.encode()) + len(value)]))
    await world.settle()
    await pressed.answer()
    assert await world.services.database.run(lambda c: c.exec_driver_sql("SELECT count(*) FROM updates").scalar()) == 0


FORGED = [
    f"s:{-1_001_000_000_099}:m:",
    f"s:{-1_001_000_000_099}:n:+",
    "s:77:n:+",
    "s::g:",
    "s::d:",
    "s::w:here",
    "s::t:general",
    "s::z:../../etc/passwd",
    "s::z:Asia",
    "s::n:+nothing",
    "q:",
    "q:x",
    "q:99999999999999999999",
    "q:u",
    "r:",
    "r:+",
    "r:+nothing",
    "r:seoul-program",
]


@pytest.mark.parametrize("payload", FORGED)
async def test_a_made_up_button_changes_nothing(world: GroupWorld, ann: Person, payload: str) -> None:
    page = await asks(world, ann, "/contact")
    pressed = ann.forges_press(page, payload)
    await world.settle()
    await pressed.answer()
    found = await held(world, ann.id)
    assert not found.programs | found.reminded
    assert found.wants.zone == ""
    assert await world.services.database.run(lambda c: subscriptions.of(c, 77)) == set()


async def test_the_whole_bot_keeps_it_over_a_restart_shows_it_and_forgets_it(
    api: BotApi, tmp_path: Path, ann: Person
) -> None:
    async with serving(api, tmp_path):
        ann.says("/subscribe")
        page = await ann.hears(10)
        await ann.presses(page, "Seoul Program").answer(10)
        await ann.presses(page, "Quiet hours and more »").answer(10)
        await ann.presses(page, "Stop everything").answer(10)
    async with serving(api, tmp_path):
        await ann.presses(page, "Undo").answer(10)
        assert "Seoul Program" in page.text
        ann.says("/my_data")
        data = json.loads(api.world.files[(await ann.hears(10))["document"]["file_id"]].data)
        assert [row["program"] for row in data["subscriptions"]] == ["seoul-program"]
        assert data["preferences"][0]["language"] == "en"
        ann.says("/forget_me")
        await ann.hears(10, containing="deleted")
        ann.says("/settings")
        assert "Announcements: none" in (await ann.hears(10)).text
        shown = [command["command"] for command in ann.shows_commands()]
        assert {"reminders", "timezone", "channels"} <= set(shown)
