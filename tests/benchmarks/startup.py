"""From process start to the first answer of ``ask``, and its memory, beside ``import telegram.ext`` in the same run.

    python tests/benchmarks/startup.py [--runs 15]

Needs python-telegram-bot in the same environment for the comparison; without it only our own numbers are printed. The
processes run in turn, so that a busy machine slows all of them.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

ASK = [sys.executable, "-m", "bot", "ask", "When was the 2016 Seoul training?"]
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "wego-bot ask": ASK,
    "wego-bot ask --no-cache": [*ASK, "--no-cache"],
    "import telegram.ext": [sys.executable, "-c", "import telegram.ext"],
}


@dataclass(frozen=True, slots=True)
class Run:
    """One process."""

    seconds: float
    megabytes: float


def run(command: list[str], cache: str) -> Run:
    """Start it, wait for it, ask the system what it took."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "WEGO_CACHE_DIR": cache}
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(seconds, _megabytes(usage))


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    commands = dict(COMMANDS)
    if importlib.util.find_spec("telegram") is None:
        del commands["import telegram.ext"]
    with tempfile.TemporaryDirectory() as cache:
        for command in commands.values():
            run(command, cache)
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(arguments.runs):
            for name, command in commands.items():
                runs[name].append(run(command, cache))
    report(runs)


def report(runs: dict[str, list[Run]]) -> None:
    """A row a command: median time, highest memory, time as a share of the import beside it."""
    beside = runs.get("import telegram.ext")
    base = statistics.median(each.seconds for each in beside) if beside else None
    print(f"{'':26} {'median, s':>10} {'most MB':>8} {'ratio':>7}")
    for name, each in runs.items():
        seconds = statistics.median(one.seconds for one in each)
        ratio = f"{seconds / base:>7.2f}" if base else ""
        print(f"{name:26} {seconds:>10.3f} {max(one.megabytes for one in each):>8.1f} {ratio}")


if __name__ == "__main__":
    main()
