"""What is compiled from a folder of knowledge, part by part: on disk where it is fresh, else made and kept.

Nothing here imports YAML or pydantic until something has to be read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.folder import read_knowledge, zone_of
from bot.knowledge import cache
from bot.knowledge.folders import packaged_folder
from bot.terminal.progress import Progress

if TYPE_CHECKING:
    from bot.answers.repertoire import Repertoire
    from bot.answers.tongue import Tongue
    from bot.knowledge.knowledge import Knowledge
    from bot.knowledge.questions import QuestionFile

_Part = TypeVar("_Part")
HEAD, QUESTIONS = "head", "questions"
"""Parts beside the languages."""


@dataclass(frozen=True, slots=True)
class Head:
    """What every start needs, whatever is asked; languages are brought in one by one."""

    repertoire: Repertoire
    zone: str


class Compiled:
    """One folder, as it is now."""

    def __init__(self, folder: Path, cache_folder: Path | None) -> None:
        self.folder, self._cache_folder = folder, cache_folder
        self._key = cache.fingerprint(folder, packaged_folder())
        self._knowledge: Knowledge | None = None

    def head(self) -> Head:
        """What every start needs."""
        return self._part(HEAD, Head, self._make_head)

    def questions(self) -> tuple[QuestionFile, ...]:
        """The test questions."""
        return self._part(QUESTIONS, tuple, lambda: (self._knowledge or read_knowledge(self.folder)).questions)

    def tongue(self, language: str) -> Tongue:
        """One language."""
        from bot.answers.tongue import Tongue

        return self._part(language, Tongue, lambda: self._make_tongue(language))

    def has_head(self) -> bool:
        """Whether a start finds all that it needs on disk."""
        return cache.has(self._key, HEAD, self._cache_folder)

    def lacking(self, languages: Iterable[str]) -> tuple[str, ...]:
        """Those of the languages that are not on disk."""
        return tuple(code for code in languages if not cache.has(self._key, code, self._cache_folder))

    def add(self, languages: Iterable[str]) -> None:
        """Compile those of the languages that are not on disk; the folder is read once for all of them."""
        lacking = self.lacking(languages)
        if len(lacking) > 1:
            self._knowledge = self._knowledge or read_knowledge(self.folder)
        for language in lacking:
            self.tongue(language)

    def _part(self, name: str, kind: type[_Part], make: Callable[[], _Part]) -> _Part:
        kept = cache.read(self._key, name, self._cache_folder)
        if isinstance(kept, kind):
            return kept
        value = make()
        cache.write(self._key, name, value, self._cache_folder)
        return value

    def _make_head(self) -> Head:
        from bot.answers.repertoire import Repertoire

        self._knowledge = knowledge = read_knowledge(self.folder)
        return Head(Repertoire.of(knowledge), zone_of(knowledge))

    def _make_tongue(self, language: str) -> Tongue:
        from bot.answers.tongue import Tongue
        from bot.matching.compiling import FALLBACK

        knowledge = self._knowledge or read_knowledge(self.folder, {language, FALLBACK})
        with Progress("Learning its phrases", sys.stderr) as progress:
            return Tongue(knowledge, language, progress)
