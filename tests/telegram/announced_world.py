"""Announcements in every stage, two of staff with their chat, a clock that the test moves; nothing is delivered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.announcements import rounds
from bot.announcements.rounds import Round
from bot.announcements.states import Stage
from bot.stand_in import BotApi, Group, Message, Person
from bot.telegram_bot.announcing.showing import Showing
from bot.telegram_bot.pacing import Pace
from tests.announcements import planned
from tests.announcements.planned import LOST, NOW, WRONG
from tests.telegram.group_world import GroupWorld, group_world

Result = TypeVar("Result")
ANN, BOB, CAT, CITY = 11, 12, 13, -14
THEM = (ANN, BOB, CAT, CITY)


@dataclass
class Announced:
    """What a test has at hand."""

    world: GroupWorld
    sora: Person
    min: Person
    room: Group
    showing: Showing = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Nothing is remembered."""
        self.showing = Showing(lambda: self.world.services)

    async def run(self, work: Callable[[sa.Connection], Result]) -> Result:
        return await self.world.services.database.run(work)

    async def plan(self, *them: int, **more: Any) -> int:
        """An announcement that is being sent, and was approved in the chat of staff."""
        return await self.run(lambda c: planned.plan(c, them or THEM, chat=self.room.id, **more))

    async def send(self, number: int, *them: int, **more: Any) -> None:
        def work(c: sa.Connection) -> None:
            for chat in them:
                planned.send(c, number, chat, **more)

        await self.run(work)

    async def move(self, number: int, *stages: Stage, made: int = 0, **more: Any) -> None:
        def work(c: sa.Connection) -> None:
            for stage in stages:
                assert rounds.move(c, (number, made), stage, self.now, **more)

        await self.run(work)

    async def the(self, number: int, made: int = 0) -> Round:
        return await self.run(lambda c: planned.the(c, number, made))

    async def rows(self, number: int, made: int = 0) -> dict[int, tuple[str, str]]:
        return await self.run(lambda c: planned.rows(c, number, made))

    async def in_stage(self, stage: str) -> int:
        """An announcement that was brought into a stage, with one uncertain chat where it has gone out at all."""
        if stage in ("scheduled", "late"):
            number = await self.plan(due=NOW + 500)
            if stage == "late":
                await self.move(number, Stage.LATE)
            return number
        number = await self.plan()
        await self.send(number, ANN)
        await self.send(number, BOB, failure=LOST)
        if stage == "mistake":
            await self.move(number, Stage.STOPPED, reason=WRONG.reason)
        elif stage in ("stopped", "cancelled"):
            await self.move(number, *([Stage.STOPPED] if stage == "stopped" else [Stage.STOPPED, Stage.CANCELLED]))
        elif stage in ("finished", "recalled"):
            await self.send(number, CAT, CITY)
            await self.run(lambda c: rounds.finish(c, planned.the(c, number), self.now))
        if stage == "recalled":
            await self.run(lambda c: planned.recall(c, number))
        return number

    @property
    def now(self) -> float:
        return self.world.time[0]

    def later(self, seconds: float) -> None:
        self.world.time[0] += seconds

    async def look(self) -> list[Message]:
        """All that stands in the chat of staff, once it is shown how things are."""
        await self.showing.look()
        return self.world.api.sent(self.room)

    async def says(self, text: str, person: Person | None = None) -> Message:
        """The last message of the bot after a command."""
        (person or self.sora).says(text, chat=self.room)
        await self.world.settle()
        return self.last

    @property
    def last(self) -> Message:
        return self.world.api.sent(self.room)[-1]

    async def presses(self, message: Message, button: str, person: Person | None = None) -> str:
        """What Telegram shows; the first words of a button will do."""
        found = next((one for one in message.buttons if one["text"].startswith(button)), None)
        assert found is not None, (button, [one["text"] for one in message.buttons])
        return await self.forges(message, found["callback_data"], person)

    async def forges(self, message: Message, data: str, person: Person | None = None) -> str:
        press = (person or self.sora).forges_press(message, data)
        await self.world.settle()
        return str((await press.answer()).get("text") or "")

    async def opened(self, number: int) -> Message:
        """The page of an announcement."""
        shown = await self.says("/announcements@wego_test_bot")
        assert await self.presses(shown, str(number)) == ""
        return self.last


@asynccontextmanager
async def announced_world(api: BotApi, folder: Path) -> AsyncIterator[Announced]:
    sora, min_ = api.person("Sora"), api.person("Min")
    room = api.group("Staff", members=[sora, min_])
    async with group_world(api, folder, staff=[sora.id, min_.id], staff_chat=room.id) as world:
        world.services.sender.pace = Pace(lambda: world.time[0])
        world.services.presses.clock = lambda: world.time[0]
        yield Announced(world, sora, min_, room)
