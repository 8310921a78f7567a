"""A lock that processes of one machine share: held through a file, and let go with the process that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import sqlalchemy as sa


def beside(engine: sa.Engine, name: str) -> Path | None:
    """Where the lock of that name lies beside a database file; None for a database that is no file."""
    file = engine.url.database
    on_disk = engine.dialect.name == "sqlite" and file and file != ":memory:"
    return Path(f"{file}.{name}") if on_disk else None


def lock(path: Path, *, wait: bool) -> IO[bytes] | None:
    """The file that holds the lock until it is closed; None where somebody else has it and is not waited for."""
    import fcntl

    file = path.open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        file.close()
        return None
    return file


@contextmanager
def holding(path: Path | None) -> Iterator[None]:
    """Hold the lock as long as this lasts, and wait for it before; nothing happens where there is no file."""
    file = lock(path, wait=True) if path else None
    try:
        yield
    finally:
        if file is not None:
            file.close()
