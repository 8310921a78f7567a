"""Which texts of other languages a proposal has to do with: who changes one has compared it with its English."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path, PurePosixPath

from bot.aside import run_aside
from bot.editing.proposal import Changed, drafted
from bot.knowledge.files import find
from bot.knowledge.localising import SOURCE
from bot.knowledge.problems import Problem
from bot.knowledge.wording import OUTDATED

NOTES = "checked.yaml"


def touched(changes: Sequence[Changed]) -> list[str]:
    """The languages beside English whose files are changed."""
    parts = [PurePosixPath(change.file).parts for change in changes]
    codes = {part[1] for part in parts if len(part) > 2 and part[0] == "languages" and part[-1] != NOTES}
    return sorted(codes - {SOURCE})


def is_note(change: Changed) -> bool:
    """Whether it only notes what has been compared."""
    return PurePosixPath(change.file).name == NOTES


def language_of(change: Changed) -> str:
    """The language whose notes they are."""
    return PurePosixPath(change.file).parent.name


def is_left_behind(message: str) -> bool:
    """Whether a finding says that texts of another language are out of date."""
    return OUTDATED in message


def left_behind(problems: Collection[Problem]) -> list[str]:
    """The languages of which a finding says so."""
    files = [PurePosixPath(problem.file) for problem in problems if is_left_behind(problem.message)]
    return sorted({file.parts[1] for file in files if len(file.parts) > 2})


async def compared(folder: Path, changes: Sequence[Changed], codes: Collection[str] | None = None) -> list[Changed]:
    """The changes, with notes that all they touch is compared: in some languages, or in all that the folder has.

    What has mistakes is left as it is: they are told soon enough. Raises AsideError.
    """
    with drafted(folder, changes) as (old, new):
        known = sorted(set(find(new).languages) - {SOURCE})
        for code in known if codes is None else [code for code in codes if code in known]:
            await run_aside("translate", code, "--accept", "--since", str(old), "--knowledge", str(new))
        rest = [change for change in changes if not is_note(change)]
        return [*rest, *filter(None, (_notes(old, new, code) for code in known))]


def _notes(old: Path, new: Path, code: str) -> Changed | None:
    file = f"languages/{code}/{NOTES}"
    before, after = (path.read_bytes() if path.exists() else None for path in (old / file, new / file))
    return Changed(file, before, after) if before != after else None
