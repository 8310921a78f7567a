"""E-mail addresses and links of a text against those that typed facts hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.answers.truth.claims import Claims
from bot.answers.truth.dated import Contradiction
from bot.knowledge.checks.draft import Draft
from bot.knowledge.loaded import Key
from bot.knowledge.model import Application, Link, Person, Source
from bot.matching.senses import Kind

_LEAST = 5
"""Letters of a part from which one with another letter is no other part: /ko is not /en, and ann@ is not anna@ ..."""
_LONG = 8
"""... and letters from which two may differ."""
_FIGURE = re.compile(r"\d")
_PARTS = re.compile(r"[/.@?&=#]")


@dataclass(frozen=True, slots=True)
class Addresses:
    """All typed addresses and links, and where each is written first."""

    emails: Mapping[str, Key]
    links: Mapping[str, Key]

    @classmethod
    def of(cls, draft: Draft) -> Addresses:
        """Those of the people, links, application windows and sources."""
        emails: dict[str, Key] = {}
        links: dict[str, Key] = {}
        for key, value in draft.records:
            if isinstance(value, Person) and value.email:
                emails.setdefault(value.email.casefold(), (*key, "email"))
            elif isinstance(value, Link):
                links.setdefault(_plain(value.url), (*key, "url"))
            elif isinstance(value, Application | Source) and value.link:
                links.setdefault(_plain(value.link), (*key, "link"))
        return cls(emails, links)

    def contradictions(self, text: str, claims: Claims, people: Mapping[str, Person]) -> Iterator[Contradiction]:
        """The addresses of a text that are nearly a typed one, or stand behind somebody else's name."""
        for email in claims.emails:
            plain = email.casefold()
            near = nearest(plain, self.emails)
            if plain in self.emails:
                yield from self._misplaced(text, email, claims, people)
            elif near:
                yield Contradiction(email, near, self.emails[near])
        for link in claims.links:
            near = None if _plain(link) in self.links else nearest(_plain(link), self.links)
            if near:
                yield Contradiction(link, f"https://{near}", self.links[near])

    def _misplaced(
        self, text: str, email: str, claims: Claims, people: Mapping[str, Person]
    ) -> Iterator[Contradiction]:
        """An address in brackets right behind the name of somebody who has another."""
        before = text.partition(email)[0].rstrip(" (<[（")
        for person in people.values():
            names = [name for forms in person.names.values() for name in forms]
            other = person.email and person.email.casefold() != email.casefold()
            if other and any(before.endswith(name) for name in names) and self._named(person, claims):
                yield Contradiction(f"{email} behind {names[0]}", str(person.email), ("people", person.id, "email"))

    @staticmethod
    def _named(person: Person, claims: Claims) -> bool:
        """Whether the name is that person's alone."""
        mentions = [m for s in claims.sentences for _, m in s.reading.of(Kind.PERSON)]
        return any(m.values(Kind.PERSON) == (person.id,) for m in mentions)


def nearest(address: str, known: Iterable[str]) -> str | None:
    """The known address that was meant: the same but for a letter or two in one of its parts; None where none is.

    Figures make another address: /2017 is not /2018.
    """
    return next((one for one in known if _nearly(_PARTS.split(address), _PARTS.split(one))), None)


def _nearly(own: Sequence[str], other: Sequence[str]) -> bool:
    differing = [(a, b) for a, b in zip(own, other, strict=False) if a != b]
    if len(own) != len(other) or len(differing) != 1:
        return False
    ((one, two),) = differing
    shortest = min(len(one), len(two))
    most = 2 if shortest >= _LONG else 1 if shortest >= _LEAST else 0
    letters = _FIGURE.sub("", one) != _FIGURE.sub("", two)
    return letters and OSA.distance(one, two, score_cutoff=most) <= most


def _plain(link: str) -> str:
    """A link without what browsers add: www.example.org/a for https://www.example.org/a/."""
    return link.casefold().partition("://")[2].rstrip("/") or link.casefold().rstrip("/")
