"""A folder of knowledge as it is, or as a revision of git has it."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import UsageError
from bot.knowledge.files import shown
from bot.knowledge.problems import Problem


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the knowledge."""

    name: str
    """As it was given: a folder, or REVISION:FOLDER."""
    folder: Path

    def renamed(self, problem: Problem) -> Problem:
        """The problem with the name that was given, in place of the copy's, which is gone soon."""
        here = shown(self.folder)
        return replace(
            problem,
            file=problem.file.replace(here, self.name, 1),
            message=problem.message.replace(here, self.name),
        )


@contextmanager
def opened(name: str) -> Iterator[Version]:
    """The version of that name. One of git is copied into a folder of its own, which is removed behind.

    UsageError where there is neither such a folder nor such a revision.
    """
    if Path(name).is_dir():
        yield Version(name.rstrip("/") or name, Path(name))
        return
    if ":" not in name or name.startswith("-"):
        raise UsageError(f"there is no folder {name}; name a folder, or one of git as in HEAD:knowledge")
    tree = _git(name, "rev-parse", name).decode().strip()
    top = _git(name, "rev-parse", "--show-toplevel").decode().rstrip("\n")
    archive = _git(name, "-C", top, "archive", "--format=zip", tree)
    with tempfile.TemporaryDirectory(prefix="wego-bot-") as place:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            files.extractall(place)
        yield Version(name, Path(place))


def _git(name: str, *arguments: str) -> bytes:
    """What git says; UsageError with its own reason where it refuses."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError as error:
        raise UsageError(f"{name} cannot be read: git cannot be started ({error.strerror})") from error
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise UsageError(f"git has no folder {name} ({told[0].removeprefix('fatal: ')})")
    return done.stdout
