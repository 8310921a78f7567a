"""A compiled value (the knowledge and all that is computed from it) kept on disk, so that the next start is quick.

The key is a digest of everything that the value depends on (fingerprints.py). Reading back executes what the file
says (pickle), so only a folder that belongs to the user and that nobody else may write to is trusted. Whatever goes
wrong is a miss: the program then reads the YAML. Light: neither YAML nor pydantic is imported.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import stat
import sys
import tempfile
from contextlib import suppress
from io import BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path

KEPT = 4
"""How many states of each part stay on disk: what is served, the last commit, and some that were only tried. Those not
used for longest go first."""

_SUFFIX = ".compiled"
_PART = ".part"
_MARK = "-"
_DIGEST = 32
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def read(key: str, part: str, directory: Path | None = None) -> object | None:
    """The value that was written for a part under the key, or None."""
    try:
        folder = _folder(directory)
        if not _is_trusted(folder):
            return None
        path = folder / f"{key}{_MARK}{part}{_SUFFIX}"
        kept = _own_file(path)
        if kept.read(_DIGEST) != _checksum(memoryview(kept)[_DIGEST:]):
            return None
        value = _unpickled(kept)
        with suppress(OSError):  # where it may be read alone
            path.touch()  # the one that was not used for longest goes first
    except Exception:  # a file that fits but cannot be unpickled may raise anything; it is a miss all the same
        return None
    return value


def has(key: str, part: str, directory: Path | None = None) -> bool:
    """Whether something is kept for a part under the key; it may still prove to be no use."""
    try:
        return (_folder(directory) / f"{key}{_MARK}{part}{_SUFFIX}").is_file()
    except (OSError, RuntimeError):
        return False


def write(key: str, part: str, value: object, directory: Path | None = None) -> None:
    """Keep the value of a part under the key; where that is not possible, nothing happens."""
    written = BytesIO()
    _Writer(written, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    payload = written.getvalue()
    with suppress(OSError, RuntimeError):  # RuntimeError: a user without a home
        folder = _folder(directory)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_trusted(folder):
            _replace(folder / f"{key}{_MARK}{part}{_SUFFIX}", _checksum(payload) + payload)
            _prune(folder)


def _unpickled(kept: mmap) -> object:
    """Without the collector, which would look through all that is made, again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return _Reader(kept).load()
    finally:
        if collects:
            gc.enable()


class _Writer(pickle.Pickler):
    """Hands each text to the reader by itself."""

    def persistent_id(self, value: object) -> str | None:
        return value if type(value) is str else None


class _Reader(pickle.Unpickler):
    """Every text is there once, in whatever part it stands: the languages share a third of theirs."""

    persistent_load = staticmethod(sys.intern)


def _folder(directory: Path | None) -> Path:
    if directory is not None:
        return directory
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("wego-bot", appauthor=False))


def _is_trusted(folder: Path) -> bool:
    """Whether nobody else can have put a file there. A link could lead elsewhere a moment later, so it is none."""
    if not hasattr(os, "getuid"):
        return False
    status = folder.lstat()
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & _OTHERS


def _own_file(path: Path) -> mmap:
    """The file, mapped; OSError where it is a link, or somebody else owns it or may write to it.

    Read into memory, a few megabytes would leave holes there that nothing else fills.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & _OTHERS:
            raise PermissionError(path)
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _checksum(payload: bytes | memoryview) -> bytes:
    return hashlib.blake2b(payload, digest_size=_DIGEST).digest()


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file, then rename: a reader sees the old file or the new one, never half of it."""
    handle, name = tempfile.mkstemp(suffix=_PART, prefix=path.name, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _prune(folder: Path) -> None:
    by_part: dict[str, list[Path]] = {}
    for path in folder.iterdir():
        if path.suffix in (_SUFFIX, _PART):
            by_part.setdefault(path.name.partition(_MARK)[2].partition(_SUFFIX)[0], []).append(path)
    for paths in by_part.values():
        for path in sorted(paths, key=_age)[KEPT:]:
            path.unlink(missing_ok=True)


def _age(path: Path) -> int:
    # Another process may have taken the file away meanwhile.
    try:
        return -path.stat().st_mtime_ns
    except OSError:
        return 0
