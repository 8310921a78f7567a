"""Which languages surely answer as before, told by the files of two folders alone.

A language is made from the facts, its own files, and the English ones, which stand in where it lacks something. Where
none of these differs by a byte, no answer in it can differ. Light: neither YAML nor pydantic is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.fingerprints import OTHERS, Fingerprints
from bot.knowledge.localising import SOURCE


@dataclass(frozen=True, slots=True)
class Same:
    """What two folders surely have in common; by default nothing."""

    languages: frozenset[str] = frozenset()
    """Those in which the same is understood and answered."""
    hearing: bool = False
    """Whether every message is also taken for the same language as before: nothing differs but test questions."""


def same(old: Path, new: Path, packaged: Path) -> Same:
    """What the folders have in common; languages that they lack come from the packaged one."""
    before, after = Fingerprints.take(old, packaged), Fingerprints.take(new, packaged)
    if before.facts != after.facts or any(before.packs.get(code) != after.packs.get(code) for code in (OTHERS, SOURCE)):
        return Same()
    languages = {code for code, pack in before.packs.items() if code != OTHERS and pack == after.packs.get(code)}
    return Same(frozenset(languages), hearing=before.packs == after.packs)
