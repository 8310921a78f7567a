"""New contents of some files of a knowledge folder, put in place together: all of them or none, whatever happens.

What is new is first written beside the files, in a hidden folder that nobody reads. One rename then decides: before it
the folder is the old one, after it the new one, for whoever finds a decided publication carries it out to its end
(`finish`) before reading. No step of that needs room on the disk, and each may be done twice::

    .publishing/0, 1 ...    what is new, file by file
    .publishing/plan.part   which file each becomes, or that a file goes
    .publishing/plan        the same, decided

Light: neither YAML nor pydantic is imported.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.errors import BotError

PLACE = ".publishing"
PLAN, DRAFT = "plan", "plan.part"


class PublishingError(BotError):
    """Nothing has been published; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of one file."""

    file: str
    """Its path in the folder, with slashes: programs/seoul-program.yaml."""
    data: bytes | None
    """None where the file goes."""
    base: str | None
    """The digest of the file that was edited; None where there was none."""


def digest_of(folder: Path, file: str) -> str | None:
    """What an edit is based on; None where there is no such file."""
    try:
        return hashlib.blake2b(_within(folder, file).read_bytes(), digest_size=16).hexdigest()
    except FileNotFoundError:
        return None


def publish(folder: Path, edits: Sequence[Edit]) -> None:
    """Put all edits in place.

    Raises PublishingError, and leaves every file as it is, where a file is no longer the one that was edited, where
    somebody else publishes just now, and where the folder cannot be written or the disk is full.
    """
    targets = [_within(folder, edit.file) for edit in edits]
    finish(folder)
    place = folder / PLACE
    try:
        place.mkdir()
    except FileExistsError:
        raise PublishingError("somebody else is publishing just now; try again in a moment") from None
    except OSError as error:
        raise PublishingError(f"the folder {folder} cannot be written ({_reason(error)})") from error
    try:
        _refuse_outdated(folder, edits)
        _prepare(place, edits)
        for target in targets:
            target.parent.mkdir(parents=True, exist_ok=True)
        (place / DRAFT).rename(place / PLAN)
        _sync(place)
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise PublishingError(f"nothing could be published to {folder} ({_reason(error)})") from error
    except PublishingError:
        shutil.rmtree(place, ignore_errors=True)
        raise
    finish(folder)


def finish(folder: Path) -> bool:
    """Carry out what was decided before this process or another one was killed; True where there was anything.

    What was not decided is left alone: its publisher may be at work. Raises PublishingError where it cannot be done.
    """
    place = folder / PLACE
    try:
        plan = json.loads((place / PLAN).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return False
    try:
        for number, file in enumerate(plan["files"]):
            with suppress(FileNotFoundError):  # done already, here or by another process
                _put(place / str(number), folder / file, goes=file in plan["gone"])
    except OSError as error:
        advice = "what was published is half in place; let the program write to the folder, and start it again"
        raise PublishingError(f"{folder} cannot be written ({_reason(error)}): {advice}") from error
    for parent in {(folder / file).parent for file in plan["files"]}:
        _sync(parent)
    shutil.rmtree(place, ignore_errors=True)
    return True


def abandon(folder: Path) -> None:
    """Forget a publication that nobody decided: for the one process that publishes, at its start."""
    if not finish(folder):
        shutil.rmtree(folder / PLACE, ignore_errors=True)


def _put(new: Path, target: Path, *, goes: bool) -> None:
    if goes:
        target.unlink()
    else:
        new.replace(target)


def _refuse_outdated(folder: Path, edits: Iterable[Edit]) -> None:
    changed = [edit.file for edit in edits if digest_of(folder, edit.file) != edit.base]
    if changed:
        raise PublishingError(f"somebody else has changed {', '.join(changed)} meanwhile; edit the present file")


def _prepare(place: Path, edits: Sequence[Edit]) -> None:
    for number, edit in enumerate(edits):
        if edit.data is not None:
            _write(place / str(number), edit.data)
    plan: Mapping[str, object] = {
        "files": [edit.file for edit in edits],
        "gone": [edit.file for edit in edits if edit.data is None],
    }
    _write(place / DRAFT, json.dumps(plan).encode())
    _sync(place)


def _write(path: Path, data: bytes) -> None:
    """On the disk itself before anything is built on it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """What a folder holds is kept by a folder of its own, on systems that can be told so."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _within(folder: Path, file: str) -> Path:
    """Where a file of the folder lies; PublishingError for one that is not in it."""
    parts = PurePosixPath(file).parts
    odd = not parts or PurePosixPath(file).is_absolute() or any(part.startswith(".") for part in parts)
    path = folder.joinpath(*parts) if not odd else folder
    if odd or not path.resolve().is_relative_to(folder.resolve()):
        raise PublishingError(f"{file!r} is no file of the knowledge")
    return path


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
