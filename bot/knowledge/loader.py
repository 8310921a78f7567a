"""A knowledge folder -> one value with all that it holds, or all problems of all its files.

Which files are read says ``files.py``. Languages and dictionaries that the folder does not bring are those that travel
with the program. A folder with one file that holds only ``entries:`` is a valid one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

from bot.knowledge import encoding
from bot.knowledge.checks import check
from bot.knowledge.document import Document
from bot.knowledge.files import Listing, find, gather, reason, shown
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.language import LanguagePack
from bot.knowledge.loaded import Loaded
from bot.knowledge.merging import Merged, Merger
from bot.knowledge.model import Facts
from bot.knowledge.others import OtherLanguage, OtherLanguages
from bot.knowledge.problems import Problem, has_errors
from bot.knowledge.questions import QuestionFile
from bot.knowledge.read_before import ReadBefore
from bot.knowledge.reader import read
from bot.knowledge.validation import validate

Progress = Callable[[int, int], None]
"""Told how many bytes of how many are read."""


def load(
    folder: Path,
    *,
    packaged: Path,
    languages: Collection[str] | None = None,
    progress: Progress | None = None,
    before: ReadBefore | None = None,
) -> Loaded:
    """Read, validate, merge and check the whole folder. Never raises; what is wrong stands in `problems`.

    With `languages` only those are read, without their test questions. What was read `before` is not parsed again.
    """
    listing = gather(folder, packaged)
    if languages is not None:
        listing = listing.only(languages)
    loading = _Loading(_Meter(listing.paths(), progress), before or ReadBefore())
    for path in listing.facts:
        loading.facts(path)
    spoken = _spoken(loading.merger.facts(), listing, folder)
    listing.dictionaries = {code: path for code, path in listing.dictionaries.items() if code in spoken}
    for code, paths in listing.languages.items():
        if code in spoken:
            loading.pack(paths, code)
    dictionaries = {code: loading.words(path) for code, path in sorted(listing.dictionaries.items())}
    for path in listing.others:
        loading.other_languages(path)
    for path in listing.questions:
        loading.questions(path)
    loading.meter.finish()
    return _finish(loading, listing, dictionaries, tuple(find(folder).languages))


def _spoken(facts: Facts, listing: Listing, folder: Path) -> set[str]:
    """The languages to read: all; for free entries alone, which answer in English, those in which they are asked."""
    if _strict(facts):
        return set(listing.languages)
    asked = {code for entry in facts.entries for code in entry.questions}
    return {"en", *asked, *find(folder).languages}


def _strict(facts: Facts) -> bool:
    """Whether a folder holds typed facts."""
    return any(getattr(facts, item.name) for item in fields(facts) if item.name != "entries")


def _finish(
    loading: _Loading, listing: Listing, dictionaries: dict[str, tuple[str, ...]], own_languages: tuple[str, ...]
) -> Loaded:
    merger = loading.merger
    facts = merger.facts()
    knowledge = Knowledge(
        facts=facts,
        languages=merger.packs(),
        dictionaries=dictionaries,
        others=loading.others,
        questions=tuple(merger.questions),
        strict=_strict(facts),
    )
    problems = [*listing.problems, *loading.problems, *merger.problems]
    # What points to a thing that stands in a broken file is not wrong; such checks wait until all files are read.
    complete = not has_errors(problems)
    problems += check(
        knowledge,
        merger.positions,
        tuple(merger.question_files),
        own_languages=tuple(code for code in own_languages if code in knowledge.languages),
        complete=complete,
    )
    return Loaded(
        knowledge=None if has_errors(problems) else knowledge,
        problems=tuple(sorted(set(problems))),
        positions=merger.positions,
        question_files=tuple(merger.question_files),
    )


class _Loading:
    """Reads file by file into one merger."""

    def __init__(self, meter: _Meter, before: ReadBefore) -> None:
        self.merger = Merger()
        self.problems: list[Problem] = []
        self.others: dict[str, OtherLanguage] = {}
        self.meter = meter
        self._before = before

    def facts(self, path: Path) -> None:
        """A file of facts."""
        for file, data in self._files([path]):
            parsed = partial(self._parsed, file, data, Facts)
            document, value, problems = self._before.made("facts", [(file, data)], parsed)
            self.problems += problems
            if value is not None:
                self.merger.add_facts(document, value)

    def pack(self, paths: Iterable[Path], code: str) -> None:
        """The files of a language's pack."""
        files = list(self._files(paths))

        def merge() -> Merged:
            merger = Merger()
            for file, data in files:
                document, value, problems = self._parsed(file, data, LanguagePack)
                merger.problems += problems
                if value is not None:
                    merger.add_pack(document, code, value)
            return merger.merged(merger.packs().get(code))

        self.merger.adopt_pack(code, self._before.made(f"pack {code}", files, merge))

    def other_languages(self, path: Path) -> None:
        """The file of languages that are only recognised."""
        for file, data in self._files([path]):
            parsed = partial(self._parsed, file, data, OtherLanguages)
            _, value, problems = self._before.made("others", [(file, data)], parsed)
            self.problems += problems
            if value is not None:
                self.others.update(value.others)

    def questions(self, path: Path) -> None:
        """A file of test questions."""
        for file, data in self._files([path]):

            def merge(file: str = file, data: bytes = data) -> Merged:
                merger = Merger()
                document, value, problems = self._parsed(file, data, QuestionFile)
                merger.problems += problems
                if value is not None:
                    merger.add_questions(document, value)
                return merger.merged(value)

            merged = self._before.made("questions", [(file, data)], merge)
            self.problems += merged.problems
            self.merger.adopt_questions(file, merged)

    def words(self, path: Path) -> tuple[str, ...]:
        """A dictionary: one word per line, comments behind '#'."""
        for file, data in self._files([path]):
            words = self._before.made("words", [(file, data)], partial(_words, file, data))
            if not isinstance(words, Problem):
                return words
            self.problems.append(words)
        return ()

    def _files(self, paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
        """The names and bytes of those that can be read."""
        for path in paths:
            try:
                yield shown(path), self.meter.read(path)
            except OSError as error:
                self.problems.append(_unreadable(path, error))

    def _parsed(self, file: str, data: bytes, model: type[Any]) -> tuple[Document, Any, list[Problem]]:
        document = read(data, file, progress=self.meter.share)
        value, problems = validate(document, model)
        return document, value, [*document.problems, *problems]


def _words(file: str, data: bytes) -> tuple[str, ...] | Problem:
    text = encoding.decode(data, file)
    if isinstance(text, Problem):
        return text
    words = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(dict.fromkeys(word for word in words if word))


class _Meter:
    """Reads files and tells how far the reading has come."""

    def __init__(self, paths: Iterable[Path], progress: Progress | None) -> None:
        self._progress = progress
        self._total = sum(_size(path) for path in paths)
        self._done = 0
        self._current = 0

    def read(self, path: Path) -> bytes:
        """The file's bytes, not many more than are allowed."""
        if not path.is_file():
            raise OSError(0, "it is not a regular file, or a link that leads nowhere")
        with path.open("rb") as file:
            data = file.read(encoding.MAX_BYTES + 1)
        self._done += self._current
        self._current = _size(path)
        self.share(0.0)
        return data

    def finish(self) -> None:
        """Tell that all is read."""
        if self._progress is not None:
            self._progress(self._total, self._total)

    def share(self, share: float) -> None:
        """Tell that this share of the current file is read."""
        if self._progress is not None:
            self._progress(self._done + int(self._current * share), self._total)


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem(shown(path), 1, 1, f"the file cannot be read ({reason(error)})")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
