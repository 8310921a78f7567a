"""The program in a process of its own."""

from __future__ import annotations

import atexit
import fcntl
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from bot.compiled import Compiled
from bot.knowledge.folders import packaged_folder
from bot.runtime import Service, over

ROOT = Path(__file__).parents[1]


SHARED = "WEGO_TEST_CACHE"
"""Names a folder of all processes of one run; tests/conftest.py sets it, and takes the folder away."""


@cache
def compiled() -> str:
    """Where the processes of one run keep what is compiled, so that not each of them has to read every language."""
    folder = os.environ.get(SHARED) or _own()
    with (Path(folder) / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one compiles, the others find it
        place = str(Path(folder) / "cache")
        subprocess.run(
            [sys.executable, "-m", "bot", "compile"],
            env={**os.environ, "WEGO_CACHE_DIR": place},
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return place


@cache
def packaged() -> Service:
    """The bot over all that travels with the program, in this process, as it is compiled for the others."""
    return over(Compiled(packaged_folder(), Path(compiled())))


def _own() -> str:
    """For a benchmark, which runs by itself."""
    folder = mkdtemp(prefix="wego-benchmark-")
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


def program(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return program_in(ROOT, *arguments, text=text, **environment)


def program_in(folder: Path, *arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end, started in another folder."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "WEGO_CACHE_DIR": compiled(), **environment},
        cwd=folder,
        timeout=120,
        check=False,
    )
