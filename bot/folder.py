"""A folder of YAML -> the knowledge in it, with a sign of life while that takes long.

Nothing here imports YAML or pydantic until something has to be read.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import KnowledgeError, UsageError
from bot.settings import Settings
from bot.terminal.progress import Progress

if TYPE_CHECKING:
    from bot.knowledge.knowledge import Knowledge
    from bot.knowledge.loaded import Loaded
    from bot.knowledge.read_before import ReadBefore

DEFAULT_ZONE = "Asia/Seoul"
"""Where a folder that names no organiser is taken to live."""


def choose_folder(named: Path | None, settings: Settings) -> Path:
    """The knowledge folder; UsageError where there is none."""
    from bot.knowledge.folders import packaged_folder

    folder = named or settings.knowledge or packaged_folder()
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    return folder


def read_knowledge(
    folder: Path, languages: Collection[str] | None = None, before: ReadBefore | None = None
) -> Knowledge:
    """The folder's knowledge, or some of its languages; KnowledgeError where it has errors."""
    loaded = load_knowledge(folder, languages, before)
    if loaded.knowledge is None:
        raise KnowledgeError(loaded.problems)
    return loaded.knowledge


def load_knowledge(folder: Path, languages: Collection[str] | None = None, before: ReadBefore | None = None) -> Loaded:
    """The folder's knowledge with all its problems; what was read before is not parsed again."""
    from bot.knowledge.folders import packaged_folder
    from bot.knowledge.loader import load

    with Progress("Reading the knowledge", sys.stderr) as progress:
        return load(folder, packaged=packaged_folder(), languages=languages, progress=progress, before=before)


def zone_of(knowledge: Knowledge) -> str:
    """Where the organiser lives."""
    organiser = knowledge.facts.organiser
    return organiser.zone if organiser else DEFAULT_ZONE
