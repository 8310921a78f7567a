"""The knowledge that is served: watched, and swapped as a whole when its files have changed and are right."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from bot.aside import compile_aside
from bot.errors import BotError, OutdatedError
from bot.exits import AGAIN, UNKEPT
from bot.knowledge.fingerprints import Fingerprints
from bot.knowledge.folders import packaged_folder
from bot.knowledge.problems import Problem
from bot.knowledge.watching import Watch
from bot.matching.compiling import FALLBACK
from bot.runtime import Service, open_service

EVERY: Final = 0.2
"""Seconds between two looks at the files ..."""
PAUSE: Final = 5.0
"""... and after something that should not have happened."""
LATER: Final = 60.0
"""... and between two attempts to take over what could not be for another reason than its mistakes."""
ATTEMPTS: Final = 5
"""How often files are read that change while they are read."""
log = logging.getLogger(__name__)


class By(StrEnum):
    """What brought a version."""

    START = "start"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Version:
    """Which state of the files is served."""

    name: str
    """Eight hexadecimal digits; the same for the same files. Empty where the files are not watched."""
    since: float
    """Seconds since 1970."""
    by: By


@dataclass(frozen=True, slots=True)
class Refused:
    """A state of the files that is not served."""

    problems: tuple[Problem, ...]
    said: str = ""
    """Why, in one line, where it is not the files."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the files when they had changed."""

    version: Version
    """What is served now."""
    refused: Refused | None
    """Why it is not what the files say, if it is not."""
    mended: bool
    """Whether the files are right again that were refused before."""


Tell = Callable[[Change], Awaitable[None]]


class Live:
    """What is served now; `service` is replaced as a whole, and who holds one goes on with it to the end."""

    def __init__(self, service: Service, now: Callable[[], float]) -> None:
        self.service = service
        self._now = now
        self._watch = Watch(service.compiled.folder, packaged_folder()) if service.compiled else None
        self.version = Version(_name(service), now(), By.START)
        self._tried = now()
        """When the files were last read, in seconds since 1970."""
        self.refused: Refused | None = None
        """What is wrong with the files as they lie now, where they are not what is served."""

    async def watch(self, tell: Tell) -> None:
        """For ever: when the files have changed and come to rest, serve them or refuse them, and tell."""
        if self._watch is None:
            return
        changed = await asyncio.to_thread(self._is_outdated)  # by a save while this process started
        while True:
            try:
                if changed:
                    await self.reload(tell)
                await asyncio.sleep(EVERY)
                changed = await asyncio.to_thread(self._watch.changed) or self._is_time_to_try_again()
            except Exception:
                log.exception("the files of the knowledge could not be taken over; they are looked at again")
                changed = True
                await asyncio.sleep(PAUSE)

    def _is_time_to_try_again(self) -> bool:
        """Where it was not the files that were wrong, they may be taken over later as they are."""
        passing = self.refused is not None and not self.refused.problems
        return passing and self._now() - self._tried > LATER

    def _is_outdated(self) -> bool:
        compiled = self.service.compiled
        return compiled is not None and Fingerprints.take(compiled.folder, packaged_folder()) != compiled.prints

    async def reload(self, tell: Tell, by: By = By.FILES) -> None:
        """Serve what the files say now, if it is right and anything new."""
        before, served, self._tried = self.refused, self.version, self._now()
        try:
            self.refused = await self._at_last(by)
        except BotError as error:
            self.refused = Refused((), str(error))
        if self.refused:
            log.warning("the files of the knowledge are refused: %s problems", len(self.refused.problems))
        if (self.refused, self.version) != (before, served):
            await tell(Change(self.version, self.refused, mended=before is not None and self.refused is None))

    async def reached(self, version: str, patience: float) -> bool:
        """Whether a version is served, within so many seconds."""
        for _ in range(int(patience / EVERY)):
            if self.version.name == version:
                return True
            await asyncio.sleep(EVERY)
        return False

    async def _at_last(self, by: By) -> Refused | None:
        """Some attempts, for files may change while they are read."""
        for _ in range(ATTEMPTS - 1):
            try:
                return await self._take_over(by)
            except OutdatedError:
                await asyncio.sleep(EVERY)
        return await self._take_over(by)

    async def _take_over(self, by: By) -> Refused | None:
        compiled = self.service.compiled
        assert compiled is not None, "only files are watched"
        languages = self.service.assistant.brought or (FALLBACK,)
        outcome = await compile_aside(compiled.folder, languages)
        if outcome.code == AGAIN:
            raise OutdatedError(f"the files in {compiled.folder} change all the time")
        if outcome.code not in (0, UNKEPT):
            return Refused(outcome.problems, "" if outcome.problems else outcome.said)
        service = await asyncio.to_thread(_opened, compiled.folder, languages, kept=outcome.code == 0)
        if _name(service) != self.version.name:
            self.service, self.version = service, Version(_name(service), self._now(), by)
            log.info("version %s of the knowledge is live", self.version.name)
        return None


def _opened(folder: Path, languages: Iterable[str], *, kept: bool) -> Service:
    """The service over the files as they are now, with the languages that were at hand.

    Where nothing is kept on disk, they are read in this process.
    """
    service = open_service(folder, only_compiled=kept)
    for code in languages:
        service.assistant.tongue(code)
    return service


def _name(service: Service) -> str:
    return service.compiled.prints.version if service.compiled else ""
