"""What a text says that a typed fact, or the same text in another language, may contradict."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.answers import dates
from bot.answers.tongue import Tongue
from bot.answers.truth.dating import Span, spans
from bot.knowledge.links import LINK, links_in
from bot.matching.reading import Reading
from bot.matching.senses import Kind
from bot.matching.text import clean, sentences

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_FIELD = re.compile(r"\{[^{}]*\}")
_NUMBER = re.compile(
    r"(?<![A-Za-z\d])(?<![A-Za-z]-)(?:\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d|\.\d)|\d+)(?![A-Za-z\d])"
)
"""A number, of more than three figures with or without marks between them; none that is part of a name (G20)."""
_FIGURES = re.compile(r"\d+")
_TELLING = re.compile(r"\d|@|://|www\.", re.IGNORECASE)
_SAID = (Kind.NUMBER, Kind.ORDINAL, Kind.YEAR, Kind.MONTH)


@dataclass(frozen=True)
class Sentence:
    """One sentence, read when that is asked for: most say nothing that a fact could contradict."""

    text: str
    tongue: Tongue

    @cached_property
    def reading(self) -> Reading:
        """What is recognised in it."""
        return self.tongue.reading(self.text)

    @property
    def figured(self) -> bool:
        """Whether it has a figure."""
        return _FIGURES.search(self.text) is not None

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Its dates."""
        year_first = dates.year_first(self.tongue.sentences.locale)
        return tuple(spans(self.reading, year_first=year_first)) if self.figured else ()


@dataclass(frozen=True)
class Claims:
    """What one text says."""

    sentences: tuple[Sentence, ...]
    numbers: frozenset[int]
    """Those that stand alone in figures, days and years included."""
    figures: frozenset[int]
    """All figures, those of names (G20, COVID-19) and 4th as well."""
    emails: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """All dates."""
        return tuple(span for sentence in self.sentences for span in sentence.spans)

    @cached_property
    def months(self) -> frozenset[int]:
        """The months of the sentences that have figures, whatever year they belong to."""
        figured = (sentence.reading for sentence in self.sentences if sentence.figured)
        return _figures(value for one in figured for _, m in one.of(Kind.MONTH) for value in m.values(Kind.MONTH))

    @cached_property
    def in_words(self) -> frozenset[int]:
        """Numbers, months and places in a row that are recognised, however they are written."""
        readings = [sentence.reading for sentence in self.sentences]
        said = (value for one in readings for _, m in one.of(*_SAID) for kind in _SAID for value in m.values(kind))
        return _figures(said)


def claims(text: str, tongue: Tongue) -> Claims:
    """What a text in one language says."""
    plain = without_addresses(text)
    figures = _figures(_FIGURES.findall(plain))
    return Claims(sentences_of(plain, tongue), numbers(plain), figures, emails(text), links_in(text))


def sentences_of(text: str, tongue: Tongue) -> tuple[Sentence, ...]:
    """The sentences of a text."""
    return tuple(Sentence(one.text, tongue) for one in sentences(clean(text)))


def telling(text: str) -> bool:
    """Whether a text may say anything of that: it has a figure or an address."""
    return _TELLING.search(text) is not None


def emails(text: str) -> tuple[str, ...]:
    """The e-mail addresses of a text, each once."""
    return tuple(dict.fromkeys(found.rstrip(".") for found in _EMAIL.findall(text)))


def numbers(text: str) -> frozenset[int]:
    """The numbers that stand alone in a text in figures, of any script; 1,200 is one, that of G20 or 4th is none."""
    found = _NUMBER.findall(unicodedata.normalize("NFKC", text))
    return _figures(re.sub(r"\D", "", number) for number in found)


def without_addresses(text: str) -> str:
    """The text without e-mail addresses, links and the {fields} of sentences."""
    return _FIELD.sub(" ", LINK.sub(" ", _EMAIL.sub(" ", text)))


def _figures(values: Iterable[str]) -> frozenset[int]:
    return frozenset(int(value) for value in values if value.isdecimal() and len(value) < 10)
