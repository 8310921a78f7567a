"""By what a language is understood: its words with the names and texts of the facts, compiled.

No date, number or place of an edition is in it, so that it serves again where only those have changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.answers import dates
from bot.answers.chatting import Chatting
from bot.knowledge.language import LanguagePack
from bot.knowledge.model import Facts
from bot.matching.catalogue import Catalogue
from bot.matching.compiling import FALLBACK, named, reader, texts
from bot.matching.passages import Passages
from bot.matching.reader import Reader
from bot.matching.vocabulary import Vocabulary

Progress = Callable[[int, int], None]
"""Told how much of how much is done."""


@dataclass(frozen=True, slots=True)
class Ear:
    """The compiled words of one language."""

    reader: Reader
    chatting: Chatting
    passages: Passages | None
    """Of typed facts; free entries alone are likened otherwise."""
    told: dict[str, frozenset[str]]
    """The stems of the texts of the facts; for one that is not here they are worked out."""

    @classmethod
    def of(
        cls, pack: LanguagePack, catalogue: Catalogue, dictionary: Iterable[str], progress: Progress | None = None
    ) -> Ear:
        """Of a language with its code, and typed facts with their names and texts in it."""
        language = pack.language or ""
        found = cls.of_entries(pack, catalogue.facts, dictionary)
        Vocabulary(catalogue, found.reader, spoken(language), found.told)
        return replace(found, passages=Passages(found.reader, catalogue.facts, language, progress))

    @classmethod
    def of_entries(cls, pack: LanguagePack, facts: Facts, dictionary: Iterable[str]) -> Ear:
        """Of a language with its code, where there are free entries alone."""
        reads = reader(pack, facts, dictionary, dates.months(pack.locale or pack.language or ""))
        return cls(reads, Chatting(pack, reads), None, {})


def spoken(language: str) -> tuple[str, ...]:
    """The languages of whose names and texts a language makes use."""
    return tuple(dict.fromkeys((language, FALLBACK)))


def heard(facts: Facts, language: str, *, strict: bool) -> str:
    """A digest of all that an ear learns from the facts, beside the language's own words."""
    own = facts.organiser.organisation if facts.organiser else ""
    learnt = (strict, own, tuple(named(facts)), tuple(texts(facts, language)), facts.entries, facts.news)
    return hashlib.blake2b(repr(learnt).encode(errors="surrogatepass"), digest_size=20).hexdigest()
