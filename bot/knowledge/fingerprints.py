"""What each compiled part is made from, as a digest: the program, and the bytes of the files that the part depends on.

A part whose digest is on disk need not be made again, whatever else has changed: an edit of one language leaves the
others alone. Light: neither YAML nor pydantic is imported.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import bot
from bot.knowledge.encoding import MAX_BYTES
from bot.knowledge.files import Listing, gather, within

OTHERS = ""
"""What stands for the languages that are only recognised."""
SHOWN = 8
"""Digits of a version that people are shown."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """One folder as it is now; each digest changes with the program, with Python and with its libraries as well."""

    version: str
    """The same for the same files, wherever they lie and whichever program reads them."""
    program: str
    facts: str
    packs: dict[str, str]
    """Of each language with its dictionary, and of OTHERS."""
    questions: str

    @classmethod
    def take(cls, folder: Path, packaged: Path) -> Fingerprints:
        """Read every byte that the loader would read."""
        listing = gather(folder, packaged)
        contents = {path: hashlib.blake2b(content(path)).digest() for path in listing.paths()}

        def of(paths: Iterable[Path]) -> str:
            named = ((os.fsencode(within(path, folder, packaged)), contents[path]) for path in paths)
            return _digest(part for pair in named for part in pair)

        return cls(
            version=of(sorted(contents, key=lambda path: within(path, folder, packaged)))[:SHOWN],
            program=program(),
            facts=of(listing.facts),
            packs={code: of(paths) for code, paths in _packs(listing).items()},
            questions=of(listing.questions),
        )

    @property
    def head(self) -> str:
        """For what is made from all languages and the facts."""
        return self.key(self.facts, self.all_packs)

    @property
    def all_packs(self) -> str:
        """Of all languages."""
        return _digest(f"{code} {pack}".encode() for code, pack in sorted(self.packs.items()))

    def words(self, language: str, fallback: str) -> str:
        """Of what a language says by itself; the fallback, which a folder of free entries hears in any, is of all."""
        own = self.all_packs if language == fallback else self.packs.get(language, "")
        return _digest([own.encode(), self.packs.get(fallback, "").encode()])

    def key(self, *parts: str) -> str:
        """The key of something that is made from parts with these digests."""
        return _digest(part.encode() for part in (self.program, *parts))


def _packs(listing: Listing) -> dict[str, list[Path]]:
    codes = {*listing.languages, *listing.dictionaries}
    found = {code: [*listing.languages.get(code, ()), *_some(listing.dictionaries.get(code))] for code in codes}
    return {**found, OTHERS: listing.others}


def _some(path: Path | None) -> list[Path]:
    return [path] if path else []


@lru_cache(maxsize=1)
def program() -> str:
    """Of the program that runs, with its libraries; once, for what lies on the disk may be another one tomorrow."""
    return _digest(_program())


def _program() -> Iterable[bytes]:
    yield f"{bot.__version__} {sys.version}".encode()
    package = Path(bot.__file__).parent
    for source in sorted(package.rglob("*.py")):
        yield _state(source)
    for place in sys.path:
        # Installing or removing a library changes the folder's time.
        if place.endswith("-packages"):
            yield _state(Path(place))


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _state(path: Path) -> bytes:
    try:
        status = path.stat()
    except OSError:
        return b"?"
    return os.fsencode(path) + f" {status.st_size} {status.st_mtime_ns}".encode()


def content(path: Path) -> bytes:
    """What a file holds, as far as the loader would read it."""
    try:
        if not path.is_file():
            return b"?"
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        return b"?"
