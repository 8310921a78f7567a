"""``coverage``: which questions each language answers, which of them are tested, and which texts are stale."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.commands import options

if TYPE_CHECKING:
    from bot.answers.covering import Cell
    from bot.knowledge.knowledge import Knowledge
    from bot.knowledge.questions import QuestionFile
    from bot.runtime import Service

EPILOG = """\
examples:
  wego-bot coverage
  wego-bot coverage --language ko
  wego-bot coverage --format json

A row for every thing and kind of question, a column for every language:
  12/12 T     all 12 facts are answered when they are asked for, and a test question is answered so
  11/12       one fact is not answered; no test question asks for this
  12/12 TS    a text of it is stale: its English has changed since it was translated, or nobody has compared the two

exit code: 0
"""
WIDTH, FIRST = 9, 45


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("--language", metavar="CODE", help="only this language")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the matrix is shown")
    options.add_today(parser)
    options.add_knowledge(parser)


def run(arguments: argparse.Namespace) -> int:
    from bot.folder import choose_folder, read_knowledge
    from bot.runtime import build
    from bot.settings import Settings
    from bot.terminal.progress import Progress

    knowledge = read_knowledge(choose_folder(arguments.knowledge, Settings.read()))
    service = build(knowledge)
    language = service.speak(arguments.language)
    chosen = (language,) if language else service.languages
    found: list[Cell] = []
    with Progress("Asking for every fact", sys.stderr) as progress:
        for done, code in enumerate(chosen):
            progress(done, len(chosen))
            found += _of(service, knowledge, code, arguments.today or service.today())
    if arguments.format == "json":
        print(json.dumps([asdict(cell) for cell in found], ensure_ascii=False, indent=2))
    else:
        print(table(found, chosen))
    return 0


def _of(service: Service, knowledge: Knowledge, code: str, today: dt.date) -> list[Cell]:
    from bot.answers.covering import cells
    from bot.knowledge.localising import SOURCE
    from bot.knowledge.translation import Translation

    translation = Translation(knowledge, code)
    stale = [] if code == SOURCE else [*translation.stale(), *translation.missing()]
    files = [file for file in service.questions if file.language == code]
    return cells(service.assistant.tongue(code), set(_tested(service, files, today)), stale, today)


def _tested(service: Service, files: Sequence[QuestionFile], today: dt.date) -> Iterator[str]:
    """The ids that answer the test questions which pass."""
    from bot.answers.reply import Outcome
    from bot.evaluation import evaluate

    for verdict in evaluate(service.assistant, files, lambda file: file.today or today):
        if verdict.passed and verdict.reply.outcome is Outcome.ANSWER:
            yield verdict.reply.entry


def table(found: Sequence[Cell], languages: Sequence[str]) -> str:
    """A row for every thing and kind, a column for every language, and the sums."""
    from bot.answers.covering import matrix, total

    lines = [f"{'':{FIRST}}" + "".join(f"{code:<{WIDTH}}" for code in languages)]
    for row in matrix(found, languages):
        shown = ("-" if cell is None else str(cell) for cell in row.cells)
        lines.append(f"{f'{row.thing} {row.kind}':{FIRST}}" + "".join(f"{cell:<{WIDTH}}" for cell in shown))
    sums = (total(found, code) for code in languages)
    lines.append(f"{'all facts':{FIRST}}" + "".join(f"{cell:<{WIDTH}}" for cell in sums))
    return "\n".join(line.rstrip() for line in lines)
