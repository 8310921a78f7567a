"""What a proposal would change, found in processes of their own while people are served.

First its files are read as the bot would read them: mistakes end it. Then every phrasing is tried, and both versions
are asked the same questions: the test questions of both, and what people have asked of late.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.answers.reply import Button, Outcome
from bot.aside import AsideError, compile_aside, read_aside
from bot.comparison import Change, Comparison, Kind, Seen
from bot.editing.proposal import Changed, drafted
from bot.exits import UNKEPT
from bot.knowledge.files import shown
from bot.knowledge.fingerprints import Fingerprints
from bot.knowledge.folders import packaged_folder
from bot.knowledge.problems import Problem, has_errors
from bot.probes import Asked


@dataclass(frozen=True, slots=True)
class Preview:
    """What was found."""

    problems: tuple[Problem, ...]
    """Where it cannot be served, why; else what the change brings with it: conflicts, texts that contradict facts."""
    comparison: Comparison | None = None
    """Which answers change; None where the files have errors."""
    version: str = ""
    """The name of the version that it would be."""
    blind: bool = False
    """Whether nothing could be compared, for the files that lie there now have mistakes."""

    @property
    def refused(self) -> bool:
        """Whether the bot could not serve this."""
        return self.comparison is None


class Previews:
    """Makes previews over one folder."""

    def __init__(self, folder: Path, languages: Callable[[], Sequence[str]]) -> None:
        """``languages`` are those at hand now: they are compiled first, so that publishing is quick."""
        self._folder = folder
        self._languages = languages

    async def problems(self, changes: Sequence[Changed]) -> tuple[Problem, ...]:
        """What is wrong with the files as they shall be, so that they could not be served; within seconds."""
        with drafted(self._folder, changes) as (_, new):
            return await self._unreadable(new)

    async def preview(self, changes: Sequence[Changed], asked: Sequence[str]) -> Preview:
        """All of it; ``asked`` is what people have asked of late. Raises AsideError."""
        with drafted(self._folder, changes) as (old, new):
            problems = await self._unreadable(new)
            if has_errors(problems):
                return Preview(problems)
            questions = "".join(f"{json.dumps({'text': text})}\n" for text in asked)  # of people: never on the disk
            told = "--questions", "-", "--findings", "--format", "json"
            found = await read_aside("diff", str(old), str(new), *told, given=questions.encode())
            if "changes" not in found:  # somebody has saved a file with mistakes, and this may be what mends it
                return Preview((), Comparison((), 0, 0), version_of(new), blind=True)
            return Preview(tuple(Problem(**one) for one in found["findings"]), _comparison(found), version_of(new))

    async def _unreadable(self, new: Path) -> tuple[Problem, ...]:
        outcome = await compile_aside(new, self._languages())
        if outcome.code not in (0, UNKEPT) and not outcome.problems:
            raise AsideError(outcome.said)
        return tuple(_named(one, new) for one in outcome.problems)


def version_of(folder: Path) -> str:
    """The name of the version that a folder holds, as people are shown it."""
    return Fingerprints.take(folder, packaged_folder()).version


def _named(problem: Problem, *folders: Path) -> Problem:
    """The problem with the names of files inside the folder, as staff know them."""
    for folder in folders:
        here = f"{shown(folder)}/"
        problem = replace(problem, file=problem.file.replace(here, ""), message=problem.message.replace(here, ""))
    return problem


def _comparison(found: dict[str, Any]) -> Comparison:
    """As `diff --format json` prints it."""
    return Comparison(tuple(map(_change, found["changes"])), found["total"], found["skipped"])


def _change(found: dict[str, Any]) -> Change:
    asked = Asked(tuple(found["asked"]["texts"]), found["asked"]["language"], found["asked"]["category"])
    before, after = (_seen(found[name]) for name in ("before", "after"))
    judged = found["passed"], found["passes"], tuple(found["faults"])
    return Change(asked, Kind(found["kind"]), before, after, *judged)


def _seen(found: dict[str, Any]) -> Seen:
    links = tuple(Button(one["label"], one["url"]) for one in found["links"])
    return Seen(found["text"], links, Outcome(found["outcome"]), found["entry"])
