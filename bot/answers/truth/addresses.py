"""E-mail addresses and links of a text against those that typed facts hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.answers.truth.claims import Claims
from bot.answers.truth.dated import Contradiction
from bot.knowledge.checks.draft import Draft
from bot.knowledge.loaded import Key
from bot.knowledge.model import Application, Link, Person, Source
from bot.matching.senses import Kind

_NEAR = 2
"""Letters by which an address may differ from the one that was meant."""
_SHORT = 8
"""In a shorter address two letters make another one."""


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


def nearest(address: str, known: Mapping[str, Key]) -> str | None:
    """The known address from which one differs by a letter or two; None where none is so near."""
    most = 1 if len(address) < _SHORT else _NEAR
    near = [(OSA.distance(address, one, score_cutoff=most), one) for one in known]
    return min((pair for pair in near if 0 < pair[0] <= most), default=(0, None))[1]


def _plain(link: str) -> str:
    """A link without what browsers add: www.example.org/a for https://www.example.org/a/."""
    return link.casefold().partition("://")[2].rstrip("/") or link.casefold().rstrip("/")
