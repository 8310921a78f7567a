"""The facts, arranged for questions: every edition with its programme, every thing by its id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.model import Delegation, Edition, Facts, Program


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """One edition together with its programme; what the edition leaves out is the programme's."""

    program: Program
    edition: Edition

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def id(self) -> str:
        """Such as seoul-program/2016."""
        return f"{self.program.id}/{self.edition.id}"

    @property
    def cities(self) -> tuple[str, ...]:
        """Where it was held."""
        return self.edition.cities or (self.program.cities if self.edition.start else ())

    @property
    def organisers(self) -> tuple[str, ...]:
        """Who organised it."""
        return self.edition.organisers or self.program.organisers

    @property
    def partners(self) -> tuple[str, ...]:
        """With whom."""
        return self.edition.partners or (() if self.edition.organisers else self.program.partners)

    @property
    def contacts(self) -> tuple[str, ...]:
        """Whom to ask."""
        return self.edition.contacts or self.program.contacts

    @property
    def delegations(self) -> tuple[Delegation, ...]:
        """Who came."""
        return self.edition.attendance.delegations if self.edition.attendance else ()

    @property
    def days(self) -> int | None:
        """Length in days, first and last included."""
        start, end = self.edition.start, self.edition.end
        return (end - start).days + 1 if start and end else None

    def months(self) -> frozenset[int]:
        """The months that it touched."""
        return frozenset(day.month for day in (self.edition.start, self.edition.end) if day)

    def order(self) -> tuple[dt.date, int]:
        """Sorts by time; an edition without dates counts from the start of its year."""
        return (self.edition.start or dt.date(self.edition.year, 1, 1), self.edition.part or 0)


def programs_of(editions: Iterable[Held]) -> tuple[str, ...]:
    """The programmes of some editions, each once."""
    return tuple(dict.fromkeys(held.program.id for held in editions))


class Catalogue:
    """Look-up by id; nothing is searched twice."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.programs = {program.id: program for program in facts.programs}
        self.held = tuple(
            sorted((Held(p, e) for p in facts.programs for e in p.editions), key=lambda held: (held.order(), held.id))
        )
        self.by_id = {held.id: held for held in self.held}
        self.cities = {city.id: city for city in facts.cities}
        self.countries = {country.id: country for country in facts.countries}
        self.regions = {region.id: region for region in facts.regions}
        self.organisations = {organisation.id: organisation for organisation in facts.organisations}
        self.people = {person.id: person for person in facts.people}
        self.topics = {topic.id: topic for topic in facts.topics}
        self.news = {item.id: item for item in facts.news}
        self.sources = {source.id: source for source in facts.sources}
        self.offices = {office.id: office for office in (facts.offices.offices if facts.offices else ())}
        self.locations = frozenset(city for held in self.held for city in held.cities) | frozenset(
            city for program in facts.programs for city in program.cities
        )

    def editions_of(self, programs: Iterable[str]) -> tuple[Held, ...]:
        """The editions of some programmes, in order of time."""
        wanted = frozenset(programs)
        return tuple(held for held in self.held if held.program.id in wanted)

    def around(self, region: str) -> tuple[str, ...]:
        """The regions that hold every country of a region: Latin America for South America."""
        inside = [frozenset(c.regions) for c in self.facts.countries if region in c.regions]
        return tuple(sorted(frozenset.intersection(*inside) - {region})) if inside else ()

    def home(self, delegation: Delegation) -> frozenset[str]:
        """All places by which a delegation may be asked for, as kind:id."""
        country = self.countries.get(delegation.country)
        regions = country.regions if country else ()
        city = [f"city:{delegation.city}"] if delegation.city else []
        return frozenset([*city, f"country:{delegation.country}", *(f"region:{region}" for region in regions)])
