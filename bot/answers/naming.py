"""How things of the knowledge are called in a reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answers import dates
from bot.answers.forms import Name
from bot.answers.sentences import Sentences
from bot.knowledge.localising import SOURCE
from bot.knowledge.model import Delegation, Person, Visit
from bot.knowledge.types import Names, Texts
from bot.matching.catalogue import Catalogue, Held

_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


class Naming:
    """Display names in one language; what is missing in it is served in English."""

    def __init__(self, catalogue: Catalogue, sentences: Sentences, language: str) -> None:
        self.catalogue = catalogue
        self.sentences = sentences
        self.language = language
        self.locale = sentences.locale
        self.forms = sentences.forms
        self.borrowed = False
        """Whether a text that the language does not have was served in English."""

    def text(self, texts: Texts) -> str:
        """A text of the knowledge in the reply's language, as one paragraph."""
        return " ".join(self.paragraphs(texts).split())

    def paragraphs(self, texts: Texts) -> str:
        """The same as it is written."""
        own = texts.get(self.language)
        self.borrowed = self.borrowed or (not own and SOURCE in texts)
        return own or texts.get(SOURCE) or next(iter(texts.values()), "")

    def name(self, names: Names) -> str:
        """The shown name."""
        found = names.get(self.language) or names.get(SOURCE) or next(iter(names.values()), ())
        return found[0] if found else ""

    def _formed(self, names: Names, place: str) -> Name:
        return self.forms.name(self.name(names), place)

    def edition(self, held: Held) -> str:
        """Seoul Program 2012 (II)."""
        program, year = self.program(held.program.id), held.edition.year
        if str(year) in program:
            return program
        if not held.edition.part:
            return self.forms.made_of([program], lambda one: self.sentences.text("edition", program=one[0], year=year))
        part = _ROMAN.get(held.edition.part, str(held.edition.part))
        return self.forms.made_of(
            [program], lambda one: self.sentences.text("edition-part", program=one[0], year=year, part=part)
        )

    def editions(self, editions: Iterable[Held]) -> str:
        """Several editions in a sentence."""
        return self.list([self.edition(held) for held in dict.fromkeys(editions)])

    def program(self, program: str) -> str:
        """A programme's name."""
        return self._formed(self.catalogue.programs[program].names, f"programs/{program}")

    def official(self, program: str) -> str:
        """A programme's name with the one that WeGO uses, by which it is searched for and written to."""
        return self._with_source(self.program(program), self.catalogue.programs[program].names.get(SOURCE, ())[:1])

    def title(self, held: Held) -> str:
        """The official title of an edition, as WeGO writes it, behind its translation."""
        return self._with_source(self.text(held.edition.title), (held.edition.title.get(SOURCE, ""),))

    def _with_source(self, name: str, source: Sequence[str]) -> str:
        """A name with the English one behind it, where that is another one."""
        official = next(iter(source), "")
        if not official or self.language == SOURCE or official.casefold() in name.casefold():
            return name
        return self.forms.made_of([name], lambda one: self.sentences.text("official", name=one[0], official=official))

    def dates(self, held: Held) -> str:
        """When it was held: the days, or the year where only that is known."""
        start, end = held.edition.start, held.edition.end
        return self.forms.dates(start, end or start) if start else str(held.edition.year)

    def places(self, held: Held) -> str:
        """Where it was held."""
        return self.list([self.city(city) for city in held.cities])

    def city(self, city: str) -> str:
        """A city's name."""
        return self._formed(self.catalogue.cities[city].names, f"cities/{city}")

    def country(self, country: str) -> str:
        """A country's name."""
        return self._formed(self.catalogue.countries[country].names, f"countries/{country}")

    def organisation(self, organisation: str) -> str:
        """An organisation's name."""
        return self._formed(self.catalogue.organisations[organisation].names, f"organisations/{organisation}")

    def organisations(self, organisations: Sequence[str]) -> str:
        """Several organisations in a sentence."""
        return self.list([self.organisation(one) for one in organisations])

    def list(self, items: Sequence[str]) -> str:
        """Several names in a sentence."""
        return self.forms.made_of(list(dict.fromkeys(items)), lambda some: dates.enumeration(some, self.locale))

    def place(self, key: str) -> str:
        """A place by kind:id, or as the person typed it."""
        kind, _, value = key.partition(":")
        if kind == "city" and value in self.catalogue.cities:
            return self.city(value)
        if kind == "country" and value in self.catalogue.countries:
            return self.country(value)
        if kind == "region" and value in self.catalogue.regions:
            return self._formed(self.catalogue.regions[value].names, f"regions/{value}")
        if key in self.catalogue.organisations:
            return self.organisation(key)
        return key

    def delegation(self, delegation: Delegation) -> str:
        """Accra (Ghana), State Committee of IT and Communications (Kyrgyz Republic), Kenya."""
        country = self.country(delegation.country)
        name = self._formed(delegation.names, "") if delegation.names else ""
        if not name and delegation.city:
            name = self.city(delegation.city)
        if not name:
            return country
        return self.forms.made_of([name], lambda one: self.sentences.text("place", city=one[0], country=country))

    def visit(self, visit: Visit) -> str:
        """TOPIS Center (transportation)."""
        name = self.name(visit.names)
        return self.sentences.text("visit", name=name, about=self.text(visit.about)) if visit.about else name

    def person(self, person: Person) -> str:
        """Mr. Andrew Lim."""
        honorific = self.text(person.honorific) if person.honorific else ""
        return self.sentences.text("person", honorific=honorific, name=self.name(person.names)).strip()

    def role(self, person: Person) -> str:
        """Office, organisation and city of a person, as far as they are known."""
        parts = [self.text(person.role)] if person.role else []
        if person.organisation:
            parts.append(self.organisation(person.organisation))
        if person.city:
            parts.append(self.city(person.city))
        whole = ""
        for part in dict.fromkeys(parts):
            whole = self.sentences.text("together", first=whole, second=part) if whole else part
        return whole
