"""What people asked becomes part of the knowledge: as more phrasings of an entry, or as an entry of its own."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.editing import typed
from bot.editing.amendments import Field, changed, present
from bot.editing.proposal import PREFIX, Changed, copied
from bot.knowledge.adding import add_whole_entry
from bot.knowledge.localising import SOURCE
from bot.knowledge.placing import placed
from bot.matching.text import words

FAQ = "faq.yaml"
"""Where entries go, unless others of the folder stand elsewhere."""
LETTERS = 48
"""Of an id that is made from a question."""


@dataclass(frozen=True, slots=True)
class Said:
    """One way in which it was asked."""

    text: str
    language: str


def attached(folder: Path, entry: str, said: Sequence[Said]) -> list[Changed]:
    """The files with these as phrasings of an entry, but those that are there already.

    BotError where all are, or where one cannot be written.
    """
    new = [one for one in said if not _is_there(folder, entry, one)]
    return _tried(folder, lambda copy: _phrase(copy, entry, new or said))


def entered(folder: Path, said: Sequence[Said], answer: str) -> list[Changed]:
    """The files with a new entry, at the end of those there are; one of the phrasings has to be English.

    BotError where it cannot be written.
    """
    first = next(one for one in said if one.language == SOURCE)
    rest = [one for one in said if one != first]
    identity = _new_id(folder, first.text)

    def write(copy: Path) -> list[str]:
        file = _file_of_entries(copy)
        add_whole_entry(copy, identity, Path(file), (_one_line(first.text),), "-")
        change = changed(copy, ("entries", identity), Field.ANSWER, answer)
        _put(copy, change)
        return [file, *_phrase(copy, identity, rest)]

    return _tried(folder, write)


def _is_there(folder: Path, entry: str, one: Said) -> bool:
    there = present(folder, ("entries", entry), Field.PHRASING, one.language)
    return typed.line(one.text)[0].casefold() in {phrasing.casefold() for phrasing in there}


def _phrase(copy: Path, entry: str, said: Sequence[Said]) -> list[str]:
    """Write the phrasings into a copy of the folder; the files that they went to."""
    files = []
    for one in said:
        change = changed(copy, ("entries", entry), Field.PHRASING, _one_line(one.text), one.language)
        _put(copy, change)
        files.append(change.file)
    return files


def _put(copy: Path, change: Changed) -> None:
    target = copy / change.file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(change.after or b"")


def _tried(folder: Path, write: Callable[[Path], Sequence[str]]) -> list[Changed]:
    """What a series of edits makes of the folder: in a copy each finds what the one before it left."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as place:
        copy = Path(place)
        copied(folder, copy)
        files = sorted(set(write(copy)))
        return [Changed(file, _bytes(folder / file), _bytes(copy / file)) for file in files]


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _file_of_entries(folder: Path) -> str:
    """Where most entries of the folder stand."""
    files = [one.path.relative_to(folder).as_posix() for one in placed(folder, "entries")]
    return max(sorted(set(files)), key=files.count) if files else FAQ


def _new_id(folder: Path, text: str) -> str:
    """An id that is not there yet, from the words of a question."""
    known = {one.identity for one in placed(folder, "entries")}
    plain = [word for word in words(text) if re.fullmatch(r"[a-z0-9]+", word)]
    name = "-".join(plain)
    name = name if len(name) <= LETTERS else name[: name.rfind("-", 0, LETTERS) if "-" in name[:LETTERS] else LETTERS]
    name = name if re.match("[a-z]", name) else f"question-{name}".rstrip("-")
    numbers = (f"{name}-{number}" for number in range(2, len(known) + 3))
    return name if name not in known else next(one for one in numbers if one not in known)


def _one_line(text: str) -> str:
    return " ".join(text.split())
