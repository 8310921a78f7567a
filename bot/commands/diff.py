"""``diff``: what changes from one version of the knowledge to another, in the files and in the answers."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import options

if TYPE_CHECKING:
    from bot.answers.reply import Question
    from bot.comparison import Comparison
    from bot.knowledge.differing import Difference
    from bot.knowledge.questions import QuestionFile
    from bot.knowledge.sameness import Same
    from bot.revision import Version
    from bot.runtime import Service

EPILOG = """\
examples:
  wego-bot diff HEAD:knowledge knowledge              what I have changed since the last commit
  wego-bot diff main:knowledge HEAD:knowledge         what a branch changes
  wego-bot diff knowledge my-knowledge --questions asked.jsonl

OLD and NEW are folders, or REVISION:FOLDER as git has them. First the lines that differ are shown, then each test
question whose answer changes, with the answer before (-) and after (+): those that passed and fail now come first.
--questions adds what people really asked, one JSON object a line: {"text": "...", "language": "en"}; language, the
one that the person has set, may be left out. With --format json all changes are listed: kind (regression, lost,
changed, gained), asked, before, after, passed, passes and faults.

exit code: 0; 1 where a test question that passed before fails now, or one of the two has errors
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("old", metavar="OLD", help="the version before: a folder, or REVISION:FOLDER of git")
    parser.add_argument("new", metavar="NEW", help="the version after")
    parser.add_argument("--questions", metavar="FILE", type=Path, help="ask these too, one JSON object a line")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how the changes are shown")
    options.add_today(parser)
    options.add_cache(parser)


def run(arguments: argparse.Namespace) -> int:
    from bot.errors import KnowledgeError
    from bot.knowledge.differing import differences
    from bot.revision import opened

    asked = list(_messages(arguments.questions)) if arguments.questions else []
    with ExitStack() as stack:
        old, new = (stack.enter_context(opened(name)) for name in (arguments.old, arguments.new))
        files = differences(old.folder, new.folder)
        try:
            comparison = _compared(old, new, asked, arguments)
        except KnowledgeError as error:
            if arguments.format == "json":
                print(json.dumps({"problems": [asdict(problem) for problem in error.problems]}, ensure_ascii=False))
            raise
    print(*_shown(files, comparison, arguments.format), sep="\n")
    return 1 if comparison.regressions else 0


def _messages(file: Path) -> Iterator[tuple[str, str | None]]:
    """Text and language of each line; UsageError with the number of one that is no message."""
    from bot.contract import BadLine, parse_message, read_lines
    from bot.errors import UsageError

    with file.open("rb") as stream:
        for number, line in enumerate(read_lines(stream), start=1):
            try:
                message = parse_message(line)
            except BadLine as error:
                raise UsageError(f"{file}:{number}: {error}") from error
            yield message.text, message.language


def _compared(
    old: Version, new: Version, asked: Sequence[tuple[str, str | None]], arguments: argparse.Namespace
) -> Comparison:
    from bot.answers.reply import Question
    from bot.comparison import compare
    from bot.knowledge.folders import packaged_folder
    from bot.knowledge.sameness import same
    from bot.probes import probes
    from bot.terminal.progress import Progress

    common = same(old.folder, new.folder, packaged_folder())
    after, before = (_service(version, common, not arguments.no_cache) for version in (new, old))
    day = arguments.today or after.today()

    def day_of(file: QuestionFile) -> dt.date:
        chosen: dt.date = arguments.today or file.today or day
        return chosen

    real: list[Question] = [Question(text, day, language) for text, language in asked]
    asking = probes(before.questions, after.questions, day_of, real)
    with Progress("Asking both versions", sys.stderr) as progress:
        return compare(before.assistant, after.assistant, asking, common, progress)


def _service(version: Version, common: Same, use_cache: bool) -> Service:
    """The bot over one version; its problems bear the name that was given."""
    from bot.errors import KnowledgeError
    from bot.runtime import open_service

    try:
        service = open_service(version.folder, use_cache=use_cache)
        if service.compiled is not None:  # read once for all languages that will be asked
            service.compiled.add(code for code in service.languages if code not in common.languages)
    except KnowledgeError as error:
        raise KnowledgeError([version.renamed(problem) for problem in error.problems]) from error
    return service


def _shown(files: Sequence[Difference], comparison: Comparison, form: str) -> Iterator[str]:
    from bot.comparison_text import lines
    from bot.knowledge.differing import told

    if form == "json":
        report = {"files": [asdict(file) for file in files], **asdict(comparison)}
        yield json.dumps({**report, "regressions": comparison.regressions}, ensure_ascii=False, indent=2)
        return
    yield from told(files)
    if not files:
        yield "No file differs."
    yield ""
    yield from lines(comparison)
