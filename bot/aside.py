"""Compiling in a process of its own, so that the one that serves stays small and answers meanwhile."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from pathlib import Path

import bot

log = logging.getLogger(__name__)


_START = "import sys; sys.path.insert(0, {ours!r}); from bot.cli import main; raise SystemExit(main())"


def _command(folder: Path, *options: str) -> list[str]:
    """This very program, wherever it lies; -P: not what the current folder has under its name."""
    start = _START.format(ours=str(Path(bot.__file__).resolve().parents[1]))
    return [sys.executable, "-P", "-c", start, "compile", "--knowledge", str(folder), *options]


def compile_now(folder: Path, language: str) -> int:
    """Compile what every start needs, and one language; its exit code, after it has told what was wrong."""
    command = _command(folder, "--language", language)
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode


async def compile_beside(folder: Path) -> None:
    """Compile all languages while others are served; ended with whoever waits for it. Failing, it tells the log why."""
    try:
        process = await asyncio.create_subprocess_exec(
            *_command(folder), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
    except OSError as error:
        log.warning("languages are not compiled beforehand: %s", error.strerror)
        return
    try:
        _, told = await process.communicate()
        if process.returncode:
            last = told.decode(errors="replace").strip().splitlines()[-1:]
            log.warning("languages are not compiled beforehand: %s", *last or ["no reason was given"])
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
