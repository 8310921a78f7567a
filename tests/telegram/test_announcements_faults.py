"""A bot that announces to sixty chats while much goes wrong: what it reports is what Telegram's journal says."""

from __future__ import annotations

import asyncio
import csv
import io
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from bot.announcements import drafts, planning, reports, rounds
from bot.announcements.announcement import Announcement, Rendering
from bot.announcements.drafts import Maker
from bot.announcements.planning import Approval
from bot.announcements.reports import Row
from bot.announcements.states import TRANSITIONS, Reason, Source, Stage, State
from bot.stand_in import BotApi, Fault, Group, Message, Person
from bot.storage import chats, subscriptions
from bot.storage.database import Database
from bot.storage.migrating import prepare
from tests.telegram.serving import serving

PEOPLE, GROUPS = 44, 16
WORDS = {
    State.SENT: "sent",
    State.UNCERTAIN: "uncertain",
    State.FAILED: "not possible",
    State.SKIPPED: "left out",
}
WATCH = """
CREATE TRIGGER watch AFTER UPDATE OF state ON deliveries WHEN old.state <> new.state
BEGIN INSERT INTO seen VALUES (old.state, new.state); END
"""


@dataclass
class Town:
    """Sixty chats, staff, and what goes wrong in which chat."""

    api: BotApi
    database: Database
    sora: Person
    room: Group
    people: list[Person]
    groups: list[Group]

    def goes_wrong(self) -> None:
        """Some are refused for a moment, some get no answer, some are closed, some have another id."""
        faults = (
            *[Fault.too_many(1)] * 4,
            *[Fault.status(502)] * 3,
            *[Fault.status(502, accepted=True)] * 2,
            *[Fault.drop_after()] * 4,
            *[Fault.reset()] * 2,
        )
        for fault, person in zip(faults, self.people, strict=False):
            self.api.faults.next("sendMessage", replace(fault, chat=person.id))
        for person in self.people[20:23]:
            person.chat.blocked = True
        self.people[23].deletes_account()
        for group in self.groups[:2]:
            group.migrates()
        for group in self.groups[2:4]:
            group.sets_status(self.api.account, "kicked", by=group.owner)

    async def approve(self, text: str) -> int:
        def work(c: sa.Connection) -> int:
            now = time.time()
            kinds = {person.id: "private" for person in self.people} | {one.id: one.type for one in self.groups}
            for chat, kind in kinds.items():
                chats.seen(c, chat, kind, now)
                subscriptions.add(c, chat, "", now)
            draft = Announcement({"en": text})
            number = drafts.create(c, draft, Maker(Source.STAFF, self.sora.id, "Sora", self.room.id), now)
            assert number is not None
            said = Approval("Sora", now, self.room.id)
            assert planning.approve(c, number, drafts.version_of(draft), {"en": Rendering(text)}, said) == 60
            return number

        return await self.database.run(work)

    async def rows(self, number: int, made: int = 0) -> list[Row]:
        return await self.database.run(lambda c: reports.rows(c, (number, made)))

    async def report(self, number: int, made: int = 0) -> Message:
        """The last word on a round."""
        async with asyncio.timeout(40):
            while True:
                one = await self.database.run(lambda c: rounds.find(c, (number, made)))
                if one is not None and one.stage is Stage.FINISHED and one.shown.startswith(rounds.SHOWN):
                    break
                await asyncio.sleep(0.05)
        return next(message for message in self.api.sent(self.room) if message.id == one.message)

    def copies(self, text: str) -> Counter[int]:
        """How many messages with a text each chat was really sent."""
        calls = self.api.journal.accepted("sendMessage")
        return Counter(call.params["chat_id"] for call in calls if call.params["text"] == text)

    async def presses(self, message: Message, *labels: str) -> None:
        for label in labels:
            data = next(one["callback_data"] for one in message.buttons if one["text"].startswith(label))
            await self.sora.forges_press(message, data).answer(20)


async def town(api: BotApi, folder: Path) -> Town:
    database = Database(prepare(f"sqlite:///{folder / 'bot.db'}"))

    def watch(c: sa.Connection) -> None:
        c.exec_driver_sql("CREATE TABLE seen (old TEXT, new TEXT)")
        c.exec_driver_sql(WATCH)

    await database.run(watch)
    sora = api.person("Sora")
    people = [api.person(f"P{n}", started=True) for n in range(PEOPLE)]
    groups = [api.group(f"City {n}", supergroup=n > 1) for n in range(GROUPS)]
    return Town(api, database, sora, api.group("Staff", members=[sora]), people, groups)


def told(report: Message, words: str) -> int:
    """The sum of what a report says of something."""
    lines = [line for line in report.text.splitlines() if line.startswith(f"• {words}")]
    return sum(int(line.rpartition(": ")[2].replace(",", "")) for line in lines)


async def test_the_report_is_what_the_journal_says_and_a_recall_reaches_all_who_have_it(
    api: BotApi, tmp_path: Path
) -> None:
    there = await town(api, tmp_path)
    there.goes_wrong()
    number = await there.approve("Apply now!")
    async with serving(api, tmp_path, staff=frozenset([there.sora.id]), staff_chat=there.room.id):
        report = await there.report(number)
        await matches(there, number, report)
        await there.presses(report, "Uncertain", "Send again to all", "Yes, send it")
        report = await there.report(number)
        rows = await there.rows(number)
        assert told(report, "sent") == sum(row.state is State.SENT for row in rows) == 54
        fault = replace(Fault.drop_after(), chat=there.people[40].id)
        api.faults.next("deleteMessage", fault)
        api.faults.next("deleteMessage", replace(Fault.too_many(1), chat=there.people[41].id))
        await there.presses(report, "Take it back", "Take it back from 54", "Yes, take it back")
        back = await there.report(number, 1)
        have = {row.chat: row for row in rows if row.state is State.SENT}
        taken = await there.rows(number, 1)
        assert {row.chat for row in taken} == set(have)
        assert told(back, "taken back") + told(back, "left out") == 54
        for row in have.values():
            (message,) = row.messages
            assert [one for one in api.sent(row.chat) if one.id == message] == []
    seen = await there.database.run(lambda c: c.exec_driver_sql("SELECT DISTINCT old, new FROM seen").all())
    assert {(State(old), State(new)) for old, new in seen} <= {
        (old, new) for old, ends in TRANSITIONS.items() for new in ends
    }
    await there.database.close()


async def matches(there: Town, number: int, report: Message) -> None:
    """The report, the table and the ledger say of each chat what the journal says."""
    rows, copies = await there.rows(number), there.copies("Apply now!")
    assert len(rows) == 60
    assert max(copies.values()) == 1, "nobody has it twice"
    for row in rows:
        if row.state is State.SENT:
            sent = [one.id for one in there.api.sent(row.chat) if one.text == "Apply now!"]
            assert (list(row.messages), copies[row.chat]) == (sent, 1)
        elif row.state is not State.UNCERTAIN:
            assert (row.reason, copies[row.chat]) == (Reason.UNREACHABLE, 0), (
                "it was told of that before its turn, or then"
            )
    counted = Counter(row.state for row in rows)
    assert (counted[State.SENT], counted[State.UNCERTAIN]) == (43, 11)
    for state, words in WORDS.items():
        assert told(report, words) == counted[state], words
    await there.presses(report, "Each chat (CSV)")
    document = next(one for one in there.api.sent(there.room) if "document" in one)["document"]
    data = there.api.world.files[document["file_id"]].data.decode("utf-8-sig")
    _, *lines = csv.reader(io.StringIO(data))
    assert [(int(line[0]), line[4]) for line in lines] == [(row.chat, row.state) for row in rows]
