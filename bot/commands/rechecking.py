"""``check --watch``: the check again whenever a file is saved, and what a save brought and mended."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot.commands.check import own_languages, summarise, trials
from bot.folder import load_knowledge
from bot.knowledge.folders import packaged_folder
from bot.knowledge.problems import Problem
from bot.knowledge.watching import EVERY, Watch
from bot.runtime import build

if TYPE_CHECKING:
    from bot.knowledge.loaded import Loaded

_PLACE = re.compile(r":\d+(:\d+)?")


class _SavedError(Exception):
    """A file was saved while the knowledge was tried out."""


@dataclass(slots=True)
class Findings:
    """The problems of one part of the check, as they were told last."""

    known: tuple[Problem, ...] = ()
    told: bool = field(default=False, init=False)

    def news(self, found: Sequence[Problem]) -> Iterator[str]:
        """The first time all problems; then those that are gone and those that are new, and how many are left.

        A problem that has only moved to another line is the same one.
        """
        if self.told:
            gone, new = _without(self.known, found), _without(found, self.known)
            yield from (f"mended: {problem}" for problem in gone)
            yield from (f"new:    {problem}" for problem in new)
            left = len(found) - len(new)
            if left:
                yield f"still there: {left} problem{'' if left == 1 else 's'}"
        else:
            yield from map(str, found)
        self.known, self.told = tuple(found), True


def recheck(folder: Path, day: dt.date | None, every: float = EVERY) -> NoReturn:
    """Check, and again after each change, looking every so many seconds; ended by Ctrl-C alone."""
    watch = Watch(folder, packaged_folder())
    reading, trying = Findings(), Findings()
    while True:
        try:
            _check(folder, day, (reading, trying), _Look(watch, every))
        except _SavedError:
            _say("A file was saved meanwhile; checking anew.", "")
            continue
        while not watch.changed():
            time.sleep(every)


@dataclass(slots=True)
class _Look:
    """Looks at the folder now and then, from within what takes long."""

    watch: Watch
    every: float
    next: float = field(default_factory=time.monotonic)

    def __call__(self) -> None:
        if time.monotonic() >= self.next:
            self.next = time.monotonic() + self.every
            if self.watch.changed():
                raise _SavedError


def _check(folder: Path, day: dt.date | None, findings: tuple[Findings, Findings], look: _Look) -> None:
    """One check: what reading finds is told at once, what is only seen by trying comes later."""
    started = time.perf_counter()
    reading, trying = findings
    loaded = load_knowledge(folder)
    _say(*reading.news(loaded.problems))
    tried: list[Problem] = []
    if loaded.knowledge is not None:
        tried += trials(build(loaded.knowledge), loaded, own_languages(folder), day, look)
        _say(*trying.news(tried))
    _say(_closing(folder, loaded, tried, time.perf_counter() - started), "")


def _closing(folder: Path, loaded: Loaded, tried: Sequence[Problem], seconds: float) -> str:
    summary = summarise(folder, loaded, [*loaded.problems, *tried], seconds)
    return str(summary) if loaded.knowledge else f"{summary}; it is not tried out before they are mended"


def _without(some: Sequence[Problem], others: Sequence[Problem]) -> list[Problem]:
    """Those that the others do not have; of equal ones as many as are too many."""
    left = Counter(map(_told, others))
    found = []
    for problem in some:
        if left[_told(problem)]:
            left[_told(problem)] -= 1
        else:
            found.append(problem)
    return found


def _told(problem: Problem) -> tuple[str, str, str]:
    """A problem without its lines, and those of the other places that it names."""
    return problem.file, problem.level, _PLACE.sub("", problem.message)


def _say(*lines: str) -> None:
    for line in lines:
        print(line, flush=True)
