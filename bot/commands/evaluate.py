"""``eval``: the test questions beside the knowledge, asked and judged."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import options

if TYPE_CHECKING:
    from bot.evaluation import Tally, Verdict
    from bot.knowledge.questions import QuestionFile

EPILOG = """\
examples:
  wego-bot eval
  wego-bot eval --category dates --failures failures.jsonl
  wego-bot eval --language ko --today 2027-03-01

exit code: 0 where every category reaches its floor, else 1
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("--category", metavar="NAME", help="only the questions of this category")
    parser.add_argument("--language", metavar="CODE", help="only the questions in this language")
    parser.add_argument("--failures", metavar="FILE", type=Path, help="write the failures here, as JSON lines")
    options.add_today(parser)
    options.add_knowledge(parser)
    options.add_cache(parser)


def run(arguments: argparse.Namespace) -> int:
    from bot.evaluation import evaluate, tallies
    from bot.runtime import open_service
    from bot.terminal.progress import Progress

    service = open_service(arguments.knowledge, use_cache=not arguments.no_cache)
    files = _chosen(service.questions, arguments.language, arguments.category)

    def today(file: QuestionFile) -> dt.date:
        day: dt.date = arguments.today or file.today or service.today()
        return day

    with Progress("Asking the test questions", sys.stderr) as progress:
        verdicts = list(evaluate(service.assistant, files, today, progress))
    failures = [verdict for verdict in verdicts if not verdict.passed]
    if arguments.failures:
        _write(arguments.failures, failures)
    print(table(tallies(verdicts)))
    for verdict in failures:
        print(f"\n{describe(verdict)}")
    return 0 if all(tally.reached for tally in tallies(verdicts)) else 1


def table(tallies: Sequence[Tally]) -> str:
    """A row for every language and category, and one for all together."""
    passed, total = sum(tally.passed for tally in tallies), sum(tally.total for tally in tallies)
    rows = [
        f"{tally.language:8} {tally.category:24} {tally.passed:>5}/{tally.total:<5} {tally.share:>7.1%}"
        f" {tally.floor:>7.0%}{'' if tally.reached else '  below its floor'}"
        for tally in tallies
    ]
    head = f"{'language':8} {'category':24} {'passed':>11} {'share':>7} {'floor':>7}"
    return "\n".join([head, *rows, f"{'':8} {'all':24} {passed:>5}/{total:<5} {passed / total:>7.1%}"])


def describe(verdict: Verdict) -> str:
    """A failure for a person: what was asked, what is wrong, what the bot said."""
    asked = " / ".join(verdict.case.ask)
    faults = "\n".join(f"  {fault}" for fault in verdict.faults)
    said = verdict.reply.text.replace("\n", "\n         ")
    return f"{verdict.file.language} {verdict.file.category}: {asked}\n{faults}\n  reply: {said}"


def _chosen(files: Iterable[QuestionFile], language: str | None, category: str | None) -> list[QuestionFile]:
    from bot.errors import UsageError

    chosen = [file for file in files if language in (None, file.language) and category in (None, file.category)]
    if not any(file.questions for file in chosen):
        raise UsageError("there are no such test questions beside the knowledge")
    return chosen


def _write(file: Path, failures: Iterable[Verdict]) -> None:
    lines = [json.dumps(_record(verdict), ensure_ascii=False) + "\n" for verdict in failures]
    file.write_text("".join(lines), encoding="utf-8")


def _record(verdict: Verdict) -> dict[str, object]:
    reply = verdict.reply
    return {
        "language": verdict.file.language,
        "category": verdict.file.category,
        "ask": verdict.case.ask,
        "faults": verdict.faults,
        "outcome": reply.outcome.value,
        "entry": reply.entry,
        "confidence": round(reply.confidence, 4),
        "text": reply.text,
    }
