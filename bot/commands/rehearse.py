"""``rehearse``: announcements, played before made-up chats."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.commands import options

EPILOG = """\
examples:
  wego-bot rehearse season.yaml
  wego-bot rehearse my-knowledge/announcements/call.yaml --speed 60
  wego-bot rehearse season.yaml --all > who-gets-what.txt

FILE holds announcements: as a file of the knowledge holds them, and below `chats:` who is there to get them: their
sort, language, programmes, quiet hours, weekly maximum, and what is wrong with them (trouble: blocked, no-rights,
moved, no-topic, too-many, no-answer). Without `chats:` there is one of each sort and language. Everything is as on
Telegram but Telegram itself: the ledger, the pace and the limits are the real ones, and the calls go to a stand-in on
this machine. Nothing is sent to anybody, and no token is needed.

The clock is simulated: a season is played in seconds. With --speed 60 at most sixty of its
seconds pass in one of yours.

exit code: 0; 1 where the file or the knowledge has mistakes, or an announcement was stopped by Telegram's refusal
"""


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("file", metavar="FILE", type=Path, help="announcements, and the chats that get them")
    parser.add_argument(
        "--speed",
        metavar="N",
        type=_speed,
        default=0.0,
        help="so many seconds in one, at most (else as fast as it goes)",
    )
    parser.add_argument("--all", action="store_true", help="show every chat, however many there are")
    options.add_knowledge(parser)


def _speed(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found <= 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is no speed; write a number such as 60")
    return found


def run(arguments: argparse.Namespace) -> int:
    import asyncio

    from bot.announcements.states import Stage
    from bot.clock import now
    from bot.errors import KnowledgeError
    from bot.knowledge.rehearsal import read_rehearsal
    from bot.rehearsal.report import SHOWN, told
    from bot.rehearsal.staging import staged
    from bot.rehearsal.theatre import theatre
    from bot.runtime import open_service

    rehearsal, problems = read_rehearsal(arguments.file)
    if rehearsal is None:
        raise KnowledgeError(problems)
    service = open_service(arguments.knowledge)
    play = staged(rehearsal, service, now())
    most = sum(one.count for one in play.listeners) if arguments.all else SHOWN

    async def playing() -> bool:
        stopped = False
        async with theatre(play, service, arguments.speed) as stage:
            async for played in stage.run():
                print(*told(play, played, most), sep="\n", flush=True)
                stopped = stopped or played.stage is Stage.STOPPED
        return stopped

    return 1 if asyncio.run(playing()) else 0
