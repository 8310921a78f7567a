"""Which files of a knowledge folder are read, and as what.

    faq.yaml  programs/seoul.yaml          facts: every *.yaml and *.yml that stands nowhere special
    languages/en/answers.yaml              one language's words; the folder's name is its code
    languages/en/words.txt                 its dictionary
    languages/others.yaml                  languages of the world that are only recognised
    languages/en/questions/dates.yaml      its test questions
    questions/english.yaml                 test questions, where a folder brings no language

Hidden files and folders and editors' back-ups are passed over. Links are followed, each folder once. Light: neither
YAML nor pydantic is imported, since the compiled cache asks here as well.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.knowledge.problems import Problem

MAX_FILES = 2_000
MAX_FOLDERS = 5_000
WORDS = "words.txt"
QUESTIONS = "questions"
OTHERS = ("others.yaml", "others.yml")

_YAML = (".yaml", ".yml")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)?")
_BACKUP = re.compile(r"^[.~#]|~$|\.(swp|bak|orig|tmp)$", re.IGNORECASE)
_MISNAMED = re.compile(r"\.ya?ml\.txt$", re.IGNORECASE)


@dataclass(slots=True)
class Listing:
    """The files of a folder, sorted by name; languages by code."""

    facts: list[Path] = field(default_factory=list)
    languages: dict[str, list[Path]] = field(default_factory=dict)
    dictionaries: dict[str, Path] = field(default_factory=dict)
    others: list[Path] = field(default_factory=list)
    questions: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def paths(self) -> list[Path]:
        """All files that are read, in one order."""
        packs = [path for paths in self.languages.values() for path in paths]
        return [*self.facts, *packs, *self.dictionaries.values(), *self.others, *self.questions]

    def only(self, languages: Collection[str]) -> Listing:
        """The facts and what belongs to some languages, without test questions: what one language is compiled from."""
        return Listing(
            facts=self.facts,
            languages={code: paths for code, paths in self.languages.items() if code in languages},
            dictionaries={code: path for code, path in self.dictionaries.items() if code in languages},
            others=self.others,
            problems=self.problems,
        )


def find(folder: Path) -> Listing:
    """The knowledge files below `folder`; never raises."""
    listing = Listing()
    try:
        if not folder.is_dir():
            what = "is no folder" if folder.exists() else "does not exist"
            return _refused(folder, f"the knowledge folder {what}; name a folder that holds YAML files")
        for number, path in enumerate(_walk(folder, listing)):
            if number >= MAX_FILES:
                return _refused(folder, f"the folder holds more than {MAX_FILES} files; is it the knowledge folder?")
            _sort_in(listing, path, path.relative_to(folder).parts)
    except _TooManyError:
        return _refused(folder, f"the folder holds more than {MAX_FOLDERS} folders; is it the knowledge folder?")
    except (OSError, ValueError) as error:
        return _refused(folder, f"the knowledge folder cannot be read ({reason(error)})")
    if not listing.facts and not listing.problems:
        advice = "put in a file such as faq.yaml with the section 'entries:'"
        listing.problems.append(Problem(shown(folder), 1, 1, f"the folder holds no YAML file with knowledge; {advice}"))
    return listing


def gather(folder: Path, packaged: Path) -> Listing:
    """The files of `folder`, with the packaged languages that it lacks; never raises."""
    listing = find(folder)
    with suppress(OSError):
        if packaged.is_dir() and not (folder.is_dir() and packaged.samefile(folder)):
            ours = find(packaged)
            listing.languages = {**ours.languages, **listing.languages}
            listing.dictionaries = {**ours.dictionaries, **listing.dictionaries}
            listing.others = listing.others or ours.others
    return listing


def within(path: Path, folder: Path, packaged: Path) -> Path:
    """A gathered file as it is named inside its folder: the same wherever the folder lies."""
    return path.relative_to(folder if path.is_relative_to(folder) else packaged)


def shown(path: Path) -> str:
    """A path as it is printed: any bytes may stand in a file's name, a line of output takes fewer."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name)


def reason(error: Exception) -> str:
    """Why the system refused, in its words."""
    return str(getattr(error, "strerror", None) or error).lower()


class _TooManyError(Exception):
    """The folder is not one that people curate."""


def _walk(folder: Path, listing: Listing) -> Iterator[Path]:
    """YAML files, dictionaries and misnamed files, folder by folder, sorted."""
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            status = place.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            inside = sorted(path for path in place.iterdir() if not _BACKUP.search(path.name))
            folders = {path for path in inside if path.is_dir()}
        except OSError as error:
            listing.problems.append(Problem(shown(place), 1, 1, f"the folder cannot be read ({reason(error)})"))
            continue
        if len(seen) > MAX_FOLDERS:
            raise _TooManyError
        waiting.extend(sorted(folders, reverse=True))
        yield from (path for path in inside if path not in folders and _is_ours(path))


def _is_ours(path: Path) -> bool:
    return path.name.lower().endswith(_YAML) or path.name == WORDS or bool(_MISNAMED.search(path.name))


def _sort_in(listing: Listing, path: Path, parts: tuple[str, ...]) -> None:
    def note(message: str) -> None:
        listing.problems.append(Problem(shown(path), 1, 1, message))

    if _MISNAMED.search(path.name):
        note("the name ends in .txt, so the file is not read; rename it to .yaml")
        return
    words = path.name == WORDS
    match parts:
        case ("languages", code, *rest) if rest:
            if not LANGUAGE.fullmatch(code):
                note(f"expected a folder named by a language code such as languages/en, found {code!r}")
            elif rest[0] == QUESTIONS and len(rest) > 1:
                if not words:
                    listing.questions.append(path)
            elif not words:
                listing.languages.setdefault(code, []).append(path)
            elif len(rest) == 1:
                listing.dictionaries[code] = path
        case ("languages", name) if name in OTHERS:
            listing.others.append(path)
        case ("languages", _) if not words:
            note("a language's file belongs into a folder of its own, such as languages/en")
        case ("questions", *rest) if rest and not words:
            listing.questions.append(path)
        case _ if not words:
            listing.facts.append(path)


def _refused(folder: Path, message: str) -> Listing:
    return Listing(problems=[Problem(shown(folder), 1, 1, message)])
