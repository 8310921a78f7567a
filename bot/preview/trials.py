"""What takes a while, in processes of its own: the whole check, and which questions each language answers.

Both begin when the files have been left alone for a moment, one after the other, and begin anew with the next version.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from bot.answers.covering import Cell
from bot.aside import command, compile_beside
from bot.knowledge.problems import Problem

QUIET: Final = 1.0
"""Seconds without another version before anything is begun."""
PATIENCE: Final = 900.0
"""Seconds for one of them: many times what it needs."""
NICE: Final = 10
"""How far it stands back behind the answers, as Unix counts."""


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


class _FailedError(Exception):
    """A process said nothing that can be read; the text says what it said."""


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
            self.checked = _checked(await _said("check", *self._options))
        except _FailedError as error:
            self.checked = Checked(State.FAILED, said=str(error))
        self.covered = Covered(State.RUNNING)
        self._tell()
        try:
            self.covered = _covered(await _said("coverage", *self._options))
        except _FailedError as error:
            self.covered = Covered(State.FAILED, said=str(error))
        self._tell()


def _checked(report: Any) -> Checked:
    try:
        problems = tuple(Problem(**one) for one in report["problems"])
        return Checked(State.DONE, problems, float(report["summary"]["seconds"]))
    except (TypeError, KeyError, ValueError):
        raise _FailedError("the check was made by another version of the program; start the preview again") from None


def _covered(report: Any) -> Covered:
    try:
        return Covered(State.DONE, tuple(Cell(**one) for one in report))
    except TypeError:
        raise _FailedError("this was made by another version of the program; start the preview again") from None


async def _said(*arguments: str) -> Any:
    """What one of the program's own commands prints as JSON; it is killed when it is waited for no longer."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command(*arguments), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
    except OSError as error:
        raise _FailedError(os.strerror(error.errno or 0).lower()) from None
    try:
        if hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
        output, told = await asyncio.wait_for(process.communicate(), PATIENCE)
        return json.loads(output)
    except TimeoutError:
        raise _FailedError(f"it took more than {PATIENCE:.0f} seconds") from None
    except ValueError:
        last = told.decode(errors="replace").strip().splitlines()[-1:]
        raise _FailedError(*(last or ["no reason was given"])) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
