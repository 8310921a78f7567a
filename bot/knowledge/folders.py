"""Where the knowledge that travels with the program lives, and how staff get a copy to edit."""

from __future__ import annotations

import shutil
from pathlib import Path

import bot
from bot.errors import BotError, UsageError


def packaged_folder() -> Path:
    """The knowledge of an installed wheel (`bot/_knowledge`), or of a checkout (`knowledge` beside `bot`)."""
    package = Path(bot.__file__).parent
    installed = package / "_knowledge"
    return installed if installed.is_dir() else package.parent / "knowledge"


def copy_to(directory: Path, *, source: Path | None = None) -> tuple[Path, ...]:
    """Copy the packaged knowledge into a new or empty folder; returns the files written, relative to it.

    Raises UsageError where the folder holds something already or cannot be written to.
    """
    source = source or packaged_folder()
    if not source.is_dir():
        raise BotError("this installation holds no knowledge to copy; install the program anew")
    try:
        if directory.exists() and not directory.is_dir():
            raise UsageError(f"{directory} is a file; name a folder that is new or empty")
        if directory.is_dir() and any(directory.iterdir()):
            raise UsageError(f"the folder {directory} is not empty; name one that is new or empty")
        return _copy(source, directory)
    except OSError as error:
        raise UsageError(f"the folder {directory} cannot be written ({error.strerror or error})") from error


def _copy(source: Path, directory: Path) -> tuple[Path, ...]:
    # Only contents are copied: an installation's files may be read-only, those of staff must not be.
    names = [path.relative_to(source) for path in sorted(source.rglob("*")) if path.is_file()]
    visible = [name for name in names if not any(part.startswith((".", "__pycache__")) for part in name.parts)]
    for name in visible:
        target = directory / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target)
    return tuple(visible)
