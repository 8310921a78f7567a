"""All languages beside English alone: answered rightly, heard rightly, time of an answer, memory.

    python tests/benchmarks/languages.py [--misses]

The questions in multilingual/ were written by somebody who had seen neither the knowledge nor the program, and so were
the messages of choice.jsonl, each with the language that it should be read in. Each side of a comparison runs in a
process of its own, in the same run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.answers.assistant import Assistant
from bot.answers.conversation import Conversation
from bot.answers.reply import Outcome, Question, Reply
from bot.evaluation import faults
from bot.knowledge.questions import Case
from bot.runtime import open_service

TODAY = dt.date(2026, 11, 21)
HERE = Path(__file__).parent
SETS = ("a", "b", "c", "d", "e")
ENGLISH = HERE / "questions" / "e.jsonl"


@dataclass(frozen=True, slots=True)
class Asked:
    """One conversation, its language and what the last reply must be."""

    language: str
    case: Case


def records(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def conversations(path: Path) -> Iterator[Asked]:
    for record in records(path):
        says, never = tuple(record.get("says", ())), tuple(record.get("never", ()))
        case = Case(tuple(record["ask"]), says, never, unknown=record.get("unknown", False))
        yield Asked(record.get("language", "en"), case)


def last_reply(assistant: Assistant, asked: Asked) -> Reply:
    conversation = Conversation()
    for text in asked.case.ask:
        reply, conversation = assistant.answer(Question(text, TODAY), conversation)
    return reply


def answers(assistant: Assistant, misses: bool) -> None:
    """Right and false answers by language."""
    print(f"{'set':5}{'language':10}{'right':>12}{'false answers':>16}")
    for name in SETS:
        right, false, whole, unknown = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
        for asked in conversations(HERE / "multilingual" / f"{name}.jsonl"):
            reply, code = last_reply(assistant, asked), asked.language
            found = list(faults(asked.case, reply))
            whole[code] += 1
            right[code] += not found
            unknown[code] += asked.case.unknown
            false[code] += asked.case.unknown and reply.outcome is Outcome.ANSWER
            if found and misses:
                print(f"  {code} {' / '.join(asked.case.ask)}: {'; '.join(found)}\n    {reply.text[:200]!r}")
        for code in (*sorted(whole), "all"):
            ok, all_, wrong, none = (
                sum(count.values()) if code == "all" else count[code] for count in (right, whole, false, unknown)
            )
            print(f"{name:5}{code:10}{ok:>5}/{all_:<4}{ok / all_:>6.1%}{wrong:>6}/{none:<4}{wrong / none:>6.1%}")


def choice(assistant: Assistant, misses: bool) -> None:
    """How often the language is heard rightly."""
    right, whole = 0, 0
    for record in records(HERE / "multilingual" / "choice.jsonl"):
        client = assistant.repertoire.nearest(record["client"])
        heard, foreign = assistant.repertoire.recogniser.heard(record["text"], before=record["before"], client=client)
        got = "other" if foreign else heard
        whole += 1
        right += got == record["language"]
        if got != record["language"] and misses:
            print(f"  {record['text']!r} after {record['before']}, Telegram in {record['client']}: {got}")
    print(f"language heard rightly: {right}/{whole}, {right / whole:.1%}")


def side(which: str) -> None:
    """One side of the comparison: milliseconds of an answer and megabytes, for English alone or for all languages."""
    import_module("bot.app")  # memory is that of the process that serves, with all that it needs for Telegram
    assistant = open_service(None).assistant
    english = [asked for asked in conversations(ENGLISH)][:200]
    others = [asked for name in SETS for asked in conversations(HERE / "multilingual" / f"{name}.jsonl")]
    chosen = english if which == "en" else others
    times = []
    for round_ in range(2):
        for asked in chosen:
            started = time.perf_counter()
            if which == "en":
                assistant.tongue("en").answered(asked.case.ask[-1], TODAY)
            else:
                assistant.answer(Question(asked.case.ask[-1], TODAY))
            if round_:
                times.append((time.perf_counter() - started) * 1000)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    print(json.dumps({"ms": statistics.fmean(times), "mb": pages * 4096 / 1e6}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="show what went wrong")
    parser.add_argument("--side", choices=("en", "all"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        side(arguments.side)
        return
    service = open_service(None)
    for code in service.languages:
        service.assistant.tongue(code)
    answers(service.assistant, arguments.misses)
    choice(service.assistant, arguments.misses)
    found = {}
    for which in ("en", "all"):
        command = [sys.executable, __file__, "--side", which]
        found[which] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        print(f"{which:4} {found[which]['ms']:6.2f} ms an answer, {found[which]['mb']:6.0f} MB")
    ratios = {name: found["all"][name] / found["en"][name] for name in ("ms", "mb")}
    print(f"all languages beside English alone: time {ratios['ms']:.2f}, memory {ratios['mb']:.2f}")


if __name__ == "__main__":
    main()
