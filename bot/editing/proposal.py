"""What somebody wants to change: files as they were, and as they shall be."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.files import find
from bot.knowledge.publishing import Edit, digest, read_now


@dataclass(frozen=True, slots=True)
class Changed:
    """One file, as it was when somebody began, and as it shall be."""

    file: str
    """Its path in the folder, with slashes."""
    before: bytes | None
    """None where there was none."""
    after: bytes | None
    """None where it goes."""

    @property
    def edit(self) -> Edit:
        """What is put in place."""
        return Edit(self.file, self.after, None if self.before is None else digest(self.before))

    @property
    def undone(self) -> Changed:
        """The change that takes this one back."""
        return Changed(self.file, self.after, self.before)


def outdated(folder: Path, changes: Sequence[Changed]) -> list[Changed]:
    """Those whose file is no longer what it was when somebody began."""
    return [one for one in changes if read_now(folder, one.file) != one.before]


def in_place(folder: Path, changes: Sequence[Changed]) -> bool:
    """Whether all files are what they shall be."""
    return all(read_now(folder, one.file) == one.after for one in changes)


def copied(folder: Path, to: Path) -> None:
    """Copy all files of knowledge to a folder of one's own."""
    for path in find(folder).paths():
        target = to / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def sweep(now: float) -> None:
    """Take away copies that a process left that was killed, once they are surely of no use to another one."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if left.stat().st_mtime < now - OLD:
                shutil.rmtree(left, ignore_errors=True)


PREFIX = "wego-draft-"
OLD = 24 * 3600.0
"""Seconds."""


@contextmanager
def drafted(folder: Path, changes: Sequence[Changed]) -> Iterator[tuple[Path, Path]]:
    """Two copies of the folder, as it is and as it shall be; nobody else changes them, and they are removed behind."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as place:
        old, new = Path(place, "old"), Path(place, "new")
        for copy in (old, new):
            copied(folder, copy)
        for one in changes:
            target = new / one.file
            if one.after is None:
                target.unlink(missing_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(one.after)
        yield old, new
