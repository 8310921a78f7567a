"""From a folder of YAML to a bot that answers.

Nothing here imports YAML or pydantic until something has to be read.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import today
from bot.errors import OutdatedError, UsageError
from bot.folder import choose_folder, read_knowledge, zone_of
from bot.settings import Settings
from bot.terminal.progress import Progress

if TYPE_CHECKING:
    from bot.answers.assistant import Assistant
    from bot.compiled import Compiled
    from bot.knowledge.knowledge import Knowledge
    from bot.knowledge.questions import QuestionFile


@dataclass(frozen=True, slots=True)
class Service:
    """A bot that is ready, with the little that is asked about it."""

    assistant: Assistant
    zone: str
    find_questions: Callable[[], tuple[QuestionFile, ...]]
    """Looks up the test questions, which only some commands want."""
    compiled: Compiled | None = None
    """What is kept on disk; None where nothing is."""

    @classmethod
    def build(cls, knowledge: Knowledge, progress: Callable[[int, int], None] | None = None) -> Service:
        """The bot over knowledge that has been read as a whole."""
        from bot.answers.assistant import Assistant

        return cls(Assistant.build(knowledge, progress=progress), zone_of(knowledge), lambda: knowledge.questions)

    @property
    def questions(self) -> tuple[QuestionFile, ...]:
        """The test questions of all languages."""
        return self.find_questions()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the bot understands and speaks."""
        return self.assistant.languages

    def speak(self, language: str | None) -> str | None:
        """The language, checked; UsageError for one that the knowledge does not have."""
        return checked(language, self.languages)

    @property
    def uncompiled(self) -> Path | None:
        """The folder, where some of its languages are not on disk yet."""
        return self.compiled.folder if self.compiled and self.compiled.lacking(self.languages) else None

    def today(self) -> dt.date:
        """Today where the organiser lives."""
        return today(self.zone)


def checked(language: str | None, languages: Collection[str]) -> str | None:
    """A language that somebody named; UsageError for one that is not there."""
    if language and language not in languages:
        raise UsageError(f"there is no language {language!r}; there are: {', '.join(languages)}")
    return language


def open_service(named: Path | None, *, use_cache: bool = True, only_compiled: bool = False) -> Service:
    """The bot over the folder that was named, or the environment's, or the program's own.

    With ``only_compiled`` OutdatedError where what is on disk is compiled from other files than those that are there.
    """
    from bot.compiled import Compiled

    settings = Settings.read()
    folder = choose_folder(named, settings)
    if not use_cache:
        return build(read_knowledge(folder))
    compiled = Compiled(folder, settings.cache)
    if only_compiled and not compiled.has_head():
        raise OutdatedError(f"the files in {folder} have changed since they were compiled")
    return over(compiled)


def over(compiled: Compiled) -> Service:
    """The bot over what is compiled from a folder; what is not is made and kept when it is needed."""
    from bot.answers.assistant import Assistant

    head = compiled.head()
    return Service(Assistant(head.repertoire, compiled.tongue), head.zone, compiled.questions, compiled)


def compile_first(named: Path | None) -> int:
    """Have another process compile what a start needs where it is not on disk: its exit code.

    Reading the YAML takes twice the memory of serving, and a process keeps what it once had. Where nothing can be kept,
    the start reads the YAML itself.
    """
    from bot.aside import compile_now
    from bot.compiled import Compiled
    from bot.matching.compiling import FALLBACK

    settings = Settings.read()
    folder = choose_folder(named, settings)
    return 0 if Compiled(folder, settings.cache).has_head() else compile_now(folder, FALLBACK)


def build(knowledge: Knowledge) -> Service:
    """The bot over knowledge that has been read."""
    with Progress("Learning its phrases", sys.stderr) as progress:
        return Service.build(knowledge, progress)
