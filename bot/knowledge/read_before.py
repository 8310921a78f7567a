"""What was made of files before: one that has not changed is not parsed and validated again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar, cast

from bot.knowledge import cache

Made = TypeVar("Made", bound="Movable")

PART = "files"


@dataclass(frozen=True, slots=True)
class Source:
    """One file that something is made of."""

    root: str
    """The folder, as it is shown."""
    file: str
    """The file with the folder, as it is shown."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Move:
    """From one folder to another."""

    old: str
    new: str

    def __call__(self, file: str) -> str:
        """What a file of the old folder is called in the new one."""
        return self.new + file.removeprefix(self.old) if file.startswith(self.old) else file


class Movable(Protocol):
    """What can be taken to another folder."""

    def moved(self, move: Move) -> Self:
        """The same for files of the same names in another folder."""


class ReadBefore:
    """What is kept on disk of the files of a folder; nothing, where no digest of the program is given."""

    def __init__(self, program: str = "", cache_folder: Path | None = None) -> None:
        self._program, self._cache_folder = program, cache_folder
        self._kept: dict[str, tuple[Any, str]] | None = None
        self._used: dict[str, tuple[Any, str]] = {}
        self._new = False

    def made(self, kind: str, files: Sequence[Source], make: Callable[[], Made], sound: Callable[[Made], bool]) -> Made:
        """What was made before of these files, by their names and bytes; made now, where it was not.

        What is not sound is not kept, for it tells of places by their full names; the rest is moved to where it lies.
        """
        root = files[0].root if files else ""
        key = _key(kind, files)
        known = self._used.get(key) or self._before().get(key)
        if known is not None:
            self._used[key] = known
            value, made_in = known
            return cast("Made", value if made_in == root else value.moved(Move(made_in, root)))
        value = make()
        if sound(value):
            self._used[key], self._new = (value, root), True
        return value

    def save(self) -> None:
        """Keep on disk what was used, where any of it is new, for the next time; the rest is forgotten."""
        if self._new:
            cache.write(self._program, PART, self._used, self._cache_folder)
            self._new = False

    def _before(self) -> dict[str, tuple[Any, str]]:
        if self._kept is None:
            kept = cache.read(self._program, PART, self._cache_folder) if self._program else None
            self._kept = kept if isinstance(kept, dict) else {}
        return self._kept


def _key(kind: str, files: Iterable[Source]) -> str:
    digest = hashlib.blake2b(kind.encode(), digest_size=16)
    for source in files:
        name = source.file.removeprefix(source.root)
        digest.update(hashlib.blake2b(name.encode()).digest() + hashlib.blake2b(source.data).digest())
    return digest.hexdigest()
