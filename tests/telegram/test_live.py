"""A saved file is live without a restart; a faulty one is refused, and staff are told what is wrong, with its line."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.knowledge.folders import packaged_folder
from bot.stand_in import BotApi, Group, Person
from tests.running import compiled
from tests.telegram.serving import process

WHEN = "When was the Joint Workshop 2018?"
START, OTHER = "start: 2018-07-09", "start: 2018-07-08"
LIVE = 20.0
"""Seconds until a change must be live here, beside other tests; tests/benchmarks/reloading.py measures it."""


@dataclass(frozen=True)
class Office:
    """A bot in a process of its own over a copy of the knowledge, somebody who asks, and staff."""

    api: BotApi
    folder: Path
    ann: Person
    sora: Person
    staff: Group

    @property
    def workshop(self) -> Path:
        return self.folder / "programs" / "joint-workshop.yaml"

    def edit(self, file: Path, old: str, new: str) -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    async def asks(self, text: str) -> str:
        self.ann.says(text)
        return (await self.ann.hears(10)).text

    async def asks_until(self, text: str, words: str) -> list[str]:
        """All replies to a question that is put again and again, until one holds the words."""
        replies: list[str] = []
        async with asyncio.timeout(LIVE):
            while not replies or words not in replies[-1]:
                replies.append(await self.asks(text))
                await asyncio.sleep(1.0)  # who asks faster is not heard for a while
        return replies


@pytest.fixture
async def office(api: BotApi, tmp_path: Path) -> AsyncIterator[Office]:
    folder, cache = tmp_path / "knowledge", tmp_path / "cache"
    shutil.copytree(packaged_folder(), folder)
    shutil.copytree(compiled(), cache)
    ann, sora = api.person("Ann"), api.person("Sora")
    staff = api.group("Staff", members=[sora])
    settings = {"STAFF_IDS": str(sora.id), "STAFF_CHAT_ID": str(staff.id)}
    bot = await process(
        api, tmp_path, tmp_path / "log", KNOWLEDGE_DIR=str(folder), WEGO_CACHE_DIR=str(cache), **settings
    )
    try:
        yield Office(api, folder, ann, sora, staff)
    finally:
        bot.terminate()
        assert await bot.wait() == 0


async def test_an_edit_is_live_and_no_answer_is_mixed(office: Office) -> None:
    before = await office.asks(WHEN)
    assert "9–12 July 2018" in before

    place = office.folder / "announcements"
    place.mkdir(exist_ok=True)
    (place / "hello.yaml").write_text("announcements:\n  - id: hello\n    text: {en: Hello all}\n", encoding="utf-8")
    office.edit(office.workshop, START, OTHER)

    *old, new = await office.asks_until(WHEN, "8–12 July 2018")
    assert set(old) <= {before}
    assert new == before.replace("9–12", "8–12")
    card = await office.staff.hears(2 * LIVE, containing="(hello)")
    assert "It begins: Hello all" in card.text, "what is announced is looked for at once"


async def test_a_fault_is_told_with_its_line_and_the_last_good_version_serves(office: Office) -> None:
    assert "9–12 July 2018" in await office.asks(WHEN)
    line = office.workshop.read_text(encoding="utf-8").partition(START)[0].count("\n") + 1

    office.edit(office.workshop, START, "start: 2018-07-32")

    told = await office.staff.hears(LIVE, containing="wrong")
    assert f"joint-workshop.yaml:{line}:" in told.text
    assert "2018-07-32" in told.text
    assert "9–12 July 2018" in await office.asks(WHEN)
    office.sora.says("/status")
    assert "joint-workshop.yaml" in (await office.sora.hears(10)).text

    office.edit(office.workshop, "start: 2018-07-32", OTHER)

    assert "right again" in (await office.staff.hears(LIVE)).text
    assert "8–12 July 2018" in await office.asks(WHEN)


async def test_a_half_finished_edit_of_two_files_is_refused_until_both_are_there(office: Office) -> None:
    await office.asks(WHEN)
    places = office.folder / "places"
    city = "cities:\n  - id: atlantis\n    names: {en: [Atlantis]}\n    country: zz\n"
    office.edit(places / "cities.yaml", "cities:\n", city)
    assert "'zz'" in (await office.staff.hears(LIVE, containing="wrong")).text

    office.edit(places / "countries.yaml", "countries:\n", "countries:\n  - id: zz\n    names: {en: [Zedland]}\n")

    assert "right again" in (await office.staff.hears(LIVE)).text


async def test_status_is_for_staff_alone(office: Office) -> None:
    office.sora.says("/status")
    status = (await office.sora.hears(10)).text
    assert "is live since" in status
    assert "from the start" in status
    assert "All is well." in status

    office.ann.says("/status")
    assert "is live since" not in (await office.ann.hears(10)).text

    office.edit(office.workshop, START, OTHER)
    await office.asks_until(WHEN, "8–12 July 2018")
    office.sora.says("/status", chat=office.staff)
    assert "a file was saved" in (await office.staff.hears(10)).text
