"""``compile``: all languages at once, before anybody asks in them."""

from __future__ import annotations

import argparse
import sys

from bot.commands import options

EPILOG = """\
examples:
  wego-bot compile
  wego-bot compile --language ko

The first question in a language takes seconds, for its part of the knowledge is read, checked and compiled then. This
does it beforehand: while an image is built, or after an edit. What is compiled already is left as it is.

exit code: 0; 1 where the knowledge has errors; 3 where what is compiled cannot be kept in WEGO_CACHE_DIR
"""


UNKEPT = 3
"""The exit code where nothing can be kept: each start then reads the YAML itself."""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("--language", metavar="CODE", help="only this language")
    options.add_knowledge(parser)


def run(arguments: argparse.Namespace) -> int:
    from bot.compiled import Compiled
    from bot.folder import choose_folder
    from bot.runtime import checked
    from bot.settings import Settings

    settings = Settings.read()
    compiled = Compiled(choose_folder(arguments.knowledge, settings), settings.cache)
    languages = compiled.head().repertoire.languages
    chosen = checked(arguments.language, languages)
    wanted = (chosen,) if chosen else languages
    compiled.add(wanted)
    compiled.save()
    if compiled.lacking(wanted):
        print("wego-bot: nothing compiled can be kept; WEGO_CACHE_DIR may name a folder of your own", file=sys.stderr)
        return UNKEPT
    print(f"compiled: {', '.join(wanted)}")
    return 0
