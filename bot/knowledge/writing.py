"""Writing a file of knowledge as a whole: whoever reads meanwhile sees the old one or the new one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bot.errors import BotError
from bot.knowledge.files import reason, shown


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the file, then rename; who may read it stays as it was. BotError where that cannot be done.

    What is half written has a name that is passed over when the folder is read. A link stays one: the file that it
    leads to is written.
    """
    path = Path(os.path.realpath(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise _refused(path, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode_of(path))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _refused(path, error) from error


def mode_of(path: Path) -> int:
    """Who may read and write a file; for a new one, whoever may here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _refused(path: Path, error: OSError) -> BotError:
    return BotError(f"{shown(path)} cannot be written ({reason(error)}); nothing has changed")
