"""Which languages surely answer as before, told by the files of two folders alone.

A language is made from the facts, its own files, and the English ones, which stand in where it lacks something. Where
none of these differs by a byte, no answer in it can differ. Light: neither YAML nor pydantic is imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.cache import content
from bot.knowledge.files import gather, within
from bot.knowledge.localising import SOURCE

_Digests = tuple[tuple[Path, bytes], ...]


@dataclass(frozen=True, slots=True)
class Same:
    """What two folders surely have in common; by default nothing."""

    languages: frozenset[str] = frozenset()
    """Those in which the same is understood and answered."""
    hearing: bool = False
    """Whether every message is also taken for the same language as before: nothing differs but test questions."""


def same(old: Path, new: Path, packaged: Path) -> Same:
    """What the folders have in common; languages that they lack come from the packaged one."""
    before, after = _parts(old, packaged), _parts(new, packaged)
    if any(before.get(part) != after.get(part) for part in ("", SOURCE)):
        return Same()
    return Same(
        frozenset(part for part in before if part and before[part] == after.get(part)),
        hearing=before == after,
    )


def _parts(folder: Path, packaged: Path) -> dict[str, _Digests]:
    """By language the digests of its files; under "" those of what all languages share."""
    listing = gather(folder, packaged)

    def digests(paths: Iterable[Path]) -> _Digests:
        return tuple((within(path, folder, packaged), hashlib.sha256(content(path)).digest()) for path in paths)

    parts = {"": digests([*listing.facts, *listing.others])}
    for code in {*listing.languages, *listing.dictionaries}:
        words = [listing.dictionaries[code]] if code in listing.dictionaries else []
        parts[code] = digests([*listing.languages.get(code, ()), *words])
    return parts
