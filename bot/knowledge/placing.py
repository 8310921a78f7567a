"""Which file holds a record or a text of the knowledge, and where in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BotError
from bot.knowledge.document import Document, Trail, Tree
from bot.knowledge.files import find, shown
from bot.knowledge.knowledge import Position
from bot.knowledge.loaded import Key
from bot.knowledge.localising import SOURCE
from bot.knowledge.nearest import hint
from bot.knowledge.reader import read


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in a file, where something is written or may be."""

    path: Path
    data: bytes
    document: Document
    trail: Trail

    @property
    def value(self) -> Tree | None:
        """What is written there; None where nothing is."""
        found: Tree | None = self.document.tree
        for step in self.trail:
            found = _step(found, step)
        return found

    @property
    def position(self) -> Position:
        """Where it begins, or what is around it."""
        return self.document.value_at(self.trail)

    @property
    def identity(self) -> str:
        """The id of the record there; empty for what has none."""
        found = _step(self.value, "id")
        return found if isinstance(found, str) else ""

    def below(self, *steps: str | int) -> Placed:
        """What stands further inside; the id of a record stands for its index in a list."""
        there = self
        for step in steps:
            ours = isinstance(step, str) and isinstance(there.value, list)
            found = next((one for one in there.items() if one.identity == step), None) if ours else None
            there = found or Placed(self.path, self.data, self.document, (*there.trail, step))
        return there

    def items(self) -> Iterator[Placed]:
        """Of a list."""
        items = self.value
        for index in range(len(items)) if isinstance(items, list) else ():
            yield Placed(self.path, self.data, self.document, (*self.trail, index))


def placed(folder: Path, section: str) -> Iterator[Placed]:
    """All records of a section that have an id, in whatever file; files that cannot be read hold none."""
    for top in _tops(find(folder).facts):
        yield from (one for one in top.below(section).items() if one.identity)


def record_at(folder: Path, key: Key) -> Placed:
    """A record by its section and ids (programs, seoul-program, editions, 2016); BotError where there is none."""
    section, identity, *rest = key
    there = {one.identity: one for one in reversed(list(placed(folder, str(section))))}
    found = there.get(str(identity))
    if found is None:
        raise BotError(f"there is no {identity!r} in '{section}:'{hint(str(identity), there)}")
    below = found.below(*rest)
    if rest and below.identity != rest[-1]:
        raise BotError(f"there is no {rest[-1]!r} in '{rest[0]}:' of {identity!r}")
    return below


def text_at(folder: Path, key: Key, language: str) -> Placed:
    """Where the text of a record's field is in a language: ("entries", "refund", "answer").

    What a language's own files say comes before what the facts say in it; a text that is new is written where the
    others of the language are.
    """
    own = record_at(folder, key[:-1]).below(key[-1], language)
    return _spoken(folder, "texts", "/".join(map(str, key)), language, own)


def phrasings_at(folder: Path, entry: str, language: str) -> Placed:
    """Likewise the list of the ways in which people ask for an entry."""
    own = record_at(folder, ("entries", entry)).below("questions", language)
    return _spoken(folder, "questions", entry, language, own)


def _spoken(folder: Path, section: str, name: str, language: str, own: Placed) -> Placed:
    """In the files of a language, unless only the facts hold it, or have to."""
    tops = [top.below(section) for top in _tops(find(folder).languages.get(language, []), f"{section}:")]
    tops = [top for top in tops if isinstance(top.value, dict)]
    there = next((top.below(name) for top in tops if top.below(name).value is not None), None)
    if there or own.value is not None or language == SOURCE or not tops:
        return there or own
    return tops[-1].below(name)


def _tops(paths: list[Path], word: str = "") -> Iterator[Placed]:
    """Files, each as a whole; with a word, only those that hold it."""
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError:
            continue
        if word.encode() in data:
            yield Placed(path, data, read(data, shown(path)), ())


def _step(found: Tree | None, step: str | int) -> Tree | None:
    if isinstance(found, dict) and isinstance(step, str):
        return found.get(step)
    if isinstance(found, list) and isinstance(step, int) and 0 <= step < len(found):
        return found[step]
    return None
