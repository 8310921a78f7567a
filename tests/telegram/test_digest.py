"""The weekly digest: what it tells, when it is sent, and that it is sent once, whatever happens meanwhile."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from bot.errors import UsageError
from bot.runtime import Service
from bot.settings import BotSettings
from bot.stand_in import BotApi, Fault, Group, Message, Person
from bot.storage import digests, questions
from bot.storage.database import Connection
from bot.storage.digests import State
from bot.storage.migrating import prepare
from bot.storage.questions import Kept
from bot.telegram_bot.digest import send_due
from bot.telegram_bot.digest_chart import BAD, GOOD, SIZE, Bar, Words, chart
from bot.telegram_bot.digest_schedule import Period, Schedule
from bot.telegram_bot.services import over
from tests.parsed import knowledge_in
from tests.telegram.group_world import GroupWorld, group_world
from tests.telegram.serving import serving

SEOUL = "Asia/Seoul"
HOUR = 3600.0
DAY = 24 * HOUR
MONDAY = Schedule(0, dt.time(9))


def at(text: str, zone: str = SEOUL) -> float:
    """Seconds since 1970 of a time there: 2026-11-23 09:00."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


@pytest.mark.parametrize(
    ("now", "zone", "due"),
    [
        ("2026-11-23 09:00", SEOUL, "2026-11-23"),
        ("2026-11-23 08:59", SEOUL, "2026-11-16"),
        ("2026-11-22 23:59", SEOUL, "2026-11-16"),
        ("2026-11-29 23:59", SEOUL, "2026-11-23"),
        ("2026-12-31 12:00", SEOUL, "2026-12-28"),
        ("2026-03-30 09:00", "Europe/Berlin", "2026-03-30"),
        ("2026-03-30 08:59", "Europe/Berlin", "2026-03-23"),
    ],
)
def test_the_last_moment_at_which_it_was_due(now: str, zone: str, due: str) -> None:
    assert str(MONDAY.latest(at(now, zone), zone).date()) == due


def test_a_week_is_as_long_as_its_days() -> None:
    week = Period.before(dt.date(2026, 3, 30), "Europe/Berlin")
    assert (week.first, week.last) == (dt.date(2026, 3, 23), dt.date(2026, 3, 29))
    assert week.until - week.since == 7 * DAY - HOUR, "the clocks are put forward"
    assert week.earlier(1).until == week.since


@pytest.mark.parametrize("text", ["monday", "mon 09:00", "monday 24:00", "monday 9", "on", "9:00", "monday 09:60"])
def test_a_setting_that_says_no_moment_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="DIGEST"):
        BotSettings.read({"TELEGRAM_BOT_TOKEN": "1:a", "DIGEST": text})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", MONDAY),
        ("off", None),
        ("OFF", None),
        ("Friday  16:30", Schedule(4, dt.time(16, 30))),
        (" sunday 7:05 ", Schedule(6, dt.time(7, 5))),
    ],
)
def test_the_setting_says_when(text: str, expected: Schedule | None) -> None:
    settings = BotSettings.read({"TELEGRAM_BOT_TOKEN": "1:a", "DIGEST": text})
    assert Schedule.read(settings.digest) == expected


@dataclass(frozen=True)
class Office:
    """A bot whose clock the test moves, and the chat of staff."""

    world: GroupWorld
    sora: Person
    room: Group

    async def tick(self, now: str) -> list[Message]:
        """What has come to the staff chat by a moment, after a look at the clock."""
        self.world.time[0] = at(now)
        await send_due(self.world.services, MONDAY)
        return self.world.api.sent(self.room)

    async def asked(self, *found: tuple[str, str, str], when: str) -> None:
        """Questions that were asked: person, text, outcome."""

        def work(connection: Connection) -> None:
            for number, (who, text, outcome) in enumerate(found):
                language = "hi" if text.startswith("कब") else "en"
                kept = Kept(int(at(when)) + number, who, text, language, outcome, "")
                questions.keep(connection, kept, at(when))

        await self.world.services.database.run(work)


@pytest.fixture
async def office(api: BotApi, tmp_path: Path) -> AsyncIterator[Office]:
    sora = api.person("Sora")
    room = api.group("Staff", members=[sora, api.person("Visitor")])
    async with group_world(api, tmp_path, staff=[sora.id], staff_chat=room.id) as world:
        world.services = replace(world.services, zone=SEOUL)
        yield Office(world, sora, room)


def digested(messages: list[Message]) -> list[Message]:
    return [message for message in messages if "photo" in message]


async def test_it_is_sent_once_a_week_and_the_first_time_a_week_after_the_start(office: Office) -> None:
    assert await office.tick("2026-11-18 12:00") == [], "set up on a Wednesday, there is nothing to tell of yet"
    assert await office.tick("2026-11-23 08:59") == []
    [picture] = digested(await office.tick("2026-11-23 09:00"))
    assert picture["caption"].startswith("The week of 16–22 November 2026")
    for later in ("2026-11-23 09:01", "2026-11-24 10:00", "2026-11-30 08:59"):
        assert len(digested(await office.tick(later))) == 1
    assert len(digested(await office.tick("2026-11-30 09:00"))) == 2


async def test_after_an_outage_the_last_one_is_sent_once(office: Office) -> None:
    await office.tick("2026-11-02 12:00")
    [picture] = digested(await office.tick("2026-11-25 03:00"))
    assert "16–22 November" in picture["caption"]
    assert len(digested(await office.tick("2026-11-25 03:01"))) == 1


async def test_a_kill_while_it_is_sent_is_told(office: Office) -> None:
    await office.tick("2026-11-16 12:00")
    begun = at("2026-11-23 09:00")
    await office.world.services.database.run(lambda c: digests.begin(c, "2026-11-23", begun))
    [picture] = digested(await office.tick("2026-11-23 09:05"))
    assert "may be here twice" in picture["caption"]
    assert len(digested(await office.tick("2026-11-23 09:06"))) == 1


async def test_what_could_not_be_sent_is_sent_later(office: Office) -> None:
    await office.tick("2026-11-16 12:00")
    for method in ("sendPhoto", "sendMessage"):
        office.world.api.faults.next(method, Fault.status(400))
    assert await office.tick("2026-11-23 09:00") == []
    [picture] = digested(await office.tick("2026-11-23 09:10"))
    assert "twice" not in picture["caption"]


async def test_what_was_begun_before_a_kill_and_fails_then_may_still_be_there_twice(office: Office) -> None:
    await office.tick("2026-11-16 12:00")
    await office.world.services.database.run(lambda c: digests.begin(c, "2026-11-23", at("2026-11-23 09:00")))
    for method in ("sendPhoto", "sendMessage"):
        office.world.api.faults.next(method, Fault.status(400))
    assert await office.tick("2026-11-23 09:05") == []
    [picture] = digested(await office.tick("2026-11-23 09:15"))
    assert "may be here twice" in picture["caption"]


async def test_a_chat_that_takes_no_pictures_gets_the_words_once(office: Office) -> None:
    await office.tick("2026-11-16 12:00")
    no_pictures = Fault.says(400, '{"ok": false, "error_code": 400, "description": "not enough rights to send photos"}')
    office.world.api.faults.share("sendPhoto", no_pictures, 1.0)
    told = await office.tick("2026-11-23 09:00")
    assert told[0].text.startswith("The week of 16–22 November 2026")
    assert "asked: 0" in told[0].text
    assert len(await office.tick("2026-11-23 09:10")) == len(told)


async def test_it_tells_what_was_asked_answered_and_missed(office: Office) -> None:
    await office.tick("2026-11-16 12:00")
    await office.asked(("ann", "Who?", "answer"), ("ann", "Why?", "unknown"), when="2026-11-15 23:59")
    await office.asked(
        ("ann", "Can I bring my dog?", "unknown"),
        ("bob", "Can I bring my dog?", "unknown"),
        ("bob", "Who?", "answer"),
        ("bob", "Hello", "chatter"),
        ("eve", "कब है?", "unknown"),
        when="2026-11-16 00:00",
    )
    await office.asked(("zoe", "Too late?", "unknown"), when="2026-11-23 00:00")
    picture, details = (await office.tick("2026-11-23 09:00"))[:2]
    assert "asked: 4 (the week before: 2), by people: 3" in picture["caption"]
    assert "answered: 1 (the week before: 1)" in picture["caption"]
    assert "missed: 3 (the week before: 1)" in picture["caption"]
    assert "• Can I bring my dog? (people: 2)\n• कब है? (people: 1)" in details.text
    assert "Hindi (people: 1)" in details.text
    assert "Too late" not in details.text
    image = Image.open(io.BytesIO(office.world.api.world.files[picture["photo"][-1]["file_id"]].data))
    assert (image.format, image.size) == ("PNG", SIZE)


KNOWLEDGE = """\
countries:
  - {id: nowhere, names: {en: [Nowhere]}}
cities:
  - {id: port, names: {en: [Port]}, country: nowhere}
programs:
  - id: workshop
    names: {en: [Harbour Workshop]}
    kind: workshop
    about: {en: A workshop on harbours.}
    cities: [port]
    review_by: 2026-11-01
    editions:
      - id: "2027"
        year: 2027
        start: 2027-05-10
        end: 2027-05-14
        application: {opens: 2026-11-20, closes: 2026-12-01, zone: Asia/Seoul}
      - id: "2028"
        year: 2028
        start: 2028-05-10
        end: 2028-05-14
        application: {opens: 2026-12-20, closes: 2027-12-01, zone: Asia/Seoul}
"""


async def test_it_tells_what_is_due_and_which_windows_are_open_or_to_come(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "facts.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    service = Service.build(knowledge_in(folder, {"en"}))
    day = dt.date(2026, 11, 23)
    office.world.services = replace(over(service, office.world.services), today=lambda: day, zone=SEOUL)
    await office.tick("2026-11-16 12:00")
    _, details = (await office.tick("2026-11-23 09:00"))[:2]
    assert "the review of programs/workshop has been due since 2026-11-01" in details.text
    assert "Harbour Workshop 2027: open until 1 December 2026, 8 days more" in details.text
    assert "Harbour Workshop 2028: opens on 20 December 2026, in 27 days" in details.text


async def test_staff_can_have_it_now_and_nobody_else(api: BotApi, tmp_path: Path) -> None:
    sora, ann = api.person("Sora"), api.person("Ann")
    async with serving(api, tmp_path, staff=frozenset([sora.id])):
        ann.says("Can I bring my dog?")
        await ann.hears(10)
        sora.says("/digest")
        picture = await sora.hears(20)
        assert "asked: 1 (the week before: 0)" in picture["caption"]
        assert "Can I bring my dog?" in (await sora.hears(10)).text
        ann.says("/digest")
        assert "do not know this command" in (await ann.hears(10)).text


async def test_the_bot_sends_it_by_itself_and_not_again_after_a_restart(api: BotApi, tmp_path: Path) -> None:
    """The row of an earlier week says that it is not the first."""
    sora, ann = api.person("Sora"), api.person("Ann")
    staff = api.group("Staff", members=[sora])
    settings: dict[str, Any] = {"staff": frozenset([sora.id]), "staff_chat": staff.id}
    engine = prepare(f"sqlite:///{tmp_path / 'bot.db'}")
    with engine.begin() as connection:
        digests.note(connection, "2020-01-06", State.SENT, api.clock.now())
    engine.dispose()
    for digest, count in (("off", 0), ("monday 09:00", 1), ("monday 09:00", 1)):
        async with serving(api, tmp_path, **settings, digest=digest):
            if count:
                await api.wait_for(lambda: digested(api.sent(staff)), 20)
            for _ in range(5):
                ann.says("/contact")
                await ann.hears(10)
        assert len(digested(api.sent(staff))) == count


def shades(picture: bytes) -> set[tuple[int, ...]]:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    return {colour for _, colour in image.getcolors(2**24) or [] if isinstance(colour, tuple)}


@pytest.mark.parametrize("counts", [[(0, 0)] * 4, [(1, 0)], [(0, 1)], [(10**6, 1), (0, 0)], [(3, 2)] * 4, []])
def test_a_picture_can_be_drawn_of_any_numbers(counts: list[tuple[int, int]]) -> None:
    bars = [Bar(f"{number} Nov", *count) for number, count in enumerate(counts)]
    picture = chart(Words("Questions", "answered", "missed"), bars)
    assert len(picture) < 200_000
    rgb = {tuple(bytes.fromhex(colour[1:])) for colour in (GOOD, BAD)}
    assert rgb <= shades(picture), "the legend names both"
