"""What is only seen when the bot is tried: answers that take each other's questions, texts that contradict facts."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.knowledge import Knowledge
    from bot.knowledge.loaded import Loaded
    from bot.knowledge.problems import Problem
    from bot.runtime import Service

Meanwhile = Callable[[], None]
_PLACE = re.compile(r"(?<=:)\d+(:\d+)?|\blines? \d+(?:(?:, | and )\d+)*")


@dataclass(frozen=True, slots=True)
class Tried:
    """A version of the knowledge, with the bot over it."""

    service: Service
    loaded: Loaded
    knowledge: Knowledge
    own: set[str]
    """The languages that are looked at."""


def findings(tried: Tried, day: dt.date | None, meanwhile: Meanwhile | None = None) -> Iterator[Problem]:
    """What is due, contradictions, and conflicts.

    `meanwhile` is called between the questions; what it raises ends the trials.
    """
    from bot.answers.conflicts import conflicts
    from bot.knowledge.due import due, problem
    from bot.terminal.progress import Progress

    service, loaded = tried.service, tried.loaded
    yield from map(problem, due(tried.knowledge.facts, day or service.today(), loaded.positions))
    yield from _inconsistencies(tried)
    for language in (code for code in service.languages if code in tried.own):
        with Progress(f"Asking every phrasing ({language})", sys.stderr) as progress:
            tongue = service.assistant.tongue(language)
            told = both(progress, meanwhile)
            found = conflicts(tongue, loaded, today=day or service.today(), progress=told)
        yield from found


def _inconsistencies(tried: Tried) -> list[Problem]:
    """Texts that say something else than the facts, or than the same text in English."""
    from bot.answers.truth.contradictions import contradictions
    from bot.answers.truth.told import told
    from bot.knowledge.checks.draft import Draft
    from bot.terminal.progress import Progress

    service, draft = tried.service, Draft(tried.knowledge, tried.loaded.positions)
    texts = told(tried.knowledge, spoken=service.languages, own=tried.own)
    with Progress("Reading the texts", sys.stderr) as progress:
        return contradictions(draft, texts, service.assistant.tongue, progress)


def both(progress: Callable[[int, int], None], meanwhile: Meanwhile | None) -> Callable[[int, int], None]:
    """Tells the progress, and does what is to be done meanwhile."""

    def told(done: int, total: int) -> None:
        if meanwhile is not None:
            meanwhile()
        progress(done, total)

    return told


def brought(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """What was not there before, wherever it stands now: lines move with every edit above them."""
    known = {_anywhere(problem) for problem in before}
    return [problem for problem in after if _anywhere(problem) not in known]


def _anywhere(problem: Problem) -> Problem:
    return replace(problem, line=1, column=1, message=_PLACE.sub("", problem.message))
