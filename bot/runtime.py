"""From a folder of YAML to a bot that answers: the compiled knowledge where it is fresh, else read, checked and built.

Nothing here imports YAML or pydantic until something has to be read.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.clock import today
from bot.errors import KnowledgeError, UsageError
from bot.settings import Settings
from bot.terminal.progress import Progress

if TYPE_CHECKING:
    from bot.answers.assistant import Assistant
    from bot.answers.repertoire import Repertoire
    from bot.answers.tongue import Tongue
    from bot.knowledge.knowledge import Knowledge
    from bot.knowledge.loaded import Loaded
    from bot.knowledge.questions import QuestionFile

_Kept = TypeVar("_Kept")
DEFAULT_ZONE = "Asia/Seoul"
"""Where a folder that names no organiser is taken to live."""


@dataclass(frozen=True, slots=True)
class Service:
    """A bot that is ready, with the little that is asked about it."""

    assistant: Assistant
    zone: str
    questions: tuple[QuestionFile, ...]
    prepare: Callable[[], None] = lambda: None
    """Compiles what is not compiled yet; slow, for another thread."""

    @classmethod
    def build(cls, knowledge: Knowledge, progress: Callable[[int, int], None] | None = None) -> Service:
        """The bot over knowledge that has been read as a whole."""
        from bot.answers.assistant import Assistant

        return cls(Assistant.build(knowledge, progress=progress), zone_of(knowledge), knowledge.questions)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the bot understands and speaks."""
        return self.assistant.languages

    def speak(self, language: str | None) -> str | None:
        """The language, checked; UsageError for one that the knowledge does not have."""
        if language and language not in self.languages:
            raise UsageError(f"there is no language {language!r}; there are: {', '.join(self.languages)}")
        return language

    def today(self) -> dt.date:
        """Today where the organiser lives."""
        return today(self.zone)


@dataclass(frozen=True, slots=True)
class Head:
    """What every start needs, whatever is asked; languages are brought in one by one."""

    repertoire: Repertoire
    zone: str
    questions: tuple[QuestionFile, ...]


def open_service(named: Path | None, *, use_cache: bool = True) -> Service:
    """The bot over the folder that was named, or the environment's, or the program's own."""
    from bot.answers.assistant import Assistant

    settings = Settings.read()
    folder = choose_folder(named, settings)
    if not use_cache:
        return build(read_knowledge(folder))
    kept = Kept(folder, settings.cache)
    head = kept.head()
    return Service(
        Assistant(head.repertoire, kept.tongue),
        head.zone,
        head.questions,
        lambda: kept.prepare(head.repertoire.languages),
    )


class Kept:
    """What is compiled from a folder: on disk where it is fresh, else read, checked, built and kept."""

    def __init__(self, folder: Path, cache_folder: Path | None) -> None:
        from bot.knowledge import cache
        from bot.knowledge.folders import packaged_folder

        self._folder, self._cache_folder = folder, cache_folder
        self._key = cache.fingerprint(folder, packaged_folder())
        self._knowledge: Knowledge | None = None

    def head(self) -> Head:
        """What every start needs."""
        return self._value("head", Head, self._make_head)

    def tongue(self, language: str) -> Tongue:
        """One language."""
        from bot.answers.tongue import Tongue

        return self._value(language, Tongue, lambda: self._make_tongue(language))

    def prepare(self, languages: Iterable[str]) -> None:
        """Compile the languages that are not on disk yet, so that nobody waits for it; may run beside all else."""
        from bot.knowledge import cache

        for language in languages:
            if not cache.has(self._key, language, self._cache_folder):
                self.tongue(language)

    def _value(self, name: str, kind: type[_Kept], make: Callable[[], _Kept]) -> _Kept:
        from bot.knowledge import cache

        kept = cache.read(self._key, name, self._cache_folder)
        if isinstance(kept, kind):
            return kept
        value = make()
        cache.write(self._key, name, value, self._cache_folder)
        return value

    def _make_head(self) -> Head:
        from bot.answers.repertoire import Repertoire

        self._knowledge = knowledge = read_knowledge(self._folder)
        return Head(Repertoire.of(knowledge), zone_of(knowledge), knowledge.questions)

    def _make_tongue(self, language: str) -> Tongue:
        from bot.answers.tongue import Tongue
        from bot.matching.compiling import FALLBACK

        knowledge = self._knowledge or read_knowledge(self._folder, {language, FALLBACK})
        with Progress("Learning its phrases", sys.stderr) as progress:
            return Tongue(knowledge, language, progress)


def zone_of(knowledge: Knowledge) -> str:
    """Where the organiser lives."""
    organiser = knowledge.facts.organiser
    return organiser.zone if organiser else DEFAULT_ZONE


def choose_folder(named: Path | None, settings: Settings) -> Path:
    """The knowledge folder; UsageError where there is none."""
    from bot.knowledge.folders import packaged_folder

    folder = named or settings.knowledge or packaged_folder()
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    return folder


def read_knowledge(folder: Path, languages: Collection[str] | None = None) -> Knowledge:
    """The folder's knowledge, or some of its languages; KnowledgeError where it has errors."""
    loaded = load_knowledge(folder, languages)
    if loaded.knowledge is None:
        raise KnowledgeError(loaded.problems)
    return loaded.knowledge


def load_knowledge(folder: Path, languages: Collection[str] | None = None) -> Loaded:
    """The folder's knowledge with all its problems."""
    from bot.knowledge.folders import packaged_folder
    from bot.knowledge.loader import load

    with Progress("Reading the knowledge", sys.stderr) as progress:
        return load(folder, packaged=packaged_folder(), languages=languages, progress=progress)


def build(knowledge: Knowledge) -> Service:
    """The bot over knowledge that has been read."""
    with Progress("Learning its phrases", sys.stderr) as progress:
        return Service.build(knowledge, progress)
