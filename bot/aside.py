"""Compiling in a process of its own, so that the one that serves stays small and answers meanwhile."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bot
from bot.errors import BotError
from bot.exits import ANOTHER
from bot.knowledge.fingerprints import program
from bot.knowledge.problems import Problem

PATIENCE = 300.0
"""Seconds for it to say how it went: twenty times what it needs for all languages."""
LONGEST = 2**24
"""Bytes of the line in which it says how it went."""
LONG = 1200.0
"""Seconds for something that asks thousands of questions: ten times what it needs."""
LOWER = 10
"""By how much such a process steps back."""
_ending: set[asyncio.Future[Any]] = set()
"""Processes that have said so, and come to their end."""
log = logging.getLogger(__name__)


class AsideError(BotError):
    """Something that was done aside came to no result; the text says why."""


_START = "import sys; sys.path.insert(0, {ours!r}); from bot.cli import main; raise SystemExit(main())"


def command(*arguments: str) -> list[str]:
    """This very program, wherever it lies; -P: not what the current folder has under its name."""
    start = _START.format(ours=str(Path(bot.__file__).resolve().parents[1]))
    return [sys.executable, "-P", "-c", start, *arguments]


def _command(folder: Path, *options: str) -> list[str]:
    return command("compile", "--knowledge", str(folder), *options)


def compile_now(folder: Path, language: str) -> int:
    """Compile what every start needs, and one language; its exit code, after it has told what was wrong."""
    return subprocess.run(_command(folder, "--language", language), stdout=subprocess.DEVNULL, check=False).returncode


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of compiling."""

    code: int
    """As the command ends: 0, 1 where the knowledge has errors, another where nothing could be compiled."""
    problems: tuple[Problem, ...] = ()
    said: str = ""
    """Why, in one line, where it is not the knowledge."""


async def compile_aside(folder: Path, languages: Iterable[str]) -> Outcome:
    """Compile what a start needs, and some languages, while others are served; the process ends with its caller.

    Once it has said how it went it is not waited for: it puts by what will make the next time quicker.
    """
    chosen = [part for code in languages for part in ("--language", code)]
    words = _command(folder, "--format", "json", *chosen)
    try:
        process = await asyncio.create_subprocess_exec(
            *words, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, limit=LONGEST
        )
    except OSError as error:
        return Outcome(-1, said=str(error.strerror))
    try:
        async with asyncio.timeout(PATIENCE):
            return await _said(process)
    except TimeoutError:
        await _kill(process)
        return Outcome(-1, said=f"it took more than {PATIENCE:.0f} seconds")
    except BaseException:
        await _kill(process)
        raise


async def read_aside(*arguments: str, given: bytes = b"") -> Any:
    """What a command of this program prints as JSON; raises AsideError as below, and where it prints none."""
    printed, told = await run_aside(*arguments, given=given)
    try:
        return json.loads(printed)
    except ValueError:
        last = told.decode(errors="replace").strip().splitlines()[-1:]
        raise AsideError(f"{arguments[0]} came to no end: {''.join(last) or 'no reason was given'}") from None


async def run_aside(*arguments: str, given: bytes = b"") -> tuple[bytes, bytes]:
    """What a command of this program prints and tells when it is given something; whatever else there is comes first.

    Raises AsideError where it cannot be started, or takes longer than it may.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command(*arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        raise AsideError(f"{arguments[0]} could not be started ({error.strerror})") from error
    _step_back(process)
    try:
        async with asyncio.timeout(LONG):
            return await process.communicate(given)
    except TimeoutError:
        await _kill(process)
        raise AsideError(f"{arguments[0]} took more than {LONG:.0f} seconds") from None
    except BaseException:
        await _kill(process)
        raise


def _step_back(process: asyncio.subprocess.Process) -> None:
    """Leave the processor to those who wait for an answer."""
    with suppress(OSError, AttributeError):  # it may have ended; not every system knows of priorities
        os.setpriority(os.PRIO_PROCESS, process.pid, LOWER)


async def _said(process: asyncio.subprocess.Process) -> Outcome:
    assert process.stdout is not None, "it is asked for"
    report = _report(await process.stdout.readline())
    if report is not None:
        _end(process)
        return report
    _, told = await process.communicate()
    last = told.decode(errors="replace").strip().splitlines()[-1:]
    return Outcome(process.returncode or -1, (), *(last or ["no reason was given"]))


async def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _end(process: asyncio.subprocess.Process) -> None:
    ending = asyncio.ensure_future(_ended(process))
    _ending.add(ending)
    ending.add_done_callback(_ending.discard)


async def _ended(process: asyncio.subprocess.Process) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            await process.communicate()
    except TimeoutError:
        await _kill(process)


async def settled() -> None:
    """All processes have come to their end; what they put by is not worth more than a moment."""
    if _ending:
        await asyncio.wait(_ending)


def _report(line: bytes) -> Outcome | None:
    """How it went; None for a process that has ended in another way than by its own word."""
    try:
        found = json.loads(line)
        problems = tuple(Problem(**one) for one in found["problems"])
        same = found["program"] == program()
    except (ValueError, TypeError, KeyError):
        return None
    if not same:
        return Outcome(ANOTHER, said="the program has been replaced while it runs; start it again")
    return Outcome(1 if problems else 0, problems)


async def compile_beside(folder: Path, languages: Iterable[str] = ()) -> None:
    """Compile all languages, or some, while others are served. Failing, it tells the log why."""
    found = await compile_aside(folder, languages)
    if found.code:
        log.warning("languages are not compiled beforehand: %s", found.said)
