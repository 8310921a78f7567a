"""All that a query may look at: the reading, its scope, the facts and today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.knowledge.model import Delegation
from bot.matching.catalogue import Catalogue, Held
from bot.matching.reading import ASKING, Reading
from bot.matching.scope import Scope
from bot.matching.senses import Kind, Mention
from bot.matching.vocabulary import Vocabulary

PLACES = (Kind.CITY, Kind.COUNTRY, Kind.REGION)
STORY = 4
"""So many words and phrases before a place are looked at for one that tells of the writer."""
COUNTED = frozenset({"people", "country", "city", "edition"})
COUNTABLE = frozenset({"people", "attend", "country", "city", "edition"})
"""Cues of what is counted."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A place that somebody is asked to come from."""

    keys: tuple[str, ...]
    """What the words can stand for, as kind:id; or the words as typed where the knowledge does not have the place."""
    used: frozenset[int] = frozenset()
    """Mentions."""
    names: frozenset[int] = frozenset()
    """Unknown words."""

    def fits(self, homes: frozenset[str]) -> bool:
        """True where one meaning is among the homes."""
        return not homes.isdisjoint(self.keys)


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at a clause."""

    reading: Reading
    scope: Scope
    catalogue: Catalogue
    vocabulary: Vocabulary
    today: dt.date
    selectors: frozenset[str] = frozenset()
    """What picked the scope's editions: one selector, or several together ("the first and the last")."""
    cues: frozenset[str] = field(default=frozenset())

    @property
    def selected(self) -> str:
        """The one selector that picked the scope's editions; empty where none or several did."""
        return next(iter(self.selectors)) if len(self.selectors) == 1 else ""

    @property
    def about_something(self) -> bool:
        """True where the question names or picks a programme or editions."""
        return self.scope.named or self.scope.narrowed

    @property
    def nods(self) -> bool:
        """True where nothing but a yes or no is asked for: "was Kenya there?", not "African cities in 2018"."""
        some = self.cues & {"city", "country", "institution", "origin", "people", "named"} and "attend" not in self.cues
        return not some and ASKING.isdisjoint(self.cues)

    @property
    def negated(self) -> bool:
        """True for "wasn't Kampala there?"; "Kampala was there, wasn't it?" wants a yes."""
        found = [mention for _, mention in self.reading.of(Kind.NEGATION)]
        denies = self.reading.relations_behind or self.reading.tags  # there those that ask for a nod are known, or last
        return any(denies or mention.start == 0 or not self.reading.harmless(mention) for mention in found)

    def origins(self) -> list[Origin]:
        """The places that did not serve as where something was held; unknown names come last."""
        found = []
        for i, mention in self.reading.of(*PLACES):
            if i in self.scope.used or self._of_the_writer(mention):
                continue
            keys = tuple(f"{s.kind.value}:{s.value}" for s in mention.senses if s.kind in PLACES)
            found.append(Origin(keys, frozenset([i])))
        found += [
            Origin((f"{s.kind.value}:{s.value}",)) for s in self.reading.focus if self._is_origin(s.kind, s.value)
        ]
        return found

    def _of_the_writer(self, place: Mention) -> bool:
        """True for "I am calling from Nairobi, when was ...": the writer's place, where nobody's part is asked for."""
        if self.cues & {"attend", "people", "origin"} or ASKING.isdisjoint(self.cues):
            return False
        before = [m for m in self.reading.mentions if m.end <= place.start]
        near = [m for m in before[-STORY:] if m.has(Kind.STORY)]
        return bool(near) and all(m.kinds & {Kind.STORY, Kind.STOP, Kind.CUE} for m in before[before.index(near[0]) :])

    def _is_origin(self, kind: Kind, value: str) -> bool:
        return kind in PLACES and not (kind is Kind.CITY and value in self.catalogue.locations)

    def foreign_names(self) -> list[Origin]:
        """Unknown words that look like names, neighbours together: "Buenos Aires"."""
        runs: list[list[int]] = []
        for at in sorted(self.reading.names):
            if runs and runs[-1][-1] == at - 1:
                runs[-1].append(at)
            else:
                runs.append([at])
        return [
            Origin((" ".join(self.reading.raw[at] for at in run),), names=frozenset(run))
            for run in runs
            if len(run) <= 3
        ]

    def placed(self) -> bool:
        """True where a city of an edition was named and served as where it was held."""
        return any(self.reading.mentions[i].has(Kind.CITY) for i in self.scope.used)

    def only_placed(self) -> bool:
        """True where a city alone narrowed the scope and no word says that a training is meant ("in Seoul")."""
        kinds = {kind for i in self.scope.used for kind in self.reading.mentions[i].kinds}
        return (
            kinds == {Kind.CITY}
            and not self.reading.focus
            and not self.cues & {"training", "workshop", "webinar", "program"}
        )

    def numbers(self) -> tuple[int, ...]:
        """The numbers that the question states, years and editions' ordinals apart; "more than 20" states none."""
        return tuple(
            int(value)
            for i, mention in self.reading.of(Kind.NUMBER)
            if i not in self.scope.used and not self.reading.typed_short(mention) and not self._bounds(mention)
            for value in mention.values(Kind.NUMBER)
        )

    def _bounds(self, number: Mention) -> bool:
        """True for "more than 20" and "20 or more": the number is a bound and none that is claimed."""
        said = [m for _, m in self.reading.of(Kind.CUE) if "more" in m.values(Kind.CUE)]
        return any(number.start - 2 <= m.end <= number.start or number.end <= m.start <= number.end + 1 for m in said)

    def counted(self) -> frozenset[str]:
        """The cues of what each "how many" stands before; empty where it stands alone."""
        asked = [m for _, m in self.reading.of(Kind.CUE) if "how_many" in m.values(Kind.CUE)]
        return frozenset().union(*map(self._counted_by, asked))

    def _counted_by(self, asked: Mention) -> frozenset[str]:
        own = COUNTED & set(asked.values(Kind.CUE))
        behind = next((m for _, m in self.reading.of(Kind.CUE) if m.start == asked.end), None)
        if own or (behind is not None and COUNTED & set(behind.values(Kind.CUE))):
            return own or frozenset(behind.values(Kind.CUE) if behind else ())
        before = next((m for _, m in self.reading.of(Kind.CUE) if m.end == asked.start), None)
        if before is not None and COUNTABLE & set(before.values(Kind.CUE)):
            return frozenset(before.values(Kind.CUE))  # "participants number workshop 2017"
        for mention in self.reading.mentions:
            if mention.start >= asked.end and not mention.has(Kind.STOP) and "how_many" not in mention.values(Kind.CUE):
                return frozenset(mention.values(Kind.CUE))
        return frozenset()

    def used_numbers(self) -> frozenset[int]:
        """The mentions of those numbers."""
        return frozenset(i for i, _ in self.reading.of(Kind.NUMBER))

    def mentioned(self, *kinds: Kind) -> frozenset[int]:
        """The mentions of some kinds."""
        return frozenset(i for i, _ in self.reading.of(*kinds))

    def homes(self, delegation: Delegation) -> frozenset[str]:
        """The places by which a delegation may be asked for."""
        return self.catalogue.home(delegation)

    def unknown_stems(self) -> frozenset[str]:
        """Stems of the words that have no meaning of their own."""
        stem = self.vocabulary.stemmer
        return frozenset(stem(self.reading.words[at]) for at in self.reading.unknown)

    def vocabulary_of(self, held: Iterable[Held], *aspects: str) -> frozenset[str]:
        """The words of some editions' facts."""
        return frozenset().union(*(self.vocabulary.of(f"{h.id}#{aspect}") for h in held for aspect in aspects))


def entry_id(held: Iterable[Held], ask: str) -> str:
    """The id under which an answer on some editions is reported: the edition's, else the programme's."""
    editions = list(held)
    programs = list(dict.fromkeys(h.program.id for h in editions))
    if len(editions) == 1:
        return f"{editions[0].id}#{ask}"
    return f"{programs[0] if len(programs) == 1 else 'trainings'}#{ask}"
