"""What a word or phrase of a question can stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    """The kinds of things that are recognised."""

    STOP = "stop"
    """Carries no weight."""
    STORY = "story"
    """Tells about the writer."""
    JOINER = "joiner"
    """Joins two questions: and, but, also."""
    OPENER = "opener"
    """Stands before an indirect question: I would like to know."""
    ALTERNATIVE = "alternative"
    """Stands between two alternatives: or."""
    NEGATION = "negation"
    CUE = "cue"
    """Says what is asked; the value is the cue's name."""
    NUMBER = "number"
    ORDINAL = "ordinal"
    YEAR = "year"
    MONTH = "month"
    PROGRAM = "program"
    EDITION = "edition"
    OFFICE = "office"
    NETWORK = "network"
    ORGANISATION = "organisation"
    PERSON = "person"
    CITY = "city"
    COUNTRY = "country"
    REGION = "region"
    TOPIC = "topic"
    ITEM = "item"
    """A named part of an edition or programme: a visit, an activity, a delegation."""
    TESTIMONIAL = "testimonial"


ENTITIES = frozenset(
    {
        Kind.PROGRAM, Kind.EDITION, Kind.OFFICE, Kind.NETWORK, Kind.ORGANISATION, Kind.PERSON, Kind.CITY,
        Kind.COUNTRY, Kind.REGION, Kind.TOPIC, Kind.ITEM, Kind.TESTIMONIAL,
    }
)  # fmt: skip
"""Kinds that name a thing of the knowledge."""


@dataclass(frozen=True, slots=True, order=True)
class Sense:
    """One meaning: its kind, and which thing of that kind."""

    kind: Kind
    value: str = ""


class Meaning:
    """All meanings of a word or phrase, arranged by kind once, for they are asked after many times."""

    __slots__ = ("by_kind", "kinds", "senses")

    def __init__(self, senses: Iterable[Sense]) -> None:
        self.senses = tuple(dict.fromkeys(senses))
        self.by_kind: dict[Kind, tuple[str, ...]] = {}
        for sense in self.senses:
            self.by_kind[sense.kind] = (*self.by_kind.get(sense.kind, ()), sense.value)
        self.kinds = frozenset(self.by_kind)

    def only(self, kind: Kind) -> Meaning:
        """The meanings of one kind."""
        return Meaning(sense for sense in self.senses if sense.kind is kind)


@lru_cache(maxsize=4_096)
def meaning(senses: tuple[Sense, ...]) -> Meaning:
    """The meaning that has these senses: thousands of words share one."""
    return Meaning(senses)


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of tokens with all the meanings that it can have."""

    start: int
    end: int
    """One past the last token."""
    meaning: Meaning

    @property
    def senses(self) -> tuple[Sense, ...]:
        """All meanings."""
        return self.meaning.senses

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of all meanings."""
        return self.meaning.kinds

    def values(self, kind: Kind) -> tuple[str, ...]:
        """The things of one kind that the mention can stand for."""
        return self.meaning.by_kind.get(kind, ())

    def has(self, kind: Kind) -> bool:
        """True where the mention can stand for something of this kind."""
        return kind in self.meaning.by_kind
