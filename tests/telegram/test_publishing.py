"""Staff fetch a file, send it back, see what would change, publish it, and take it back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot_api import BotApi, Group, Message, Person
from tests.telegram.serving import process

FAQ = """\
# Kept by Sora.
entries:
  - id: fee  # asked most
    questions:
      en:
        - What does it cost?
        - Is there a fee?
    answer:
      en: It is free.

  # Visas are not ours.
  - id: visa
    questions:
      en:
        - Do I need a visa?
        - Who helps with the visa?
    answer:
      en: Ask the embassy of Freedonia.
"""
TESTS = """\
language: en
category: fees
questions:
  - ask: [Is there a fee?]
    says: [free]
"""
WAIT = 60.0
"""Seconds until a proposal is tried out, beside other tests."""


@dataclass(frozen=True)
class Desk:
    """A bot in a process of its own over a small folder, two of staff with their chat, and somebody who asks."""

    api: BotApi
    folder: Path
    ann: Person
    sora: Person
    min: Person
    staff: Group
    bot: asyncio.subprocess.Process

    @property
    def faq(self) -> str:
        return (self.folder / "faq.yaml").read_text(encoding="utf-8")

    async def previewed(self, person: Person, text: str, name: str = "faq.yaml") -> Message:
        """The preview of a file that somebody sends."""
        person.sends_document(name, text.encode())
        await person.hears(WAIT, containing="would like to change")
        return await person.hears(WAIT, containing="before and after")


@pytest.fixture
async def desk(api: BotApi, tmp_path: Path, small_cache: Path) -> AsyncIterator[Desk]:
    folder = tmp_path / "knowledge"
    (folder / "questions").mkdir(parents=True)
    (folder / "faq.yaml").write_text(FAQ, encoding="utf-8")
    (folder / "questions" / "english.yaml").write_text(TESTS, encoding="utf-8")
    ann, sora, min_ = api.person("Ann"), api.person("Sora"), api.person("Min")
    staff = api.group("Staff", members=[sora, min_])
    settings = {"STAFF_IDS": f"{sora.id},{min_.id}", "STAFF_CHAT_ID": str(staff.id)}
    bot = await process(
        api, tmp_path, tmp_path / "log", KNOWLEDGE_DIR=str(folder), WEGO_CACHE_DIR=str(small_cache), **settings
    )
    try:
        yield Desk(api, folder, ann, sora, min_, staff, bot)
    finally:
        bot.terminate()
        assert await bot.wait() == 0


@pytest.fixture(scope="session")
def small_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is compiled in one test serves the others."""
    return tmp_path_factory.mktemp("small")
