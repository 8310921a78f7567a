"""``check``: every mistake in the knowledge, at its line."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import options

if TYPE_CHECKING:
    from bot.compiled import Compiled
    from bot.findings import Meanwhile
    from bot.knowledge.knowledge import Knowledge
    from bot.knowledge.loaded import Key, Loaded
    from bot.knowledge.problems import Problem
    from bot.knowledge.questions import QuestionFile
    from bot.runtime import Service

EPILOG = """\
examples:
  wego-bot check
  wego-bot check --knowledge my-knowledge --format json
  wego-bot check --format annotations        for code hosts that mark the line in a change
  wego-bot check --watch                     again whenever a file is saved, until Ctrl-C
  wego-bot check --today 2027-03-01          what will be due on a day
  wego-bot check --links                     try the links too; this asks other servers

First the files are read: each mistake is shown as file:line:column: what was found, and what was expected.
Files without errors are then tried out: every phrasing of every entry must lead to its own entry, by a clear margin,
and the test questions beside the knowledge must reach their floors. Warnings tell what is due (review_by, windows that
closed), and where a text says another date, number, place or address than the facts, or than the English text. With
--watch, the mistakes that a save brought are told apart from those that it mended; a save while the files are tried out
begins the check anew.

exit code: 0 without errors (warnings may be shown), else 1
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument(
        "--format", choices=("text", "json", "annotations"), default="text", help="how the problems are shown"
    )
    parser.add_argument("--watch", action="store_true", help="check again whenever a file is saved, until Ctrl-C")
    parser.add_argument("--links", action="store_true", help="try every link of the knowledge, which takes a while")
    options.add_today(parser)
    options.add_knowledge(parser)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was checked. None: errors stood in the way of counting."""

    folder: str
    files: int
    programmes: int | None
    entries: int | None
    questions: int | None
    errors: int
    warnings: int
    seconds: float

    def __str__(self) -> str:
        counts = [
            (self.files, "file", "files"),
            (self.programmes, "programme", "programmes"),
            (self.entries, "entry", "entries"),
            (self.questions, "test question", "test questions"),
        ]
        read = [_count(number, one, many) for number, one, many in counts if number is not None]
        found = [_count(self.errors, "error", "errors"), _count(self.warnings, "warning", "warnings")]
        return f"{self.folder}: {', '.join(read)}, checked in {self.seconds:.1f} s: {', '.join(found)}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def run(arguments: argparse.Namespace) -> int:
    from bot.compiled import Compiled
    from bot.errors import UsageError
    from bot.folder import choose_folder
    from bot.knowledge.problems import has_errors, render
    from bot.settings import Settings

    started = time.perf_counter()
    settings = Settings.read()
    folder = choose_folder(arguments.knowledge, settings)
    if arguments.watch:
        from bot.commands.rechecking import recheck

        if arguments.format != "text":
            raise UsageError("--watch shows its findings as text; leave out --format")
        if arguments.links:
            raise UsageError("--watch asks no other servers; try the links by themselves, with --links alone")
        recheck(folder, arguments.today)
    compiled = Compiled(folder, settings.cache)
    loaded = compiled.loaded()
    problems = list(loaded.problems)
    if loaded.knowledge is not None:
        own = own_languages(folder)
        problems += trials(service_of(compiled, loaded.knowledge), loaded, own, arguments.today)
        problems += link_problems(loaded, loaded.knowledge, own) if arguments.links else []
    summary = summarise(folder, loaded, problems, time.perf_counter() - started)
    if arguments.format == "json":
        report = {"problems": [asdict(problem) for problem in problems], "summary": asdict(summary)}
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print("\n".join([*filter(None, [render(problems, arguments.format)]), str(summary)]))
    sys.stdout.flush()
    compiled.save()  # when all is said: nobody need wait for it
    return 1 if has_errors(problems) else 0


def summarise(folder: Path, loaded: Loaded, problems: Sequence[Problem], seconds: float) -> Summary:
    """The last line of a check. What a broken folder holds is not known, so only its files are counted."""
    from bot.knowledge.files import find, shown

    knowledge = loaded.knowledge
    errors = sum(problem.level == "error" for problem in problems)
    return Summary(
        folder=shown(folder),
        files=len(find(folder).paths()),
        programmes=len(knowledge.facts.programs) if knowledge else None,
        entries=len(knowledge.facts.entries) if knowledge else None,
        questions=sum(len(file.questions) for file in knowledge.questions) if knowledge else None,
        errors=errors,
        warnings=len(problems) - errors,
        seconds=round(seconds, 1),
    )


def own_languages(folder: Path) -> set[str]:
    """The languages that the folder itself brings, and English; the others are checked where they come from."""
    from bot.knowledge.files import find
    from bot.knowledge.localising import SOURCE

    return {SOURCE, *find(folder).languages}


def service_of(compiled: Compiled, knowledge: Knowledge) -> Service:
    """The bot over a folder that was just read: languages whose files are as they were are not compiled again."""
    from bot.runtime import build, over

    return over(compiled) if compiled.knowledge is knowledge else build(knowledge)


def trials(
    service: Service,
    loaded: Loaded,
    own: set[str],
    day: dt.date | None,
    meanwhile: Meanwhile | None = None,
) -> Iterator[Problem]:
    """What is only seen when the bot is asked, or a text is read: findings, and failing test questions.

    `meanwhile` is called between the questions; what it raises ends the trials.
    """
    from bot.findings import Tried, findings

    assert loaded.knowledge is not None, "what cannot be read cannot be tried"
    yield from findings(Tried(service, loaded, loaded.knowledge, own), day, meanwhile)
    yield from failures(service, loaded, day, meanwhile)


def link_problems(loaded: Loaded, knowledge: Knowledge, own: set[str]) -> list[Problem]:
    """The links that fail or have moved."""
    from bot.knowledge.links import links
    from bot.links import try_links
    from bot.terminal.progress import Progress

    with Progress("Trying the links", sys.stderr) as progress:
        return try_links(links(knowledge, loaded.positions, own), progress=progress)


def failures(
    service: Service, loaded: Loaded, day: dt.date | None, meanwhile: Meanwhile | None = None
) -> Iterator[Problem]:
    """The failing test questions of every language and category that is below its floor."""
    from bot.evaluation import evaluate, tallies
    from bot.findings import both
    from bot.knowledge.loaded import position_of
    from bot.knowledge.problems import Problem
    from bot.terminal.progress import Progress

    def today(file: QuestionFile) -> dt.date:
        return file.today or day or service.today()  # what a file expects, it expects on its own day

    with Progress("Asking the test questions", sys.stderr) as progress:
        verdicts = list(evaluate(service.assistant, service.questions, today, both(progress, meanwhile)))
    low = {(tally.language, tally.category): tally for tally in tallies(verdicts) if not tally.reached}
    for verdict, place in zip(verdicts, _places(loaded, service.questions), strict=True):
        tally = low.get((verdict.file.language, verdict.file.category))
        if tally is not None and not verdict.passed:
            why = f"{' / '.join(verdict.case.ask)!r}: {'; '.join(verdict.faults)}"
            below = f"{tally.category} is at {tally.share:.1%}, below its floor of {tally.floor:.0%}"
            remedy = "mend the answer or, if the facts have changed, what the question expects"
            yield Problem.at(position_of(loaded.positions, place), f"{why} ({below}); {remedy}")


def _places(loaded: Loaded, files: Sequence[QuestionFile]) -> Iterator[Key]:
    """Where each test question stands, in the order in which they are asked."""
    for name, file in zip(loaded.question_files, files, strict=True):
        yield from (("questions", name, index) for index in range(len(file.questions)))
