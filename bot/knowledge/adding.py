"""A new programme, edition, entry or announcement in the knowledge, as a skeleton to fill in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BotError, KnowledgeError, UsageError
from bot.knowledge.document import Trail
from bot.knowledge.files import reason, shown
from bot.knowledge.inserting import inserted
from bot.knowledge.nearest import hint, listing
from bot.knowledge.placing import Placed, placed
from bot.knowledge.reader import read
from bot.knowledge.skeletons import bare, item, listed, quoted
from bot.knowledge.types import SlugMarker, SubjectMarker
from bot.knowledge.writing import write_whole


@dataclass(frozen=True, slots=True)
class Added:
    """Where the skeleton stands now."""

    path: Path
    line: int
    """Counted from 1."""

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}"


def add_program(folder: Path, identity: str, name: str) -> Added:
    """A programme in a file of its own; UsageError where there is such a file or programme, or the id is none."""
    _require_new(folder, "programs", _slug(identity))
    given = {"id": f" {_id(identity)}", "kind": " training", "names": listed((name,)), "about": _english(f"{name}.")}
    return _append(folder, folder / "programs" / f"{identity}.yaml", ("programs",), item("Program", given), new=True)


def add_edition(folder: Path, program: str, identity: str) -> Added:
    """An edition at the end of its programme's list; its year is what its id begins with."""
    found = re.fullmatch(r"(199\d|20\d\d|2100)(?:-([1-9]\d?))?(-.*)?", _slug(identity))
    if found is None:
        raise UsageError(f"the id of an edition begins with its year, as in 2027 or 2027-2; found {identity!r}")
    places = {place.identity: place for place in placed(folder, "programs")}
    there = places.get(program)
    if there is None:
        known = f"; there are: {listing(places)}" if places else ""
        raise UsageError(f"there is no programme {program!r}{hint(program, places) or known}")
    _refuse_repeated(there.below("editions").items(), identity)
    given = {"id": f" {_id(identity)}", "year": f" {found[1]}", **({"part": f" {found[2]}"} if found[2] else {})}
    return _append(folder, there.path, (*there.trail, "editions"), item("Edition", given))


def add_announcement(folder: Path, identity: str, about: str = "") -> Added:
    """An announcement in a file of its own; UsageError where that is there, or the id is none."""
    _require_new(folder, "announcements", _slug(identity))
    given = {"id": f" {_id(identity)}", **({"about": f" {_id(_subject(about))}"} if about else {})}
    path = folder / "announcements" / f"{identity}.yaml"
    return _append(folder, path, ("announcements",), item("Announcement", given), new=True)


def add_entry(folder: Path, identity: str, file: Path, questions: tuple[str, ...] = (), answer: str = "") -> Added:
    """An entry at the end of a file inside the folder. What is not given is left empty, and `check` asks for it."""
    _require_new(folder, "entries", _slug(identity))
    given = {"id": f" {_id(identity)}"}
    if questions:
        given["questions"] = listed(questions)
    if answer:
        given["answer"] = _english(answer)
    return _append(folder, _facts_file(folder, file), ("entries",), item("Entry", given))


def add_whole_entry(folder: Path, identity: str, file: Path, questions: tuple[str, ...], answer: str) -> Added:
    """An entry that lacks nothing, without the comments that show what may be added."""
    _require_new(folder, "entries", _slug(identity))
    given = {"id": f" {_id(identity)}", "questions": listed(questions), "answer": _english(answer)}
    return _append(folder, _facts_file(folder, file), ("entries",), bare(given))


def _require_new(folder: Path, section: str, identity: str) -> None:
    _refuse_repeated(placed(folder, section), identity)


def _refuse_repeated(places: Iterator[Placed], identity: str) -> None:
    for place in places:
        if place.identity == identity:
            raise UsageError(
                f"the id {identity!r} is there already: {place.below('id').position}; choose another one, or edit that"
            )


def _append(folder: Path, path: Path, trail: Trail, lines: list[str], *, new: bool = False) -> Added:
    """Write the item to the end of a list of a file, which is made where there is none."""
    try:
        data = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise BotError(f"{shown(path)} cannot be read ({reason(error)})") from error
    if data is not None and new:
        raise UsageError(f"{shown(path)}:1: the file is there already; edit it, or choose another id")
    if data is None:
        data = f"# yaml-language-server: $schema={_schema(folder, path)}\n\n".encode()
    document = read(data, shown(path))
    broken = [problem for problem in document.problems if problem.level == "error"]
    if broken and not _only_comments(data):
        raise KnowledgeError(broken)
    document.tree = document.tree or {}
    made, line = inserted(data, document, trail, lines)
    write_whole(path, made)
    return Added(path, line)


def _only_comments(data: bytes) -> bool:
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in data.splitlines())


def _schema(folder: Path, path: Path) -> str:
    """The way from a file to the schema by which an editor completes it."""
    return Path(os.path.relpath(folder / "schemas" / "facts.schema.json", path.parent)).as_posix()


def _facts_file(folder: Path, file: Path) -> Path:
    """The file inside the folder; UsageError where it would not be read as one of facts."""
    path = file if file.is_absolute() else folder / file
    inside = path.relative_to(folder) if path.is_relative_to(folder) else None
    parts = inside.parts if inside else ()
    sound = parts and parts[0] not in ("languages", "questions") and not any(part.startswith(".") for part in parts)
    if not sound or path.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(f"{shown(file)} is no file of facts; name one inside {shown(folder)}, such as faq.yaml")
    return path


def _slug(identity: str) -> str:
    try:
        return SlugMarker().parse(identity)
    except ValueError as error:
        raise UsageError(f"{error}; found {identity!r}") from error


def _subject(about: str) -> str:
    try:
        return SubjectMarker().parse(about)
    except ValueError as error:
        raise UsageError(f"{error}; found {about!r}") from error


def _id(identity: str) -> str:
    """An id of digits alone is put in quotes, as editors read it as a number."""
    return quoted(identity) if identity.isdecimal() else identity


def _english(text: str) -> str:
    return f"\n  en: {quoted(text)}"
