"""``compile``: all languages at once, before anybody asks in them."""

from __future__ import annotations

import argparse

from bot.commands import options

EPILOG = """\
examples:
  wego-bot compile
  wego-bot compile --language ko

The first question in a language takes seconds, for its part of the knowledge is read, checked and compiled then. This
does it beforehand: while an image is built, or after an edit. What is compiled already is left as it is.

exit code: 0; 1 where the knowledge has errors, or what is compiled cannot be kept in WEGO_CACHE_DIR
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("--language", metavar="CODE", help="only this language")
    options.add_knowledge(parser)


def run(arguments: argparse.Namespace) -> int:
    from bot.compiled import Compiled
    from bot.errors import BotError
    from bot.folder import choose_folder
    from bot.runtime import checked
    from bot.settings import Settings

    settings = Settings.read()
    compiled = Compiled(choose_folder(arguments.knowledge, settings), settings.cache)
    languages = compiled.head().repertoire.languages
    chosen = checked(arguments.language, languages)
    wanted = (chosen,) if chosen else languages
    compiled.add(wanted)
    if compiled.lacking(wanted):
        raise BotError(
            "what is compiled cannot be kept; let WEGO_CACHE_DIR name a folder that you own and can write to"
        )
    print(f"compiled: {', '.join(wanted)}")
    return 0
