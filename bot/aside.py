"""Compiling in a process of its own, so that the one that serves stays small and answers meanwhile."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from pathlib import Path

log = logging.getLogger(__name__)


def _command(folder: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "bot", "compile", "--knowledge", str(folder.resolve()), *options]


def compile_now(folder: Path, language: str) -> int:
    """Compile what every start needs, and one language; its exit code, after it has told what was wrong."""
    return subprocess.run(_command(folder, "--language", language), stdout=subprocess.DEVNULL, check=False).returncode


async def compile_beside(folder: Path) -> None:
    """Compile all languages while others are served; ended with whoever waits for it."""
    process = await asyncio.create_subprocess_exec(
        *_command(folder), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        if await process.wait():
            log.warning("not all languages could be compiled; each is read when somebody first asks in it")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
