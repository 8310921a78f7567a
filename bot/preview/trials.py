"""What takes a while, in processes of its own: the whole check, and which questions each language answers.

Both begin when the files have been left alone for a moment, one after the other, and begin anew with the next version.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from bot.answers.covering import Cell
from bot.aside import AsideError, compile_beside, read_aside
from bot.knowledge.problems import Problem

QUIET: Final = 1.0
"""Seconds without another version before anything is begun."""


class State(StrEnum):
    """How far one of them is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    HELD = "held"
    """The files have mistakes, which come first."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the whole check says."""

    state: State = State.WAITING
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    said: str = ""
    """Why it failed."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Which questions each language answers."""

    state: State = State.WAITING
    cells: tuple[Cell, ...] = ()
    said: str = ""
    """Why that is not known."""


class Trials:
    """The latest of both; ``tell`` is called whenever one of them has come further."""

    def __init__(self, folder: Path, today: str | None, tell: Callable[[], None]) -> None:
        self.checked, self.covered = Checked(), Covered()
        self._options = ["--format", "json", "--knowledge", str(folder), *(["--today", today] if today else [])]
        self._tell = tell
        self._running: asyncio.Task[None] | None = None

    async def begin(self, uncompiled: Path | None) -> None:
        """Try out what the files say now; languages that nobody has used yet are compiled first."""
        await self.end()
        self.checked, self.covered = Checked(), Covered()
        self._running = asyncio.create_task(self._run(uncompiled))

    async def hold(self) -> None:
        """The files have mistakes: nothing is tried out before they are mended."""
        await self.end()
        self.checked, self.covered = Checked(State.HELD), Covered(State.HELD)

    async def end(self) -> None:
        """Whatever runs is over when this returns."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])
            self._running = None

    async def _run(self, uncompiled: Path | None) -> None:
        await asyncio.sleep(QUIET)
        if uncompiled is not None:
            await compile_beside(uncompiled)
        self.checked = Checked(State.RUNNING)
        self._tell()
        try:
            self.checked = _checked(await read_aside("check", *self._options))
        except AsideError as error:
            self.checked = Checked(State.FAILED, said=str(error))
        self.covered = Covered(State.RUNNING)
        self._tell()
        try:
            self.covered = _covered(await read_aside("coverage", *self._options))
        except AsideError as error:
            self.covered = Covered(State.FAILED, said=str(error))
        self._tell()


def _checked(report: Any) -> Checked:
    try:
        problems = tuple(Problem(**one) for one in report["problems"])
        return Checked(State.DONE, problems, float(report["summary"]["seconds"]))
    except (TypeError, KeyError, ValueError):
        raise AsideError("the check was made by another version of the program; start the preview again") from None


def _covered(report: Any) -> Covered:
    try:
        return Covered(State.DONE, tuple(Cell(**one) for one in report))
    except TypeError:
        raise AsideError("this was made by another version of the program; start the preview again") from None
