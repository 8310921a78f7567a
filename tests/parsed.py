"""What the tests of one process parse once: the language packs that travel with the program stand in most folders."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from bot.folder import load_knowledge, read_knowledge
from bot.knowledge.folders import packaged_folder
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.loaded import Loaded
from bot.knowledge.read_before import ReadBefore

_BEFORE = ReadBefore()


def loaded(folder: Path, languages: Collection[str] | None = None) -> Loaded:
    """A folder with all its problems, beside the packs of some languages or of all."""
    return load_knowledge(folder, languages, _BEFORE)


def knowledge_in(folder: Path, languages: Collection[str] | None = None) -> Knowledge:
    """The knowledge of a folder without errors."""
    return read_knowledge(folder, languages, _BEFORE)


def packaged_knowledge(*languages: str) -> Knowledge:
    """What travels with the program, in some languages; in all where none is named."""
    return knowledge_in(packaged_folder(), set(languages) or None)
