"""Which programmes and editions a question is about.

Every mention is a constraint: programme, year, month, place, kind, "the second of 2012". All of them must hold. Where
nothing satisfies them all, the kind of event is dropped first (people say workshop for training), then a programme's
name that only says where and what is read word by word ("Jeju training 2018" is not the training of 2016), then a wrong
place or month is taken for a false premise, which the answer corrects. A year never gives way: another year's facts are
never an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.knowledge.model import Kind as ProgramKind
from bot.matching.catalogue import Catalogue, Held
from bot.matching.reading import Reading
from bot.matching.senses import Kind, Meaning, Mention, Sense

KIND_CUES = ("training", "workshop", "webinar")
CONTEXT = (Kind.PROGRAM, Kind.EDITION, Kind.CITY, Kind.YEAR)


@dataclass(frozen=True, slots=True)
class Premise:
    """Something that the question takes for granted and the facts contradict."""

    sense: Sense


@dataclass(frozen=True, slots=True)
class Scope:
    """What the question is about."""

    programs: tuple[str, ...] = ()
    """The programmes named, or those of the editions that the constraints leave."""
    editions: tuple[Held, ...] = ()
    """The editions that satisfy the constraints, in order of time; all of them where there is no constraint."""
    narrowed: bool = False
    """True where a year, place, month, ordinal or edition narrowed the editions."""
    named: bool = False
    """True where a programme was named."""
    used: frozenset[int] = frozenset()
    """Indices of the mentions that served as constraints."""
    premises: tuple[Premise, ...] = ()
    absent: bool = False
    """True where the facts hold nothing for what was named (a year without an edition)."""

    @property
    def single(self) -> Held | None:
        """The only edition, where just one is left."""
        return self.editions[0] if len(self.editions) == 1 else None


@dataclass(frozen=True, slots=True)
class _Constraint:
    name: str
    holds: Callable[[Held], bool]
    used: frozenset[int]
    premise: tuple[Premise, ...] = ()


class Scoping:
    """Finds the scope of readings in one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def scope(self, reading: Reading, parts: Callable[[Mention], list[Mention]]) -> Scope:
        """The scope of a reading; ``parts`` gives the mentions inside a longer one."""
        found = self._scope(reading)
        if found.absent or found.premises:
            inside = _taken_apart(reading, parts)
            if inside is not None:
                again = self._scope(inside)
                astray = again.premises and not set(again.programs) <= self._named(reading)
                return found if again.absent or astray else again
        return found

    def _named(self, reading: Reading) -> set[str]:
        """The programmes named, be it by the name of one edition."""
        by_edition = {self._catalogue.by_id[held].program.id for held in reading.values(Kind.EDITION)}
        return by_edition.union(reading.values(Kind.PROGRAM))

    def _scope(self, reading: Reading) -> Scope:
        programs = self._programs(reading)
        constraints = self._constraints(reading)
        if not constraints:
            return self._whole(programs, reading)
        firm = "webinar" in reading.cues()  # other kinds of trainings are mixed up freely
        for dropped in ((),) if firm else ((), ("kind",)):
            kept = [c for c in constraints if c.name not in dropped]
            found = self._satisfying(kept)
            if found and (kept or not dropped):
                return self._narrowed(found, kept, constraints, programs)
        if all(c.name == "kind" for c in constraints):
            return self._whole(programs, reading)
        return self._false_premise(constraints, programs)

    def _programs(self, reading: Reading) -> tuple[str, ...]:
        return tuple(reading.values(Kind.PROGRAM))

    def _whole(self, programs: tuple[str, ...], reading: Reading) -> Scope:
        used = frozenset(i for i, _ in reading.of(Kind.PROGRAM))
        if not programs:
            programs = self._only_program_with(reading)
            used |= frozenset(i for i, _ in reading.of(Kind.ORGANISATION)) if programs else frozenset()
        editions = self._catalogue.editions_of(programs) if programs else self._catalogue.held
        return Scope(programs, editions, named=bool(programs), used=used)

    def _only_program_with(self, reading: Reading) -> tuple[str, ...]:
        """ "The webinars with the World Bank Institute": the one programme of that kind with those partners."""
        organiser = self._catalogue.facts.organiser
        named = frozenset(reading.values(Kind.ORGANISATION)) - {organiser.organisation if organiser else ""}
        kinds = [kind for kind in KIND_CUES if kind in reading.cues()]
        found = [
            program.id
            for program in self._catalogue.facts.programs
            if kinds and program.kind.value in kinds and named & frozenset(program.partners)
        ]
        return tuple(found) if len(found) == 1 else ()

    def _constraints(self, reading: Reading) -> list[_Constraint]:
        found = [
            self._any_of("program", reading, Kind.PROGRAM, lambda held, value: held.program.id == value),
            self._any_of("edition", reading, Kind.EDITION, lambda held, value: held.id == value),
            self._any_of("year", reading, Kind.YEAR, _period(reading)),
            self._any_of("month", reading, Kind.MONTH, lambda held, value: int(value) in held.months()),
            self._place(reading),
            self._kind(reading),
        ]
        constraints = [c for c in found if c is not None]
        part = self._part(reading, constraints)
        if part:
            constraints.append(part)
        hard = [c for c in constraints if c.name not in ("program", "kind")]
        if hard:
            return constraints
        telling = "training" not in reading.cues() and not self._programs(reading)
        return [c for c in constraints if c.name == "kind" and telling]

    def _any_of(
        self, name: str, reading: Reading, kind: Kind, holds: Callable[[Held, str], bool]
    ) -> _Constraint | None:
        values = reading.values(kind)
        if not values:
            return None
        used = frozenset(i for i, _ in reading.of(kind))
        premises = tuple(Premise(Sense(kind, value)) for value in values)
        return _Constraint(name, lambda held: any(holds(held, value) for value in values), used, premises)

    def _place(self, reading: Reading) -> _Constraint | None:
        """Cities where something was held; behind "from" a city is an origin and constrains nothing here."""
        found = [(i, m) for i, m in reading.of(Kind.CITY) if not _origin(reading, m)]
        cities = [city for _, m in found for city in m.values(Kind.CITY)]
        cities += [s.value for s in reading.focus if s.kind is Kind.CITY]
        places = [city for city in cities if city in self._catalogue.locations]
        if not places:
            return None
        used = frozenset(i for i, m in found if set(m.values(Kind.CITY)) & set(places))
        return _Constraint(
            "place",
            lambda held: any(place in held.cities for place in places),
            used,
            tuple(Premise(Sense(Kind.CITY, place)) for place in places),
        )

    def _kind(self, reading: Reading) -> _Constraint | None:
        cues = reading.cues()
        kinds = [kind for kind in KIND_CUES if kind in cues]
        if len(kinds) != 1:
            return None
        used = frozenset(i for i, m in reading.of(Kind.CUE) if kinds[0] in m.values(Kind.CUE))
        return _Constraint("kind", lambda held: held.program.kind.value == kinds[0], used)

    def _part(self, reading: Reading, constraints: list[_Constraint]) -> _Constraint | None:
        """ "The second of 2012": an ordinal where the other constraints leave several parts of one year."""
        if not any(c.name == "year" for c in constraints):
            return None
        left = [held for held in self._satisfying(constraints) if held.edition.part is not None]
        places = reading.of(Kind.ORDINAL)
        wanted = [(i, v) for i, m in places for v in m.values(Kind.ORDINAL) if v in {str(h.edition.part) for h in left}]
        if len(left) < 2 or not wanted or len({value for _, value in wanted}) > 1:
            return None
        return _Constraint("part", lambda held: str(held.edition.part) == wanted[0][1], frozenset(i for i, _ in wanted))

    def _satisfying(self, constraints: Iterable[_Constraint]) -> tuple[Held, ...]:
        kept = list(constraints)
        return tuple(held for held in self._catalogue.held if all(c.holds(held) for c in kept))

    def _narrowed(
        self,
        found: tuple[Held, ...],
        kept: list[_Constraint],
        constraints: list[_Constraint],
        programs: tuple[str, ...],
    ) -> Scope:
        used = frozenset().union(*(c.used for c in [*kept, *constraints]))
        narrow = any(c.name in ("edition", "year", "month", "place", "part") for c in kept)
        left = tuple(dict.fromkeys(held.program.id for held in found))
        only = len(left) == 1 and any(c.name == "kind" for c in kept)
        return Scope(left, found, narrowed=narrow, named=bool(programs) or only, used=used)

    def _false_premise(self, constraints: list[_Constraint], programs: tuple[str, ...]) -> Scope:
        used = frozenset().union(*(c.used for c in constraints))
        firm = [c for c in constraints if c.name in ("program", "edition", "year", "part")]
        if len({c.name for c in firm}) >= 2 or any(c.name == "edition" for c in firm) or self._sure(constraints):
            for dropped in (("place",), ("month",), ("place", "month"), ("place", "month", "kind")):
                kept = [c for c in constraints if c.name not in dropped]
                found = self._satisfying(kept)
                if found and len({held.program.id for held in found}) == 1:
                    wrong = tuple(p for c in constraints if c.name in dropped and c.name != "kind" for p in c.premise)
                    return Scope((found[0].program.id,), found, narrowed=True, named=True, used=used, premises=wrong)
        return Scope(programs, (), narrowed=True, named=bool(programs), used=used, absent=True)

    def _sure(self, constraints: list[_Constraint]) -> bool:
        """True where kind and year, or year and month, say which edition is meant, so that the place is wrong."""
        names = {c.name for c in constraints}
        dated = [c for c in constraints if c.name in ("year", "month")]
        return {"kind", "year"} <= names or (len(dated) > 1 and len(self._satisfying(dated)) == 1)


def _taken_apart(reading: Reading, parts: Callable[[Mention], list[Mention]]) -> Reading | None:
    """The reading with names of programmes that only say where and what ("Jeju training") read word by word.

    A name with a word of its own ("Harbour Workshop") means its programme and nothing else. None where there is no
    such name.
    """
    mentions, changed = [], False
    for mention in reading.mentions:
        inside = parts(mention) if mention.kinds & {Kind.PROGRAM, Kind.EDITION} else []
        senses = [sense for part in inside for sense in part.senses]
        read = sum(part.end - part.start for part in inside) == mention.end - mention.start
        if read and any(sense.kind is Kind.CITY for sense in senses):
            mentions.append(Mention(mention.start, mention.end, Meaning(senses)))
            changed = True
        else:
            mentions.append(mention)
    return replace(reading, mentions=tuple(mentions)) if changed else None


def of_the_kind(editions: tuple[Held, ...], cues: frozenset[str]) -> tuple[Held, ...]:
    """Webinars alone where they are meant; other kinds of trainings are mixed up freely."""
    return tuple(h for h in editions if h.program.kind is ProgramKind.WEBINAR) if "webinar" in cues else editions


def _period(reading: Reading) -> Callable[[Held, str], bool]:
    """How an edition must stand to a year that is named."""
    first, last = _span(reading)
    if last:
        return lambda held, year: first <= held.edition.year <= last
    return _from_then_on if _since(reading) else _in_that_year


def _span(reading: Reading) -> tuple[int, int]:
    """The first and last year of "from 2011 to 2014", "2011-2014"; or 0, 0."""
    years = [mention for _, mention in reading.of(Kind.YEAR)]
    if len(years) != 2 or reading.cues() & {"more", "difference", "both"}:
        return 0, 0
    first, last = (int(year.values(Kind.YEAR)[0]) for year in years)
    said = reading.ranged or _from_to(reading, *years)
    return (first, last) if said and first < last else (0, 0)


def _from_to(reading: Reading, first: Mention, last: Mention) -> bool:
    """True for a little word before the first year and another between the two; or for "since" and "until"."""
    between = [m for m in reading.mentions if first.end <= m.start < last.start]
    before = next((m for m in reading.mentions if m.end == first.start), None)
    relations = [m for m in (before, *between) if m is not None and {"since", "origin"} & set(m.values(Kind.CUE))]
    little = before is not None and before.has(Kind.STOP)
    silent = all(m.has(Kind.STOP) and not m.kinds & {Kind.JOINER, Kind.ALTERNATIVE, Kind.NEGATION} for m in between)
    adjacent = bool(between) and sum(m.end - m.start for m in between) == last.start - first.end
    ends = any("end" in m.values(Kind.CUE) for m in reading.mentions if m.start >= first.end)
    return (adjacent and silent and (little or bool(relations))) or (ends and reading.related(first, "since"))


def _in_that_year(held: Held, year: str) -> bool:
    return held.edition.year == int(year)


def _from_then_on(held: Held, year: str) -> bool:
    return held.edition.year >= int(year)


def _since(reading: Reading) -> bool:
    """True for "how many since 2014?": the one year named is the first of a row."""
    years = [mention for _, mention in reading.of(Kind.YEAR)]
    row = len(years) == 1 and reading.related_on_either_side(years[0], "since")
    return row and bool(reading.cues() & {"how_many", "list", "which"})


def _origin(reading: Reading, mention: Mention) -> bool:
    """True where the word beside says that somebody comes from the place."""
    return reading.related(mention, "origin")
