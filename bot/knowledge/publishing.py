"""New contents of some files of a knowledge folder, put in place together: all of them or none, whatever happens.

What is new is first written beside the files, in a hidden folder that nobody reads. One rename then decides: before it
the folder is the old one, after it the new one, for whoever finds a decided publication carries it out to its end
(`finish`) before reading. No step of that needs room on the disk, and each may be done twice::

    .publishing/TOKEN-0, TOKEN-1 ...    what is new, file by file; the token is of this publication alone
    .publishing/plan.part   which file each becomes, or that a file goes
    .publishing/plan-TOKEN  the same, decided

Light: neither YAML nor pydantic is imported.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.errors import BotError
from bot.knowledge.files import reason
from bot.knowledge.writing import mode_of

PLACE = ".publishing"
PLAN, DRAFT = "plan-", "plan.part"


class PublishingError(BotError):
    """Nothing has been published; the text says why, and what to do."""


class BusyError(PublishingError):
    """Somebody else publishes at this moment."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of one file."""

    file: str
    """Its path in the folder, with slashes: programs/seoul-program.yaml."""
    data: bytes | None
    """None where the file goes."""
    base: str | None
    """The digest of the file that was edited; None where there was none."""


def digest(data: bytes) -> str:
    """What stands for a file's contents."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_of(folder: Path, file: str) -> str | None:
    """What an edit is based on; None where there is no such file."""
    data = read_now(folder, file)
    return None if data is None else digest(data)


def read_now(folder: Path, file: str) -> bytes | None:
    """What a file of the folder holds; None where there is none. PublishingError where it is no file of the folder."""
    try:
        return _within(folder, file).read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise PublishingError(f"{file!r} is no file of the knowledge ({reason(error)})") from error


def publish(folder: Path, edits: Sequence[Edit]) -> None:
    """Put all edits in place.

    Raises PublishingError, and leaves every file as it is, where a file is no longer the one that was edited, where
    somebody else publishes just now, and where the folder cannot be written or the disk is full.
    """
    for edit in edits:
        _within(folder, edit.file)
    finish(folder)
    place = folder / PLACE
    try:
        place.mkdir()
    except FileExistsError:
        if not place.is_dir():
            raise PublishingError(f"{place} is in the way; take it away") from None
        raise BusyError("somebody else is publishing just now; try again in a moment") from None
    except OSError as error:
        raise PublishingError(f"the folder {folder} cannot be written ({reason(error)})") from error
    try:
        _refuse_outdated(folder, edits)
        token = secrets.randbits(64)
        _prepare(place, edits, token)
        (place / DRAFT).rename(place / f"{PLAN}{token:x}")
        _sync(place)
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise PublishingError(f"nothing could be published to {folder} ({reason(error)})") from error
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
        plan = _Plan.read(folder, place)
        if plan is None:
            return False
        for number, target in enumerate(plan.targets):
            plan.put(number, target)
        for parent in {target.parent for target in plan.targets}:
            _sync(parent)
    except OSError as error:
        advice = "what was published is half in place; let the program write to the folder, and start it again"
        raise PublishingError(f"{folder} cannot be written ({reason(error)}): {advice}") from error
    with suppress(OSError):  # of another process that finishes the same; the next publication has names of its own
        plan.file.unlink()
        place.rmdir()
    return True


@dataclass(frozen=True, slots=True)
class _Plan:
    """What was decided."""

    file: Path
    token: str
    targets: tuple[Path, ...]
    gone: frozenset[int]

    @classmethod
    def read(cls, folder: Path, place: Path) -> _Plan | None:
        """None where nothing was decided; PublishingError for a plan that is none of ours."""
        if place.is_symlink():
            raise PublishingError(f"{place} is a link; take it away")
        try:
            decided = sorted(one for one in place.iterdir() if one.name.startswith(PLAN))
            data = decided[0].read_bytes() if decided else None
        except (FileNotFoundError, NotADirectoryError):
            return None
        if data is None:
            return None
        try:
            found = json.loads(data)
            targets = tuple(_within(folder, file) for file in found["files"])
            gone = frozenset(map(int, found["gone"]))
            return cls(decided[0], str(int(found["token"], 16)), targets, gone)
        except (ValueError, TypeError, KeyError) as error:
            raise PublishingError(f"{decided[0]} is no plan of this program; take {place} away") from error

    def put(self, number: int, target: Path) -> None:
        """Put one file in place, unless it is there: now, or by another process."""
        new, target = self.file.parent / f"{self.token}-{number}", target.resolve()  # a link stays one
        if number in self.gone:
            target.unlink(missing_ok=True)
        elif new.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                new.chmod(mode_of(target))
                new.replace(target)


def abandon(folder: Path) -> None:
    """Forget a publication that nobody decided: for the one process that publishes, at its start."""
    if not finish(folder):
        shutil.rmtree(folder / PLACE, ignore_errors=True)


def _refuse_outdated(folder: Path, edits: Iterable[Edit]) -> None:
    changed = [edit.file for edit in edits if digest_of(folder, edit.file) != edit.base]
    if changed:
        raise PublishingError(f"somebody else has changed {', '.join(changed)} meanwhile; edit the present file")


def _prepare(place: Path, edits: Sequence[Edit], token: int) -> None:
    for number, edit in enumerate(edits):
        if edit.data is not None:
            _write(place / f"{token}-{number}", edit.data)
    plan = {
        "token": f"{token:x}",
        "files": [edit.file for edit in edits],
        "gone": [number for number, edit in enumerate(edits) if edit.data is None],
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
    if odd or "\0" in file or not path.resolve().is_relative_to(folder.resolve()):
        raise PublishingError(f"{file!r} is no file of the knowledge")
    return path
