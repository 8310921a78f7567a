"""Reminders: who gets which, when, with which buttons; and that nobody of staff is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.announcements import rounds
from bot.announcements.states import Draft, Source, Stage
from bot.runtime import Service
from bot.stand_in import BotApi
from bot.storage import chats, reminders, subscriptions
from bot.storage.database import Connection, Database, open_engine
from bot.telegram_bot.links import short
from tests.telegram.newsroom import FORM, Newsroom, assistant_over, at, facts, held, newsroom, window
from tests.telegram.serving import serving, until

OPEN = held(application=window())


@pytest.fixture
async def desk(api: BotApi, tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with newsroom(api, tmp_path) as made:
        await made.looks("2027-02-20 12:00", OPEN)
        yield made


async def reminded(desk: Newsroom) -> list[str]:
    """How the reminders begin that were planned, in their order."""
    found = [one for one in await desk.drafted(Draft.APPROVED) if one.source is Source.REMINDER]
    return [one.draft.texts["en"].partition("\n")[0] for one in found]


async def test_who_asked_is_reminded_in_the_morning_and_once(desk: Newsroom) -> None:
    await desk.remind(desk.ann)
    await desk.looks("2027-03-01 08:59", OPEN)
    assert await reminded(desk) == []
    for when in ("2027-03-01 09:00", "2027-03-01 09:01", "2027-03-02 12:00"):
        await desk.looks(when, OPEN)
        assert await reminded(desk) == ["<b>Applications are open: Harbour Workshop 2027</b>"]
    (one,) = [one for one in await desk.drafted() if one.source is Source.REMINDER]
    assert one.draft.texts["en"].endswith("You asked me to remind you.")
    assert await desk.planned(one.number) == [desk.ann.id]
    made = await desk.round(one.number)
    assert made is not None
    assert (made.stage, made.approvers, made.expires) == (Stage.SCHEDULED, "", at("2027-03-28 09:00"))
    assert desk.world.services.announced.is_set()
    assert not any("remind" in card.text for card in desk.cards()), "staff have no part in it"


async def test_each_day_that_people_want_to_know(desk: Newsroom) -> None:
    await desk.remind(desk.ann)
    for when in ("03-01", "03-17", "03-28", "03-30", "04-15", "05-03", "05-09", "05-10", "05-20"):
        await desk.looks(f"2027-{when} 09:30", OPEN)
    assert [one.removeprefix("<b>").partition(":")[0] for one in await reminded(desk)] == [
        "Applications are open",
        "Applications close soon",
        "Last chance to apply",
        "Starts soon",
        "Starts soon",
    ]


async def test_a_reminder_speaks_the_language_of_each_and_has_a_way_out(desk: Newsroom) -> None:
    await desk.remind(desk.ann, language="es")
    await desk.looks("2027-03-01 09:00", OPEN)
    number = (await desk.drafted(Draft.APPROVED))[-1].number
    texts = await desk.run(lambda c: rounds.texts_of(c, (number, 0)))
    assert texts["es"].said == "es"
    assert texts["es"].text != texts["en"].text
    (apply,), (calendar,), (stop,) = texts["en"].buttons
    assert (apply["url"], calendar["callback_data"]) == (FORM, "c:harbour-workshop/2027")
    assert (stop["callback_data"], stop["text"]) == ("r:-harbour-workshop", "🔕 Do not remind me")
    assert short(calendar["text"]) == calendar["text"]


async def test_who_asks_afterwards_gets_nothing_late(desk: Newsroom) -> None:
    await desk.looks("2027-03-01 09:00", OPEN)
    await desk.remind(desk.ann)
    await desk.looks("2027-03-01 10:00", OPEN)
    assert await reminded(desk) == []
    await desk.remind(desk.sora)
    await desk.looks("2027-03-28 09:00", OPEN)
    (one,) = [one for one in await desk.drafted(Draft.APPROVED) if one.source is Source.REMINDER]
    assert await desk.planned(one.number) == sorted([desk.ann.id, desk.sora.id])


async def test_other_days_are_told_with_the_calendar_file_and_not_at_night(desk: Newsroom) -> None:
    await desk.remind(desk.ann)
    moved = held("2027-05-17", "2027-05-21", application=window())
    await desk.looks("2027-02-21 03:00", moved)
    (one,) = [one for one in await desk.drafted(Draft.APPROVED) if one.source is Source.REMINDER]
    assert one.draft.texts["en"].startswith("<b>New dates: Harbour Workshop 2027</b>")
    assert "Previously: 10–14 May 2027" in one.draft.texts["en"]
    texts = await desk.run(lambda c: rounds.texts_of(c, (one.number, 0)))
    assert "c:harbour-workshop/2027" in [row[0].get("callback_data") for row in texts["en"].buttons]
    made = await desk.round(one.number)
    assert made is not None
    assert made.due == at("2027-02-21 09:00")
    await desk.looks("2027-02-21 03:05", moved)
    assert len(await reminded(desk)) == 1


async def test_what_has_not_gone_out_and_is_not_true_any_more_does_not(desk: Newsroom) -> None:
    await desk.remind(desk.ann)
    await desk.looks("2027-02-21 03:00", held("2027-05-17", "2027-05-21", application=window()))
    (first,) = [one for one in await desk.drafted(Draft.APPROVED) if one.source is Source.REMINDER]
    await desk.looks("2027-02-21 03:10", held("2027-06-07", "2027-06-11", application=window()))
    made = await desk.round(first.number)
    assert made is not None
    assert made.stage is Stage.CANCELLED
    assert len(await reminded(desk)) == 2


async def test_days_that_change_back_and_forth_are_told_each_time(desk: Newsroom) -> None:
    await desk.remind(desk.ann)
    moved = held("2027-05-17", "2027-05-21", application=window())
    for number, days in enumerate((moved, OPEN, moved)):
        await desk.looks(f"2027-02-2{number + 1} 12:00", days)
    assert len(await reminded(desk)) == 3


async def test_people_are_reminded_where_there_is_no_staff(api: BotApi, tmp_path: Path) -> None:
    async with newsroom(api, tmp_path, staff_chat=False) as desk:
        await desk.looks("2027-02-20 12:00", OPEN)
        await desk.remind(desk.ann)
        await desk.looks("2027-03-01 09:00", OPEN)
        assert len(await reminded(desk)) == 1


def daytime() -> ZoneInfo:
    """A zone in which it is between nine and four in the afternoon now."""
    now = dt.datetime.now(dt.UTC)
    zones = map(ZoneInfo, ("UTC", "Asia/Kolkata", "Asia/Seoul", "Pacific/Auckland", "Pacific/Honolulu", "America/Lima"))
    return next(zone for zone in zones if 9 <= now.astimezone(zone).hour < 20)


async def test_the_bot_proposes_and_reminds_by_itself(api: BotApi, tmp_path: Path) -> None:
    zone = daytime()
    today = dt.datetime.now(zone).date()
    closes = dt.datetime.combine(today + dt.timedelta(days=30), dt.time(23, 59))
    opening = replace(window(), opens=today, closes=closes, zone=str(zone))
    edition = replace(OPEN, start=closes.date() + dt.timedelta(days=30), end=None, application=opening)
    bot = Service(assistant_over(facts(edition)), str(zone), lambda: ())
    ann, sora = (api.person(name, started=True) for name in ("Ann", "Sora"))
    room = api.group("Staff", members=[sora])
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with serving(api, tmp_path, knows=bot, staff=frozenset([sora.id]), staff_chat=room.id):
        # its first life sees what there is, and that nobody wants to be reminded
        assert "shall it be announced?" in (await room.hears(20)).text
    database = Database(open_engine(url))

    def ask(connection: Connection) -> None:
        chats.seen(connection, ann.id, "private", 0.0)
        subscriptions.add(connection, ann.id, "", 0.0)
        reminders.add(connection, ann.id, "harbour-workshop", 0.0)

    await database.run(ask)
    later = replace(edition, start=closes.date() + dt.timedelta(days=40))
    bot = Service(assistant_over(facts(later)), str(zone), lambda: ())
    async with serving(api, tmp_path, knows=bot, staff=frozenset([sora.id]), staff_chat=room.id):
        told = await ann.hears(20)
        assert "New dates" in told.text
        assert (await room.hears(5)).text
        ann.presses(told, "🔕 Do not remind me")
        await until(lambda: told.buttons[-1]["text"] == "🔔 Remind me")
    assert await database.run(lambda c: reminders.of(c, ann.id)) == frozenset()
    await database.close()
