"""``diff``: what changes from one version of the knowledge to another, in the files and in the answers."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import options

if TYPE_CHECKING:
    from bot.answers.reply import Question
    from bot.comparison import Comparison
    from bot.knowledge.differing import Difference
    from bot.knowledge.problems import Problem
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
With --findings, also what `wego-bot check` warns of in NEW and not in OLD: phrasings that another answer wins, texts
that contradict facts, translations that are out of date, what is due. --questions adds what people really asked, one
JSON object a line: {"text": "...", "language": "en"}; language, the one that the person has set, may be left out. With
--format json all changes are listed: kind (regression, lost, changed, gained), asked, before, after, passed, passes
and faults; and the findings, as those of check.

exit code: 0; 1 where a test question that passed before fails now, or one of the two has errors
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("old", metavar="OLD", help="the version before: a folder, or REVISION:FOLDER of git")
    parser.add_argument("new", metavar="NEW", help="the version after")
    parser.add_argument(
        "--questions", metavar="FILE", type=Path, help="ask these too, one JSON object a line; - is what is typed in"
    )
    parser.add_argument("--findings", action="store_true", help="also what check finds in NEW and not in OLD")
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
            comparison, found = _compared(old, new, asked, arguments)
        except KnowledgeError as error:
            if arguments.format == "json":
                print(json.dumps({"problems": [asdict(problem) for problem in error.problems]}, ensure_ascii=False))
            raise
    print(*_shown(files, comparison, found, arguments.format), sep="\n")
    return 1 if comparison.regressions else 0


def _messages(file: Path) -> Iterator[tuple[str, str | None]]:
    """Text and language of each line; UsageError with the number of one that is no message."""
    from bot.contract import BadLine, parse_message, read_lines
    from bot.errors import UsageError

    with nullcontext(sys.stdin.buffer) if str(file) == "-" else file.open("rb") as stream:
        for number, line in enumerate(read_lines(stream), start=1):
            try:
                message = parse_message(line)
            except BadLine as error:
                raise UsageError(f"{file}:{number}: {error}") from error
            yield message.text, message.language


def _compared(
    old: Version, new: Version, asked: Sequence[tuple[str, str | None]], arguments: argparse.Namespace
) -> tuple[Comparison, list[Problem] | None]:
    """Which answers change; and what is found, where that is asked for."""
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
    found = _brought(old, before, new, after, day) if arguments.findings else None
    with Progress("Asking both versions", sys.stderr) as progress:
        return compare(before.assistant, after.assistant, asking, common, progress), found


def _brought(old: Version, before: Service, new: Version, after: Service, day: dt.date) -> list[Problem]:
    """What is found in the new version and not in the old one, which is only looked at where there is anything."""
    from bot.findings import brought

    found = _found(new, after, day)
    return brought(_found(old, before, day), found) if found else []


def _found(version: Version, service: Service, day: dt.date) -> list[Problem]:
    from bot.commands.check import own_languages
    from bot.findings import Tried, findings
    from bot.folder import load_knowledge

    loaded = load_knowledge(version.folder)
    if loaded.knowledge is None:  # it has changed since it was opened
        return list(loaded.problems)
    tried = Tried(service, loaded, loaded.knowledge, own_languages(version.folder))
    problems = [*loaded.problems, *findings(tried, day)]
    return [replace(one, file=_inside(one.file, version), message=_inside(one.message, version)) for one in problems]


def _inside(text: str, version: Version) -> str:
    """A place or message with the files named as they are inside the folder: there the two versions have the same."""
    from bot.knowledge.files import shown

    return text.replace(f"{shown(version.folder)}/", "")


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


def _shown(
    files: Sequence[Difference], comparison: Comparison, found: list[Problem] | None, form: str
) -> Iterator[str]:
    from bot.comparison_text import lines
    from bot.knowledge.differing import told

    if form == "json":
        report = {"files": [asdict(file) for file in files], **asdict(comparison)}
        findings = {} if found is None else {"findings": [asdict(one) for one in found]}
        yield json.dumps({**report, "regressions": comparison.regressions, **findings}, ensure_ascii=False, indent=2)
        return
    yield from told(files)
    if not files:
        yield "No file differs."
    yield ""
    yield from lines(comparison)
    if found is not None:
        yield ""
        yield "Found in the new version, and not in the old one:" if found else "Nothing is found that was not before."
        yield from map(str, found)
