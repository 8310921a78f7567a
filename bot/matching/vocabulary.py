"""The words that each fact explains, as stems, gathered once when the knowledge is built."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge.model import Facts
from bot.knowledge.types import Names, Texts
from bot.matching.catalogue import Catalogue, Held
from bot.matching.reader import Reader
from bot.matching.remembered import Remembered
from bot.matching.stemming import Stemmer

REMEMBERED = 200
"""Texts whose stems are kept."""


class Vocabulary:
    """Stems by fact: ``seoul-program/2016#when``, ``regional-offices#hosting``."""

    def __init__(
        self,
        catalogue: Catalogue,
        reader: Reader,
        languages: tuple[str, ...],
        told: dict[str, frozenset[str]] | None = None,
    ) -> None:
        """``told``: the stems of texts that were read before; those that are read now are added to it."""
        self.stemmer: Stemmer = reader.lexicon.stemmer
        self._reader = reader
        self._languages = languages
        self._stems: dict[str, frozenset[str]] = {}
        self._read = Remembered(self._stems_in, REMEMBERED)
        self._read.update(told or {})
        for held in catalogue.held:
            self._add_edition(held)
        self._add_rest(catalogue.facts)
        if told is not None:
            told.update(self._read)
        self._read.settle()
        # Many editions have no words but their programme's; a tuple takes a fifth of the memory of a set.
        once = {stems: tuple(stems) for stems in self._stems.values()}
        self._kept = {key: once[stems] for key, stems in self._stems.items()}
        self._stems.clear()

    def of(self, key: str) -> frozenset[str]:
        """The stems of one fact; empty where there is none."""
        return frozenset(self._kept.get(key, ()))

    def stems(self, text: str) -> frozenset[str]:
        """The stems of any text; those of the facts are asked for again and again."""
        return self._read[text]

    def _stems_in(self, text: str) -> frozenset[str]:
        return frozenset(self._reader.keys(text))

    def _put(self, key: str, texts: Iterable[Texts | Names | str]) -> None:
        self._stems[key] = self._stems.get(key, frozenset()).union(*map(self._stems_of, texts))

    def _stems_of(self, text: Texts | Names | str) -> frozenset[str]:
        if isinstance(text, str):
            return self.stems(text)
        chosen = [text[language] for language in self._languages if language in text]
        return frozenset().union(
            *(self.stems(t) for part in chosen for t in ([part] if isinstance(part, str) else part))
        )

    def _add_edition(self, held: Held) -> None:
        edition = held.edition
        self._put(f"{held.id}#title", [edition.title, edition.names, held.program.names])
        self._put(f"{held.id}#when", [str(day.day) for day in (edition.start, edition.end) if day])
        for item in edition.topics:
            self._put(f"{held.id}#topics", [item.title])
        for visit in (*edition.visits, *held.program.visits):
            self._put(f"{held.id}#visits", [visit.names, visit.about])
        for role in edition.roles:
            self._put(f"{held.id}#roles", [role.did])
        self._put(f"{held.id}#about", [edition.about, held.program.about, held.program.purpose])
        self._put(f"{held.id}#significance", [edition.significance])
        self._put(f"{held.id}#call", [edition.call, held.program.call])
        if edition.attendance:
            self._put(f"{held.id}#people", [edition.attendance.makeup])
            for delegation in edition.attendance.delegations:
                self._put(f"{held.id}#people", [delegation.names])

    def _add_rest(self, facts: Facts) -> None:
        for program in facts.programs:
            self._put(f"{program.id}#about", [program.about, program.names])
            self._put(f"{program.id}#purpose", [program.purpose, program.about])
            self._put(f"{program.id}#format", [t for a in program.format for t in (a.title, a.names)])
            self._put(f"{program.id}#visits", [t for v in program.visits for t in (v.names, v.about)])
            self._put(f"{program.id}#next", [program.outlook, program.names])
            self._put(f"{program.id}#call", [program.call])
        for testimonial in facts.testimonials:
            self._put(f"{testimonial.id}#text", [testimonial.text, testimonial.on_behalf_of, testimonial.names])
        for person in facts.people:
            self._put(f"{person.id}#role", [person.role, person.honorific])
        for organisation in facts.organisations:
            self._put(f"{organisation.id}#about", [organisation.about])
        if facts.organiser:
            self._put("organiser#purpose", [facts.organiser.purpose])
            self._put("organiser#about", [facts.organiser.about])
            self._put("organiser#format", [facts.organiser.format, facts.organiser.about])
            self._put("organiser#call", [facts.organiser.call])
            self._put("organiser#next", [facts.organiser.outlook])
        if facts.offices:
            self._add_offices(facts)

    def _add_offices(self, facts: Facts) -> None:
        offices = facts.offices
        assert offices is not None
        self._put("offices#about", [offices.about, *(office.names for office in offices.offices)])
        self._put("offices#functions", [offices.about, *offices.functions])
        self._put("offices#hosting", [offices.hosting])
        self._put("offices#benefits", [offices.benefits])
        self._put("offices#seeking", [offices.seeking])
        self._put("offices#programs", [offices.programs])
