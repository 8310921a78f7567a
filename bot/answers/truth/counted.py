"""Years, numbers and places of a sentence against the programme or edition that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from rapidfuzz.distance import OSA

from bot.answers.truth.claims import Claims, Sentence
from bot.answers.truth.dated import Contradiction
from bot.answers.truth.dating import figure, value
from bot.answers.truth.subjects import Library, Subjects
from bot.answers.truth.told import Told
from bot.knowledge.loaded import Key
from bot.knowledge.model import Attendance
from bot.matching.catalogue import Held
from bot.matching.reading import Reading
from bot.matching.senses import Kind, Mention

_BESIDE = 1
"""Words between a programme and its year, a number and what it counts: the workshop of 2017."""
_SHORT = 3
"""Letters of such a word, where it is not known."""
_HOLDING = frozenset({"held", "organise", "offered"})
_COUNTED = ("people", "country", "city")
_OTHERS = frozenset(
    {Kind.PROGRAM, Kind.EDITION, Kind.YEAR, Kind.PERSON, Kind.ITEM, Kind.ORGANISATION, Kind.NEGATION, Kind.TOPIC}
)
_LEADING = frozenset(
    {
        "origin",
        "next",
        "previous",
        "attend",
        "people",
        "following",
        "say",
        "announced",
        "visit",
        "training",
        "workshop",
        "program",
    }
)
"""Cues between an edition and a place that is not its own: those who came from Accra, the one before it in Seoul."""


class Figures:
    """Compares what sentences of one language say with the typed facts."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._catalogue = library.catalogue

    def contradictions(self, told: Told, claims: Claims) -> Iterator[Contradiction]:
        """What the sentences of a text say of programmes and editions, and the facts otherwise."""
        owner: Subjects | None = None
        for sentence in filter(attrgetter("figured"), claims.sentences):
            reading = sentence.reading
            named = self._library.named(reading)
            if not named and told.place[1].startswith("programs/"):
                owner = owner or self._library.owner(told)
            about = named or owner or Subjects()
            if about:
                yield from self._since(told, reading, about)
                yield from self._counts(sentence, about)
            if named:
                yield from self._editions(sentence)
                yield from self._places(sentence)

    def _since(self, told: Told, reading: Reading, about: Subjects) -> Iterator[Contradiction]:
        """Since when a programme is held; what somebody else has done since is another matter."""
        program = self._catalogue.programs[about.programs[0]]
        years = [m for _, m in reading.of(Kind.YEAR) if reading.related_on_either_side(m, "since")]
        if len(about.programs) > 1 or len(years) != 1 or program.since is None or not _holding(reading):
            return
        if "partner" in reading.cues() and not told.place[1].startswith("programs/"):
            return
        year = int(years[0].values(Kind.YEAR)[0])
        if year != program.since:
            key: Key = ("programs", program.id, "since")
            yield Contradiction(f"since {year}", f"{program.id}: since {program.since}", key)

    def _editions(self, sentence: Sentence) -> Iterator[Contradiction]:
        """A year right beside a programme that has no edition of it; "no workshop in 2019" is none."""
        reading = sentence.reading
        if reading.of(Kind.NEGATION):
            return
        for program, year, _ in self._yearly(sentence, most=0):
            held = self._catalogue.editions_of([program])
            years = sorted({one.edition.year for one in held})
            if years and year not in years:
                fact = f"{program} has editions of {', '.join(map(str, years))}"
                yield Contradiction(f"{program} {year}", fact, ("programs", program, "editions"))

    def _yearly(self, sentence: Sentence, most: int = _BESIDE) -> Iterator[tuple[str, int, Mention]]:
        """Each programme with the year right beside it, that is no part of a date; and the mention of both."""
        reading = sentence.reading
        dated = {at for span in sentence.spans for at in range(span.start, span.end)}
        years = [
            m
            for _, m in reading.of(Kind.YEAR)
            if m.start not in dated and not reading.related_on_either_side(m, "since")
        ]
        for _, mention in reading.of(Kind.PROGRAM):
            programs = mention.values(Kind.PROGRAM)
            beside = [y for y in years if 0 <= _gap(mention, y) <= most and self._light(reading, mention, y)]
            told = {int(one.values(Kind.YEAR)[0]) for one in beside}
            if len(programs) == 1 and len(told) == 1:
                both = Mention(
                    min(mention.start, *(one.start for one in beside)),
                    max(mention.end, *(one.end for one in beside)),
                    mention.meaning,
                )
                yield programs[0], told.pop(), both

    @staticmethod
    def _light(reading: Reading, one: Mention, other: Mention) -> bool:
        """Whether nothing but a small word stands between two mentions."""
        between = range(min(one.end, other.end), max(one.start, other.start))
        parted = any(m.has(Kind.JOINER) and m.start in between for m in reading.mentions)
        return not parted and all(at not in reading.unknown or len(reading.words[at]) <= _SHORT for at in between)

    def _counts(self, sentence: Sentence, about: Subjects) -> Iterator[Contradiction]:
        """Numbers of people, countries and cities of the one edition that a sentence is about."""
        held = self._only(sentence, about)
        attendance = held.edition.attendance if held else None
        if held is None or attendance is None:
            return
        reading = sentence.reading
        dated = {at for span in sentence.spans for at in range(span.start, span.end)}
        for _, number in reading.of(Kind.NUMBER):
            if number.start in dated or not figure(reading, number):
                continue
            cue = _counting(reading, number)
            known = _known(attendance, cue)
            if known and value(number) not in known and _meant(value(number), known, reading):
                own: Key = ("programs", held.program.id, "editions", held.edition.id, "attendance")
                key = (*own, _field(attendance, cue))
                fact = " or ".join(map(str, sorted(known)))
                yield Contradiction(f"{value(number)} ({cue})", f"{held.id}: {fact}", key)

    def _only(self, sentence: Sentence, about: Subjects) -> Held | None:
        """The one edition that a sentence is about."""
        yearly = [h for p, y, _ in self._yearly(sentence) for h in self._of_year(p, y)]
        held = {*about.editions, *yearly} or set(self._catalogue.editions_of(about.programs))
        return held.pop() if len(held) == 1 else None

    def _of_year(self, program: str, year: int) -> Iterable[Held]:
        return (held for held in self._catalogue.editions_of([program]) if held.edition.year == year)

    def _places(self, sentence: Sentence) -> Iterator[Contradiction]:
        """The city that comes next behind an edition, with nothing between that makes it another's."""
        reading = sentence.reading
        named = [(whole, list(self._of_year(p, y))) for p, y, whole in self._yearly(sentence)]
        named += [
            (m, [self._catalogue.by_id[one] for one in m.values(Kind.EDITION) if one in self._catalogue.by_id])
            for _, m in reading.of(Kind.EDITION)
        ]
        for mention, editions in named:
            city = _next_city(reading, mention)
            if city is None or len(editions) != 1:
                continue
            held = editions[0]
            came = {one.city for one in held.delegations}
            if held.cities and not came.union(held.cities).intersection(city.values(Kind.CITY)):
                where = ", ".join(held.cities)
                key: Key = ("programs", held.program.id, "editions", held.edition.id, "cities")
                yield Contradiction(f"{held.id} in {city.values(Kind.CITY)[0]}", f"{held.id}: {where}", key)


def _gap(one: Mention, other: Mention) -> int:
    return max(other.start - one.end, one.start - other.end)


def _holding(reading: Reading) -> bool:
    """Whether a sentence tells that something is held, in one word or as "has been held since"."""
    since = [m for _, m in reading.of(Kind.CUE) if "since" in m.values(Kind.CUE)]
    return not _HOLDING.isdisjoint(reading.cues()) or len(since) > 1


def _counting(reading: Reading, number: Mention) -> str:
    """What a number counts: the cue right behind it."""
    for mention in reading.mentions:
        if 0 <= mention.start - number.end <= _BESIDE:
            cue = next((cue for cue in _COUNTED if cue in mention.values(Kind.CUE)), "")
            if cue or mention.start > number.end:
                return cue
    return ""


def _known(attendance: Attendance, cue: str) -> frozenset[int]:
    """The typed numbers of what is counted; empty where there are none."""
    came = attendance.delegations
    if cue == "people":
        numbers = (attendance.participants, attendance.involved)
        return frozenset(number for number in numbers if number is not None)
    if cue == "country":
        counted = len({one.country for one in came}) if came and attendance.complete else None
        return frozenset(number for number in (attendance.countries or counted,) if number)
    if cue == "city" and came and attendance.complete:
        return frozenset({len(came), len({one.city for one in came if one.city})})
    return frozenset()


def _field(attendance: Attendance, cue: str) -> str:
    """The field in which the number stands, or from which it is counted."""
    if cue == "people":
        return "participants" if attendance.participants is not None else "involved"
    return "countries" if cue == "country" and attendance.countries is not None else "delegations"


def _meant(number: int, known: frozenset[int], reading: Reading) -> bool:
    """Whether a number is meant for a typed one: it differs in one figure, or the sentence tells who took part."""
    near = any(OSA.distance(str(number), str(one)) <= 1 for one in known)
    return near or ("attend" in reading.cues() and "visit" not in reading.cues())


def _next_city(reading: Reading, edition: Mention) -> Mention | None:
    """The first city behind an edition, unless another thing or a word that leads elsewhere stands before it."""
    for mention in reading.mentions:
        if mention.start < edition.end:
            continue
        if mention.has(Kind.CITY):
            return mention
        if mention.kinds & _OTHERS or _LEADING & set(mention.values(Kind.CUE)):
            return None
    return None
