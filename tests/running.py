"""The program in a process of its own."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

ROOT = Path(__file__).parents[1]


@cache
def compiled() -> str:
    """Where the processes of one run keep what is compiled, so that not each of them has to read every language."""
    folder = mkdtemp()
    atexit.register(rmtree, folder, ignore_errors=True)
    every = [sys.executable, "-m", "bot", "compile"]
    subprocess.run(every, env={**os.environ, "WEGO_CACHE_DIR": folder}, cwd=ROOT, check=True, capture_output=True)
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
