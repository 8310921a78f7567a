"""``compile``: all languages at once, before anybody asks in them."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.commands import options
from bot.exits import AGAIN, UNKEPT
from bot.knowledge.fingerprints import program

if TYPE_CHECKING:
    from bot.compiled import Compiled

EPILOG = """\
examples:
  wego-bot compile
  wego-bot compile --language ko
  wego-bot compile --language en --language ko --format json

The first question in a language takes seconds, for its part of the knowledge is read, checked and compiled then. This
does it beforehand: while an image is built, or after an edit. What is compiled already is left as it is.

exit code: 0; 1 where the knowledge has errors; 3 where what is compiled cannot be kept in WEGO_CACHE_DIR; 4 where the
files have changed while they were read
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument(
        "--language", metavar="CODE", action="append", default=[], help="only this language; may be given several times"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="json: one line for programs, with all problems"
    )
    options.add_knowledge(parser)


def run(arguments: argparse.Namespace) -> int:
    from bot.compiled import Compiled
    from bot.folder import choose_folder
    from bot.settings import Settings

    settings = Settings.read()
    compiled = Compiled(choose_folder(arguments.knowledge, settings), settings.cache)
    try:
        return _compile(compiled, arguments)
    finally:
        compiled.save()  # when all is said: nobody need wait for it


def _compile(compiled: Compiled, arguments: argparse.Namespace) -> int:
    from bot.errors import KnowledgeError, OutdatedError
    from bot.runtime import checked

    told = arguments.format == "json"
    try:
        languages = compiled.head().repertoire.languages
        chosen = [code for code in arguments.language if told or checked(code, languages)]
        wanted = tuple(code for code in chosen if code in languages) or languages
        compiled.add(wanted)
    except KnowledgeError as error:
        if not told:
            raise
        print(json.dumps({"program": program(), "problems": [asdict(one) for one in error.problems]}), flush=True)
        return 1
    except OutdatedError as error:
        print(f"wego-bot: {error}; try again", file=sys.stderr)
        return AGAIN
    if compiled.lacking(wanted):
        print("wego-bot: nothing compiled can be kept; WEGO_CACHE_DIR may name a folder of your own", file=sys.stderr)
        return UNKEPT
    report = json.dumps({"program": program(), "problems": []})
    print(report if told else f"compiled: {', '.join(wanted)}", flush=True)
    return 0
