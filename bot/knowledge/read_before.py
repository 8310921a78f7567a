"""What was made of files before: one that has not changed is not parsed and validated again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.knowledge import cache

Made = TypeVar("Made")

PART = "files"


class ReadBefore:
    """What is kept on disk of the files of a folder; nothing, where no digest of the program is given."""

    def __init__(self, program: str = "", cache_folder: Path | None = None) -> None:
        self._program, self._cache_folder = program, cache_folder
        self._kept: dict[str, Any] | None = None
        self._used: dict[str, Any] = {}
        self._new = False

    def made(self, kind: str, files: Iterable[tuple[str, bytes]], make: Callable[[], Made]) -> Made:
        """What was made before of these files, by their names and bytes; made now, where it was not."""
        digest = hashlib.blake2b(kind.encode(), digest_size=16)
        for name, data in files:
            digest.update(hashlib.blake2b(name.encode()).digest() + hashlib.blake2b(data).digest())
        key = digest.hexdigest()
        known = self._used.get(key) or self._before().get(key)
        self._new = self._new or known is None
        self._used[key] = found = known or make()
        return cast("Made", found)

    def save(self) -> None:
        """Keep on disk what was used, where any of it is new, for the next time; the rest is forgotten."""
        if self._new:
            cache.write(self._program, PART, self._used, self._cache_folder)
            self._new = False

    def _before(self) -> dict[str, Any]:
        if self._kept is None:
            kept = cache.read(self._program, PART, self._cache_folder) if self._program else None
            self._kept = kept if isinstance(kept, dict) else {}
        return self._kept
