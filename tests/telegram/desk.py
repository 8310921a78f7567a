"""A bot in a process of its own over a small folder of knowledge, with staff who change it from the chat."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.stand_in import BotApi, Group, Message, Person
from tests.commands.conftest import speak_little
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


@dataclass
class Desk:
    """A bot in a process of its own over a small folder, two of staff with their chat, and somebody who asks."""

    api: BotApi
    place: Path
    ann: Person
    sora: Person
    min: Person
    staff: Group
    bot: asyncio.subprocess.Process | None = None

    @property
    def folder(self) -> Path:
        return self.place / "knowledge"

    @property
    def faq(self) -> str:
        return (self.folder / "faq.yaml").read_bytes().decode()

    async def start(self, cache: Path) -> None:
        staff = {"STAFF_IDS": f"{self.sora.id},{self.min.id}", "STAFF_CHAT_ID": str(self.staff.id)}
        folders = {"KNOWLEDGE_DIR": str(self.folder), "WEGO_CACHE_DIR": str(cache)}
        self.bot = await process(self.api, self.place, self.place / "log", **folders, **staff)

    async def end(self, *, kill: bool = False) -> int:
        assert self.bot is not None
        (self.bot.kill if kill else self.bot.terminate)()
        return await self.bot.wait()

    async def asks(self, text: str) -> str:
        self.ann.says(text)
        return (await self.ann.hears(WAIT)).text

    async def fetched(self, person: Person) -> bytes:
        """What /knowledge sends."""
        person.says("/knowledge faq")
        sent = await person.hears(WAIT)
        return self.api.world.files[sent["document"]["file_id"]].data

    async def previewed(self, person: Person, data: bytes) -> Message:
        """The preview of a file that somebody sends."""
        person.sends_document("faq.yaml", data)
        await person.hears(WAIT, containing="would like to change")
        return await self.asked(person)

    async def asked(self, person: Person) -> Message:
        """The message under which it can be published."""
        while True:
            message = await person.hears(WAIT)
            if any(button["text"].startswith("Publish") for button in message.buttons):
                return message

    async def press(self, person: Person, message: Message, button: str) -> str:
        """What Telegram shows above the chat."""
        return str((await person.presses(message, button).answer(WAIT)).get("text") or "")


def laid_out(folder: Path) -> None:
    """The files of the folder."""
    (folder / "questions").mkdir(parents=True)
    (folder / "faq.yaml").write_text(FAQ, encoding="utf-8")
    (folder / "questions" / "english.yaml").write_text(TESTS, encoding="utf-8")
    speak_little(folder)
