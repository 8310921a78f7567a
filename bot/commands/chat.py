"""``chat``: talk to the bot in the terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.commands import options

if TYPE_CHECKING:
    from bot.terminal.session import Session

EPILOG = """\
examples:
  wego-bot chat
  wego-bot chat --explain --today 2027-03-01
  printf 'When was the 2016 training?\\nand in 2017?\\n' | wego-bot chat

Inside: /help lists the commands, a number chooses an offered question, Ctrl-D or /quit leaves.
A pipe is read line by line, without prompt, greeting or colour.
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    options.add_explain(parser)
    options.add_language(parser)
    options.add_today(parser)
    options.add_knowledge(parser)
    options.add_cache(parser)


def run(arguments: argparse.Namespace) -> int:
    from bot.runtime import open_service
    from bot.settings import Settings
    from bot.terminal.keyboard import history, typed_lines
    from bot.terminal.output import style
    from bot.terminal.session import Session

    service = open_service(arguments.knowledge, use_cache=not arguments.no_cache)
    session = Session(
        service.assistant,
        clock=service.today,
        languages=service.languages,
        style=style(),
        language=service.speak(arguments.language),
        explain=arguments.explain,
        today=arguments.today,
    )
    if not sys.stdin.isatty():
        _talk(session, typed_lines(""))
        return 0
    with history(Settings.read().history_file):
        print(session.greeting(), session.hint, sep="\n\n", end="\n\n")
        try:
            _talk(session, typed_lines("> "))
        except KeyboardInterrupt:
            print()
    print("Goodbye.")
    return 0


def _talk(session: Session, lines: Iterable[str]) -> None:
    """Line in, reply out, until the input ends or the person leaves."""
    for line in lines:
        if shown := session.handle(line):
            print(shown, end="\n\n", flush=True)
        if session.over:
            return
