"""Questions on what participants said."""

from __future__ import annotations

from collections.abc import Iterator

from bot.knowledge.model import Delegation
from bot.matching.asks import Ask
from bot.matching.finding import Finding
from bot.matching.senses import Kind
from bot.matching.view import View


def testimonials(view: View) -> Iterator[Finding]:
    """What participants said, all of them or those whom the question names."""
    facts = view.catalogue.facts
    if "webinar" in view.cues:
        return
    filters = _Filters(view)
    found = [t for t in facts.testimonials if filters.keep(t.id)]
    if not facts.testimonials or not (view.cues & {"testimonial", "say"} or filters.whose):
        return  # "what position had those who were invited to Jeju?"
    if not found:
        if filters.asked and (filters.named or _meant(view)):
            yield Finding(Ask.TESTIMONIALS, "testimonials#none", missing=True, used=view.scope.used | filters.used)
        return
    words = frozenset().union(*(view.vocabulary.of(f"{t.id}#text") for t in found))
    roles = frozenset().union(*(view.vocabulary.of(f"{t.person}#role") for t in found))
    leftovers = view.unknown_stems()
    closer = [t for t in found if leftovers and leftovers <= view.vocabulary.of(f"{t.id}#text")]
    chosen = closer or found
    yield Finding(
        Ask.TESTIMONIALS,
        f"{chosen[0].id if len(chosen) == 1 else 'testimonials'}#said",
        refs=tuple(t.id for t in chosen),
        used=view.scope.used | filters.used,
        vocabulary=words | roles,
        bonus=0.01 if filters.asked else 0.0,
    )


def quoted(view: View) -> Iterator[Finding]:
    """What participants from a place said: they took part, although no list of participants names it."""
    filters = _Filters(view)
    found = [t for t in view.catalogue.facts.testimonials if filters.keep(t.id)]
    if found:
        yield Finding(
            Ask.TESTIMONIALS,
            f"{found[0].id if len(found) == 1 else 'testimonials'}#said",
            refs=tuple(t.id for t in found),
            used=view.scope.used.union(filters.used, view.used_numbers()),
        )


def _meant(view: View) -> bool:
    """True where a word says that opinions are asked for; "tell" and "thank you" are said with any question."""
    said = {"testimonial", "say"}
    return any(said & set(m.values(Kind.CUE)) for _, m in view.reading.of(Kind.CUE) if not m.has(Kind.STOP))


class _Filters:
    """What the question says about whose testimonial it wants."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._people = frozenset(view.reading.values(Kind.PERSON))
        self._named = frozenset(view.reading.values(Kind.TESTIMONIAL))
        self._origins = view.origins()
        self._editions = view.scope.editions if view.scope.narrowed else ()
        self._programs = view.scope.programs if view.scope.named else ()
        self.used = view.mentioned(Kind.PERSON, Kind.TESTIMONIAL).union(*(o.used for o in self._origins))
        self.named = bool(self._people or self._named)
        self.whose = self.named or bool(self._origins)
        self.asked = bool(self._people or self._named or self._origins or self._editions or view.scope.absent)

    def keep(self, testimonial: str) -> bool:
        facts = self._view.catalogue.facts
        found = next(t for t in facts.testimonials if t.id == testimonial)
        if self._view.scope.absent:
            return False
        if self._people or self._named:
            return found.person in self._people or found.id in self._named
        person = self._view.catalogue.people[found.person]
        home = Delegation(country=self._country(person.city), city=person.city)
        if self._origins and not any(o.fits(self._view.homes(home)) for o in self._origins):
            return False
        if self._editions and not any(
            h.program.id == found.program and h.edition.year == found.year for h in self._editions
        ):
            return False
        return not self._programs or found.program in self._programs

    def _country(self, city: str | None) -> str:
        return self._view.catalogue.cities[city].country if city in self._view.catalogue.cities and city else ""
