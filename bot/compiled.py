"""What is compiled from a folder of knowledge, part by part: on disk where it is fresh, else made and kept.

Nothing here imports YAML or pydantic until something has to be read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.errors import OutdatedError
from bot.folder import load_knowledge, read_knowledge, zone_of
from bot.knowledge import cache
from bot.knowledge.fingerprints import Fingerprints
from bot.knowledge.folders import packaged_folder
from bot.knowledge.read_before import ReadBefore
from bot.matching.compiling import FALLBACK
from bot.terminal.progress import Progress

if TYPE_CHECKING:
    from bot.answers.repertoire import Repertoire
    from bot.answers.tongue import Tongue
    from bot.knowledge.knowledge import Knowledge
    from bot.knowledge.loaded import Loaded
    from bot.knowledge.questions import QuestionFile

_Part = TypeVar("_Part")
HEAD, QUESTIONS, REPERTOIRE = "head", "questions", "repertoire"
"""Parts beside the languages."""


@dataclass(frozen=True, slots=True)
class Head:
    """What every start needs, whatever is asked; languages are brought in one by one."""

    repertoire: Repertoire
    zone: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What of that is on disk by itself."""

    repertoire: str
    """The key of the repertoire, which changes with names alone."""
    zone: str


class Compiled:
    """One folder, as it is now."""

    def __init__(self, folder: Path, cache_folder: Path | None) -> None:
        self.folder, self._cache_folder = folder, cache_folder
        self.prints = Fingerprints.take(folder, packaged_folder())
        self.knowledge: Knowledge | None = None
        """All of it, where it has been read."""
        self._before = ReadBefore(self.prints.program, cache_folder)

    def head(self) -> Head:
        """What every start needs."""
        from bot.answers.repertoire import Repertoire

        found = self._part(self.prints.head, HEAD, Opening, self._make_opening)
        return Head(
            self._part(found.repertoire, REPERTOIRE, Repertoire, lambda: Repertoire.of(self._whole())), found.zone
        )

    def questions(self) -> tuple[QuestionFile, ...]:
        """The test questions."""
        key = self.prints.key(self.prints.questions)
        return self._part(key, QUESTIONS, tuple, lambda: self._whole().questions)

    def tongue(self, language: str) -> Tongue:
        """One language."""
        from bot.answers.tongue import Tongue

        return self._part(self._key_of(language), language, Tongue, lambda: self._make_tongue(language))

    def has_head(self) -> bool:
        """Whether a start finds all that it needs on disk."""
        found = cache.read(self.prints.head, HEAD, self._cache_folder)
        return isinstance(found, Opening) and cache.has(found.repertoire, REPERTOIRE, self._cache_folder)

    def lacking(self, languages: Iterable[str]) -> tuple[str, ...]:
        """Those of the languages that are not on disk."""
        return tuple(code for code in languages if not cache.has(self._key_of(code), code, self._cache_folder))

    def add(self, languages: Iterable[str]) -> None:
        """Compile those of the languages that are not on disk; the folder is read once for all of them."""
        lacking = self.lacking(languages)
        if len(lacking) > 1:
            self._whole()
        for language in lacking:
            self.tongue(language)

    def loaded(self) -> Loaded:
        """The whole folder with all its problems; where it is right, nothing of it is read again to be compiled."""
        found = load_knowledge(self.folder, before=self._before)
        if not self._is_outdated():
            self.knowledge = found.knowledge
        return found

    def save(self) -> None:
        """Keep what was read, so that the next time only files that have changed are."""
        self._before.save()

    def _whole(self) -> Knowledge:
        """All of the knowledge, read once; KnowledgeError where it has errors, OutdatedError where it has changed."""
        if self.knowledge is None:
            self.knowledge = self._read()
        return self.knowledge

    def _read(self, languages: Collection[str] | None = None) -> Knowledge:
        """What the files say, provided that they are still those of the digests, be it that they are wrong."""
        try:
            return read_knowledge(self.folder, languages, None if languages else self._before)
        finally:
            if self._is_outdated():
                raise OutdatedError(f"the files in {self.folder} have changed while they were read")

    def _is_outdated(self) -> bool:
        return Fingerprints.take(self.folder, packaged_folder()) != self.prints

    def _key_of(self, language: str) -> str:
        return self.prints.key(self.prints.facts, self.prints.words(language, FALLBACK))

    def _part(self, key: str, name: str, kind: type[_Part], make: Callable[[], _Part]) -> _Part:
        kept = cache.read(key, name, self._cache_folder)
        if isinstance(kept, kind):
            return kept
        value = make()
        cache.write(key, name, value, self._cache_folder)
        return value

    def _make_opening(self) -> Opening:
        from bot.answers.repertoire import known

        knowledge = self._whole()
        return Opening(self.prints.key(self.prints.all_packs, known(knowledge)), zone_of(knowledge))

    def _make_tongue(self, language: str) -> Tongue:
        from bot.answers.ear import Ear
        from bot.answers.tongue import Tongue

        def keep(learnt: str, make: Callable[[], Ear]) -> Ear:
            key = self.prints.key(self.prints.words(language, FALLBACK), learnt)
            return self._part(key, f"{language}.ear", Ear, make)

        knowledge = self.knowledge or self._read({language, FALLBACK})
        with Progress("Learning its phrases", sys.stderr) as progress:
            return Tongue(knowledge, language, progress, keep)
