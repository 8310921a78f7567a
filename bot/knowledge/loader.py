"""A knowledge folder -> one value with all that it holds, or all problems of all its files.

Which files are read says ``files.py``. Languages and dictionaries that the folder does not bring are those that travel
with the program. A folder with one file that holds only ``entries:`` is a valid one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
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
from bot.knowledge.read_before import Move, ReadBefore, Source
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
    loading = _Loading(_Meter(listing.paths(), progress), before or ReadBefore(), (folder, packaged))
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
    """Whether a folder holds typed facts; neither answers nor announcements are."""
    return any(getattr(facts, item.name) for item in fields(facts) if item.name not in ("entries", "announcements"))


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


@dataclass(frozen=True, slots=True)
class _Parsed:
    """One file, read and validated."""

    document: Document
    value: Any
    """None where something is wrong with it."""
    problems: list[Problem]

    def moved(self, move: Move) -> _Parsed:
        """The same for the file of this name in another folder."""
        return replace(self, document=replace(self.document, file=move(self.document.file)))


@dataclass(frozen=True, slots=True)
class _Words:
    """One dictionary."""

    words: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    def moved(self, _: Move) -> _Words:
        """They are the same everywhere."""
        return self


class _Loading:
    """Reads file by file into one merger."""

    def __init__(self, meter: _Meter, before: ReadBefore, roots: Sequence[Path]) -> None:
        self.merger = Merger()
        self.problems: list[Problem] = []
        self.others: dict[str, OtherLanguage] = {}
        self.meter = meter
        self._before, self._roots = before, roots

    def facts(self, path: Path) -> None:
        """A file of facts."""
        for parsed in self._each([path], Facts):
            self.merger.add_facts(parsed.document, parsed.value)

    def pack(self, paths: Iterable[Path], code: str) -> None:
        """The files of a language's pack."""
        files = list(self._files(paths))

        def merge() -> Merged:
            merger = Merger()
            for one in self._right(merger, files, LanguagePack):
                merger.add_pack(one.document, code, one.value)
            return merger.merged()

        self.merger.adopt_pack(code, self._before.made(f"pack {code}", files, merge, _is_sound))

    def other_languages(self, path: Path) -> None:
        """The file of languages that are only recognised."""
        for parsed in self._each([path], OtherLanguages):
            self.others.update(parsed.value.others)

    def questions(self, path: Path) -> None:
        """A file of test questions."""
        for source in self._files([path]):

            def merge(source: Source = source) -> Merged:
                merger = Merger()
                for one in self._right(merger, [source], QuestionFile):
                    merger.add_questions(one.document, one.value)
                return merger.merged()

            self.merger.adopt_questions(source.file, self._before.made("questions", [source], merge, _is_sound))

    def words(self, path: Path) -> tuple[str, ...]:
        """A dictionary: one word per line, comments behind '#'."""
        found: tuple[str, ...] = ()
        for source in self._files([path]):
            words = self._before.made("words", [source], partial(_words, source), _is_sound)
            self.problems += words.problems
            found = words.words
        return found

    def _files(self, paths: Iterable[Path]) -> Iterator[Source]:
        """Those that can be read."""
        for path in paths:
            root = next((root for root in self._roots if path.is_relative_to(root)), path.parent)
            try:
                yield Source(shown(root), shown(path), self.meter.read(path))
            except OSError as error:
                self.problems.append(_unreadable(path, error))

    def _each(self, paths: Iterable[Path], model: type[Any]) -> Iterator[_Parsed]:
        """The files that are right; the problems of all are noted."""
        for source in self._files(paths):
            parse = partial(self._parsed, source, model)
            parsed = self._before.made(model.__name__, [source], parse, _is_sound)
            self.problems += parsed.problems
            if parsed.value is not None:
                yield parsed

    def _right(self, merger: Merger, files: Iterable[Source], model: type[Any]) -> Iterator[_Parsed]:
        """The files that are right; the merger gets the problems of all."""
        for source in files:
            parsed = self._parsed(source, model)
            merger.problems += parsed.problems
            if parsed.value is not None:
                yield parsed

    def _parsed(self, source: Source, model: type[Any]) -> _Parsed:
        document = read(source.data, source.file, progress=self.meter.share)
        value, problems = validate(document, model)
        return _Parsed(document, value, [*document.problems, *problems])


def _is_sound(made: _Parsed | _Words | Merged) -> bool:
    return not made.problems


def _words(source: Source) -> _Words:
    text = encoding.decode(source.data, source.file)
    if isinstance(text, Problem):
        return _Words((), (text,))
    words = (line.partition("#")[0].strip() for line in text.splitlines())
    return _Words(tuple(dict.fromkeys(word for word in words if word)))


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
