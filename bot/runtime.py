"""From a folder of YAML to a bot that answers: the compiled knowledge where it is fresh, else read, checked and built.

Nothing here imports YAML or pydantic until something has to be read.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import today
from bot.errors import KnowledgeError, UsageError
from bot.settings import Settings
from bot.terminal.progress import Progress

if TYPE_CHECKING:
    from bot.answers.assistant import Assistant
    from bot.knowledge.knowledge import Knowledge
    from bot.knowledge.loaded import Loaded
    from bot.knowledge.questions import QuestionFile

DEFAULT_ZONE = "Asia/Seoul"
"""Where a folder that names no organiser is taken to live."""


@dataclass(frozen=True, slots=True)
class Service:
    """A bot that is ready, with the little that is asked about it; this is what the cache keeps."""

    assistant: Assistant
    zone: str
    languages: tuple[str, ...]
    questions: tuple[QuestionFile, ...]

    @classmethod
    def build(cls, knowledge: Knowledge, progress: Callable[[int, int], None] | None = None) -> Service:
        from bot.answers.assistant import Assistant

        organiser = knowledge.facts.organiser
        return cls(
            assistant=Assistant.build(knowledge, progress=progress),
            zone=organiser.zone if organiser else DEFAULT_ZONE,
            languages=tuple(sorted(knowledge.languages)),
            questions=knowledge.questions,
        )

    def speak(self, language: str | None) -> str | None:
        """The language, checked; UsageError for one that the knowledge does not have."""
        if language and language not in self.languages:
            raise UsageError(f"there is no language {language!r}; there are: {', '.join(self.languages)}")
        return language

    def today(self) -> dt.date:
        """Today where the organiser lives."""
        return today(self.zone)


def open_service(named: Path | None, *, use_cache: bool = True) -> Service:
    """The bot over the folder that was named, or the environment's, or the program's own."""
    from bot.knowledge import cache
    from bot.knowledge.folders import packaged_folder

    settings = Settings.read()
    folder = choose_folder(named, settings)
    if not use_cache:
        return build(read_knowledge(folder))
    key = cache.fingerprint(folder, packaged_folder())
    kept = cache.read(key, settings.cache)
    if isinstance(kept, Service):
        return kept
    service = build(read_knowledge(folder))
    cache.write(key, service, settings.cache)
    return service


def choose_folder(named: Path | None, settings: Settings) -> Path:
    """The knowledge folder; UsageError where there is none."""
    from bot.knowledge.folders import packaged_folder

    folder = named or settings.knowledge or packaged_folder()
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    return folder


def read_knowledge(folder: Path) -> Knowledge:
    """The folder's knowledge; KnowledgeError where it has errors."""
    loaded = load_knowledge(folder)
    if loaded.knowledge is None:
        raise KnowledgeError(loaded.problems)
    return loaded.knowledge


def load_knowledge(folder: Path) -> Loaded:
    """The folder's knowledge with all its problems."""
    from bot.knowledge.folders import packaged_folder
    from bot.knowledge.loader import load

    with Progress("Reading the knowledge", sys.stderr) as progress:
        return load(folder, packaged=packaged_folder(), progress=progress)


def build(knowledge: Knowledge) -> Service:
    """The bot over knowledge that has been read."""
    with Progress("Learning its phrases", sys.stderr) as progress:
        return Service.build(knowledge, progress)
