"""What a sentence says of a programme or edition: since when, in which years, where, and (attended) how many."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from bot.answers.truth.attended import attended
from bot.answers.truth.claims import Claims, Sentence
from bot.answers.truth.dated import Contradiction
from bot.answers.truth.subjects import Library, Subjects
from bot.answers.truth.told import Told
from bot.answers.truth.yearly import of_year, only, yearly
from bot.knowledge.loaded import Key
from bot.matching.reading import Reading
from bot.matching.senses import Kind, Mention

_HOLDING = frozenset({"held", "organise", "offered"})
_OTHERS = frozenset(
    {Kind.PROGRAM, Kind.EDITION, Kind.YEAR, Kind.PERSON, Kind.ITEM, Kind.ORGANISATION, Kind.NEGATION, Kind.TOPIC}
)
_LEADING = frozenset(
    "origin next previous attend people following say announced visit training workshop program".split()  # noqa: SIM905
)
"""Cues between an edition and a place that is not its own: those who came from Accra, the one before it in Seoul."""


class Programmes:
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
            if not named and told.place[1].startswith(("programs/", "announcements/")):
                owner = owner or self._library.owner(told)
            about = named or owner or Subjects()
            if about:
                yield from self._since(told, reading, about)
                held = only(self._library, sentence, about)
                yield from attended(sentence, held) if held else ()
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
        for program, year, _ in yearly(sentence, most=0):
            held = self._catalogue.editions_of([program])
            years = sorted({one.edition.year for one in held})
            if years and year not in years:
                fact = f"{program} has editions of {', '.join(map(str, years))}"
                yield Contradiction(f"{program} {year}", fact, ("programs", program, "editions"))

    def _places(self, sentence: Sentence) -> Iterator[Contradiction]:
        """The city that comes next behind an edition, with nothing between that makes it another's."""
        reading = sentence.reading
        named = [(whole, of_year(self._library, p, y)) for p, y, whole in yearly(sentence)]
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


def _holding(reading: Reading) -> bool:
    """Whether a sentence tells that something is held, in one word or as "has been held since"."""
    since = [m for _, m in reading.of(Kind.CUE) if "since" in m.values(Kind.CUE)]
    return not _HOLDING.isdisjoint(reading.cues()) or len(since) > 1


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
