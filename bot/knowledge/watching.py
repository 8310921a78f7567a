"""Whether a folder of knowledge has changed, and has come to rest.

Whoever waits for a change looks again and again, and sleeps in between as it likes: there is no thread and no clock
here. It looks at the files themselves instead of asking the system for news of them, since network mounts send none.
Light: neither YAML nor pydantic is imported.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.knowledge.files import gather
from bot.knowledge.problems import Problem

EVERY: Final = 0.5
"""Seconds between two looks: what is saved is seen within twice as many."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One file at one look; None of a file that cannot be asked, such as one that has just vanished."""

    path: Path
    size: int | None = None
    modified: int | None = None
    """Nanoseconds since 1970."""
    inode: int | None = None
    """Another one where the file was replaced as a whole."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A folder at one look: equal as long as nothing that would be read has been touched."""

    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What is wrong with the folder itself: it is away, or holds a file whose name is misspelt."""


def signature(folder: Path, packaged: Path) -> Signature:
    """The files that would be read from the folder, as they are now; never raises."""
    listing = gather(folder, packaged)
    return Signature(tuple(_mark(path) for path in listing.paths()), tuple(listing.problems))


def _mark(path: Path) -> Mark:
    try:
        status = path.stat()
    except OSError:
        return Mark(path)
    return Mark(path, status.st_size, status.st_mtime_ns, status.st_ino)


@dataclass(slots=True)
class Watch:
    """Remembers how the folder was when it was last read. Make it before reading, so that no change is missed."""

    folder: Path
    packaged: Path
    """The knowledge that came with the program: languages that the folder lacks are read from there."""
    _read: Signature = field(init=False)
    _last: Signature = field(init=False)

    def __post_init__(self) -> None:
        self._read = self._last = signature(self.folder, self.packaged)

    def changed(self) -> bool:
        """Look; True once for each change, when two looks in a row are equal: then nobody is writing any more.

        A burst of saves is one change. From then on, what was seen counts as read.
        """
        now = signature(self.folder, self.packaged)
        at_rest, self._last = now == self._last, now
        if not at_rest or now == self._read:
            return False
        self._read = now
        return True
