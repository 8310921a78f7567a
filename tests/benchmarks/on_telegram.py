"""The whole bot beside bare echo bots, under the same loads, on the same stand-in server, in one run.

    python tests/benchmarks/on_telegram.py                    # all loads: about ten minutes
    python tests/benchmarks/on_telegram.py kill far --repeat 3
    python tests/benchmarks/on_telegram.py --memory 100000 --bots wego-bot

The echo bots answer with the same text: python-telegram-bot one at a time (ptb) and 16 at once (ptb-16), and aiogram 3.
aiogram wants older packages than ours, so it is best put into an environment of its own, which --aiogram names:

    python -m venv /tmp/aiogram && /tmp/aiogram/bin/pip install 'aiogram>=3,<4'
    python tests/benchmarks/on_telegram.py --aiogram /tmp/aiogram/bin/python

Ours finds the answer to one of six questions, stores the question and remembers the conversation. Each load starts each
bot anew; with --repeat the bots take turns, and medians are shown. Server and bot share the machine with whatever else
runs there: the load average is told.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.loads.bots import MANY, ONE, OURS, Bot, aiogram, has_aiogram
from tests.benchmarks.loads.report import Report
from tests.benchmarks.loads.rows import LOADS, STEP, Load, long_run


def tell(line: str) -> None:
    """Progress, beside the output."""
    print(line, file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    """What is to be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("loads", nargs="*", metavar="LOAD", help=f"some of {', '.join(LOADS)}; by default all")
    parser.add_argument(
        "--memory", type=int, default=0, metavar="N", help=f"the long run: N messages, in steps of {STEP}"
    )
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="how often each load is tried")
    parser.add_argument(
        "--bots", nargs="+", metavar="BOT", help="some of wego-bot, ptb, ptb-16, aiogram; by default all"
    )
    parser.add_argument("--aiogram", default=sys.executable, metavar="PYTHON", help="an interpreter that has aiogram")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    given = parser.parse_args()
    if unknown := set(given.loads) - set(LOADS):
        parser.error(f"no load is named {', '.join(sorted(unknown))}; there are {', '.join(LOADS)}")
    return given


def bots(given: argparse.Namespace) -> Iterator[Bot]:
    """Those that are wanted and can be run."""
    for bot in (OURS, ONE, MANY, aiogram(given.aiogram)):
        if given.bots and bot.name not in given.bots:
            continue
        if bot.name == "aiogram" and not has_aiogram(given.aiogram):
            tell("aiogram is left out: it is not installed; see --help")
            continue
        yield bot


def loads(given: argparse.Namespace) -> Iterator[tuple[str, str, Load]]:
    """Name, title and function of each."""
    if not given.memory or given.loads:
        yield from ((name, title, load) for name, (title, load) in LOADS.items() if name in (given.loads or LOADS))
    if given.memory:
        yield "memory", f"{given.memory:,} messages, one after the other", long_run(given.memory, tell)


async def main() -> None:
    """Measure and print."""
    given = arguments()
    wanted, subjects = list(loads(given)), list(bots(given))
    report = Report([bot.name for bot in subjects], {name: title for name, title, _ in wanted})
    for name, _, load in wanted:
        for turn in range(given.repeat):
            for bot in subjects:
                tell(f"{name}: {bot.name}, {turn + 1} of {given.repeat}, load {os.getloadavg()[0]:.1f}")
                report.add(name, bot.name, await load(bot))
    print(report.table())
    if given.json:
        given.json.write_text(report.json() + "\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
