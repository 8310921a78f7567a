"""What chats choose about announcements: kept, moved with a group, shown, forgotten, and taken back."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from bot.storage import chats, departures, preferences, reminders, retention, subscribers, subscriptions
from bot.storage.database import Database
from bot.storage.preferences import LostTopic, Preferences
from bot.storage.tables import deliveries, rounds

BIG = 5_000_000_001
DAY = 24 * 3600.0


async def test_a_reminder_is_what_was_wanted_last(database: Database) -> None:
    for _ in range(2):
        await database.run(lambda c: reminders.add(c, BIG, "p", 1.0))
    await database.run(lambda c: reminders.add(c, 7, "p", 1.0))
    assert await database.run(lambda c: reminders.who(c, "p")) == [7, BIG]
    for _ in range(2):
        await database.run(lambda c: reminders.remove(c, BIG, "p"))
    assert await database.run(lambda c: reminders.of(c, BIG)) == set()
    await database.run(lambda c: reminders.clear(c, 7))
    assert await database.run(lambda c: reminders.who(c, "p")) == []


async def chosen(database: Database, chat: int) -> None:
    """Something of everything that can be chosen."""
    await database.run(lambda c: subscriptions.add(c, chat, "p", 1.0))
    await database.run(lambda c: reminders.add(c, chat, "q", 1.0))
    wants: dict[str, Any] = {"language": "ru", "topic": 7, "lost_topic": LostTopic.GENERAL, "zone": "Asia/Seoul"}
    await database.run(lambda c: preferences.change(c, chat, 1.0, quiet_from=1320, quiet_until=420, **wants))


async def test_what_is_stopped_at_once_comes_back_exactly(database: Database) -> None:
    await chosen(database, BIG)
    before = await database.run(lambda c: subscribers.find(c, BIG, "private"))
    for now in (2.0, 3.0):  # pressed twice: the second time there is nothing left that could be forgotten
        await database.run(lambda c, now=now: departures.leave(c, BIG, now))  # type: ignore[misc]
        held = await database.run(lambda c: subscribers.find(c, BIG, "private"))
        assert (held.programs, held.reminded, held.can_return) == (frozenset(), frozenset(), True)
        assert held.wants == before.wants, "hours and language are kept for the way back"
    assert await database.run(lambda c: departures.come_back(c, BIG, 4.0))
    assert await database.run(lambda c: subscribers.find(c, BIG, "private")) == before
    assert not await database.run(lambda c: departures.come_back(c, BIG, 5.0))


async def test_nothing_is_left_where_nothing_was(database: Database) -> None:
    await database.run(lambda c: departures.leave(c, BIG, 2.0))
    assert not await database.run(lambda c: departures.can_return(c, BIG))


async def test_a_way_back_is_kept_for_a_month(database: Database) -> None:
    await chosen(database, BIG)
    await database.run(lambda c: departures.leave(c, BIG, 100 * DAY))
    for day, there in ((129, True), (131, False)):
        await database.run(lambda c, day=day: retention.purge(c, day * DAY))  # type: ignore[misc]
        assert await database.run(lambda c: departures.can_return(c, BIG)) is there


@pytest.mark.parametrize("known", [False, True])
async def test_a_group_that_moves_keeps_its_announcements(database: Database, *, known: bool) -> None:
    await database.run(lambda c: chats.seen(c, -1, "group", 1.0, title="Cities"))
    await chosen(database, -1)
    if known:
        await database.run(lambda c: chats.seen(c, -100, "supergroup", 1.0, title="Cities of today"))
    await database.run(lambda c: chats.migrate(c, -1, -100))
    held = await database.run(lambda c: subscribers.find(c, -100, "supergroup"))
    assert held.programs == {"p"}
    assert held.reminded == {"q"}
    assert held.wants == Preferences(-100, "ru", 7, LostTopic.GENERAL, 1320, 420, "Asia/Seoul")
    assert held.chat.title == ("Cities of today" if known else "Cities")
    assert not await database.run(lambda c: subscribers.has_chosen(c, -1))


async def test_what_the_new_group_chose_itself_holds(database: Database) -> None:
    await chosen(database, -1)
    await database.run(lambda c: preferences.change(c, -100, 2.0, language="fr"))
    await database.run(lambda c: chats.migrate(c, -1, -100))
    held = await database.run(lambda c: subscribers.find(c, -100, "supergroup"))
    assert (held.wants.language, held.wants.zone) == ("fr", "")
    assert await database.run(lambda c: preferences.of(c, -1)) == Preferences(-1)


FOLLOWED = [
    # announcements before, the chat before, what is set -> announcements after
    ("", "", "es", ""),
    ("ru", "", "es", ""),
    ("ru", "ru", "", "ru"),
    ("", "ru", "", "ru"),
    ("", "", "", ""),
    ("fr", "ru", "", "fr"),
]


@pytest.mark.parametrize(("announced", "before", "code", "after"), FOLLOWED)
async def test_announcements_follow_the_language_of_the_chat(
    database: Database, announced: str, before: str, code: str, after: str
) -> None:
    await database.run(lambda c: preferences.change(c, BIG, 1.0, language=announced, zone="Asia/Seoul"))
    await database.run(lambda c: preferences.follow(c, BIG, before, code, 2.0))
    assert await database.run(lambda c: preferences.of(c, BIG)) == Preferences(BIG, language=after, zone="Asia/Seoul")


TITLES = [("Cities", "Cities"), ("x" * 300, "x" * 128), ("a\0b\ud800c", "abc"), ("👩‍🌾 Fields", "👩‍🌾 Fields")]


@pytest.mark.parametrize(("title", "kept"), TITLES)
async def test_a_title_is_kept_as_it_can_be(database: Database, title: str, kept: str) -> None:
    await database.run(lambda c: chats.seen(c, -5, "channel", 1.0, title=title))
    [found] = await database.run(lambda c: chats.channels(c, 10))
    assert found.title == kept
    await database.run(lambda c: chats.seen(c, -5, "channel", 2.0))
    assert (await database.run(lambda c: chats.channels(c, 10)))[0].title == kept, (
        "who does not tell it takes none away"
    )
    await database.run(lambda c: chats.set_title(c, -5, "Other"))
    assert (await database.run(lambda c: chats.channels(c, 10)))[0].title == "Other"


async def test_channels_are_listed_that_can_be_reached_the_last_seen_first(database: Database) -> None:
    for number, kind, title in ((-1, "channel", "A"), (-2, "channel", "B"), (-3, "channel", ""), (-4, "group", "D")):
        await database.run(lambda c, n=number, k=kind, t=title: chats.seen(c, n, k, float(-n), title=t))  # type: ignore[misc]
    assert [one.chat for one in await database.run(lambda c: chats.channels(c, 9))] == [-2, -1]
    assert [one.chat for one in await database.run(lambda c: chats.channels(c, 1))] == [-2]
    await database.run(lambda c: chats.unreachable(c, -2, "gone"))
    assert [one.chat for one in await database.run(lambda c: chats.channels(c, 9))] == [-1]


async def delivered(database: Database, announcement: int, number: int, chat: int, state: str) -> None:
    row = {
        "announcement": announcement,
        "round": number,
        "chat": chat,
        "position": 0,
        "kind": "private",
        "state": state,
    }
    row |= {"language": "en", "changed": 1.0}
    await database.run(lambda c: c.execute(sa.insert(deliveries).values(row)))


async def test_deliveries_are_shown_and_forgotten_and_counted(database: Database) -> None:
    for number in (0, 1):
        row: dict[str, Any] = {"announcement": 9, "round": number, "kind": "send", "stage": "running", "chat": -5}
        row |= dict.fromkeys(("due", "expires", "alive", "approved"), 1.0) | {"forgotten": 3 * number}
        await database.run(lambda c, row=row: c.execute(sa.insert(rounds).values(row)))  # type: ignore[misc]
    await delivered(database, 9, 0, BIG, "sent")
    await delivered(database, 9, 1, BIG, "planned")
    await delivered(database, 9, 1, 7, "planned")
    shown = await database.run(lambda c: chats.export(c, BIG, "who"))
    assert [row["state"] for row in shown["deliveries"]] == ["sent", "planned"]
    assert "owner" not in shown["deliveries"][0]

    for _ in range(2):  # forgotten twice, counted once
        await database.run(lambda c: chats.forget(c, BIG, "who"))
    counted = await database.run(lambda c: c.execute(sa.select(rounds.c.forgotten).order_by(rounds.c.round)).all())
    assert [row.forgotten for row in counted] == [1, 4]
    assert await database.run(lambda c: c.scalars(sa.select(deliveries.c.chat)).all()) == [7]


async def test_all_that_was_chosen_is_shown_and_forgotten(database: Database) -> None:
    await chosen(database, BIG)
    await database.run(lambda c: departures.leave(c, BIG, 2.0))
    await chosen(database, BIG)
    shown = await database.run(lambda c: chats.export(c, BIG, "who"))
    assert set(shown) == {"subscriptions", "reminders", "preferences", "departures"}
    await database.run(lambda c: chats.forget(c, BIG, "who"))
    assert await database.run(lambda c: chats.export(c, BIG, "who")) == {}
