"""What a question leaves out: "besides Kakao, where were they taken?" asks for all the other visits.

Such a question is read twice: as it stands, and as if neither the exclusion nor what it leaves out stood there; from
what the second reading finds, the thing is then taken away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.knowledge.model import Visit
from bot.matching.asks import LIGHT, Ask
from bot.matching.catalogue import Catalogue
from bot.matching.finding import Finding, Row
from bot.matching.reading import EXCLUDING, Reading
from bot.matching.senses import ENTITIES, Kind, Meaning, Mention, Sense

_SILENT = Meaning([Sense(Kind.STOP)])
_SHOWN = {"visit": "visit", "activity": "format"}
"""What a named part of an edition or programme shows to be asked, where that part is left out."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A reading without what it leaves out, and what that is."""

    reading: Reading
    things: tuple[Sense, ...]

    @property
    def cues(self) -> frozenset[str]:
        """What a thing left out shows to be asked: besides a site, other sites; besides lectures, other parts."""
        parts = {sense.value.split("|")[1] for sense in self.things if sense.kind is Kind.ITEM}
        return frozenset(cue for part, cue in _SHOWN.items() if part in parts)

    def applied(self, finding: Finding, catalogue: Catalogue) -> Finding | None:
        """The finding without the things left out, or as it is where they cannot be told apart from the rest.

        None where it cannot heed them, where they are no part of it, or nothing else is left.
        """
        take_away = _TAKING.get(finding.ask)
        return take_away(finding, self.things, catalogue) if take_away and not finding.missing else None


def exclusion(reading: Reading) -> Exclusion | None:
    """What the reading leaves out; None where it leaves out nothing that the knowledge has."""
    silenced: set[Mention] = set()
    things: list[Sense] = []
    for _, found in reading.of(Kind.NEGATION):
        if EXCLUDING not in found.values(Kind.NEGATION):
            continue
        left_out = _beside(reading, found, behind=not reading.relations_behind)
        left_out = left_out or _beside(reading, found, behind=reading.relations_behind)
        if not left_out:
            return None
        silenced.update([found, *left_out])
        things += [sense for mention in left_out for sense in mention.senses if sense.kind in ENTITIES]
    if not things:
        return None
    mentions = tuple(replace(m, meaning=_SILENT) if m in silenced else m for m in reading.mentions)
    return Exclusion(replace(reading, mentions=mentions), tuple(dict.fromkeys(things)))


def _beside(reading: Reading, exclusion: Mention, *, behind: bool) -> list[Mention]:
    """The things named on one side of an exclusion, joined ones together; words that say little may stand between."""
    if behind:
        near = [m for m in reading.mentions if m.start >= exclusion.end]
        at, step = exclusion.end, 1
    else:
        near = [m for m in reversed(reading.mentions) if m.end <= exclusion.start]
        at, step = exclusion.start, -1
    found: list[Mention] = []
    joined = unsure = False
    for mention in near:
        first, after = (mention.start, mention.end) if step > 0 else (mention.end, mention.start)
        if first != at:
            break  # a word without meaning stands between
        if mention.kinds & ENTITIES:
            if unsure:  # "except lectures, visits and excursions": one of them is no thing that could be left out
                return [] if joined else found
            found.append(mention)
        elif found:
            unsure = unsure or not mention.has(Kind.JOINER)
            joined = mention.has(Kind.JOINER)
        elif Kind.STOP not in mention.kinds and not LIGHT.issuperset(mention.values(Kind.CUE)):
            break
        at = after
    return found


def _without_places(finding: Finding, things: tuple[Sense, ...], catalogue: Catalogue) -> Finding | None:
    gone = {f"{sense.kind.value}:{sense.value}" for sense in things}
    rows = tuple(
        replace(row, delegations=tuple(d for d in row.delegations if gone.isdisjoint(catalogue.home(d))))
        for row in finding.rows
    )
    return _of_rows(finding, rows, [len(row.delegations) for row in rows])


def _without_visits(finding: Finding, things: tuple[Sense, ...], catalogue: Catalogue) -> Finding | None:
    gone = {sense.value for sense in things if sense.kind is Kind.ITEM}

    def left(row: Row) -> tuple[Visit, ...]:
        kept = [v for i, v in enumerate(row.held.edition.visits) if f"{row.held.id}|visit|{i}" not in gone]
        return tuple(visit for visit in row.visits if visit in kept)

    rows = tuple(replace(row, visits=left(row)) for row in finding.rows)
    return _of_rows(finding, rows, [len(row.visits) for row in rows])


def _without_topics(finding: Finding, things: tuple[Sense, ...], catalogue: Catalogue) -> Finding | None:
    gone = {sense.value for sense in things if sense.kind is Kind.TOPIC}
    rows = tuple(replace(row, topics=tuple(t for t in row.topics if gone.isdisjoint(t.topics))) for row in finding.rows)
    return _of_rows(finding, rows, [len(row.topics) for row in rows])


def _of_rows(finding: Finding, rows: tuple[Row, ...], left: list[int]) -> Finding | None:
    kept = tuple(row for row, count in zip(rows, left, strict=True) if count)
    return replace(finding, rows=kept) if kept and rows != finding.rows else None


def _without_some(finding: Finding, things: tuple[Sense, ...], catalogue: Catalogue) -> Finding | None:
    """Of people or programmes, the others."""
    gone = {sense.value for sense in things if sense.kind in (Kind.PERSON, Kind.PROGRAM)}
    kept = tuple(ref for ref in finding.refs if ref not in gone)
    return replace(finding, refs=kept) if kept and kept != finding.refs else None


def _without_an_organiser(finding: Finding, things: tuple[Sense, ...], catalogue: Catalogue) -> Finding | None:
    """All organisers, for one sentence tells of them: where the one left out is among them, and others are."""
    gone = {sense.value for sense in things if sense.kind is Kind.ORGANISATION}
    involved = {o for row in finding.rows for o in (*row.held.organisers, *row.held.partners)}
    involved.update(
        o for p in finding.refs for o in (*catalogue.programs[p].organisers, *catalogue.programs[p].partners)
    )
    return finding if gone & involved and involved - gone else None


def _without_parts(finding: Finding, things: tuple[Sense, ...], catalogue: Catalogue) -> Finding | None:
    """All parts of the programme, where others than those left out are among them."""
    gone = {sense.value for sense in things if sense.kind is Kind.ITEM}
    parts = {f"{ref}|activity|{i}" for ref in finding.refs for i, _ in enumerate(catalogue.programs[ref].format)}
    return finding if gone & parts and parts - gone else None


_TAKING: dict[Ask, Callable[[Finding, tuple[Sense, ...], Catalogue], Finding | None]] = {
    Ask.PARTICIPANTS: _without_places,
    Ask.RETURNING: _without_places,
    Ask.VISITS: _without_visits,
    Ask.TOPICS: _without_topics,
    Ask.CONTACT: _without_some,
    Ask.PROGRAMS: _without_some,
    Ask.ORGANISERS: _without_an_organiser,
    Ask.FORMAT: _without_parts,
}
"""How a thing is taken away from what is found, for the asks that can do without one."""
