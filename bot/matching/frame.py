"""What a question may leave out because the one before said it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge.model import Kind as ProgramKind
from bot.matching.asks import LIGHT, Ask
from bot.matching.catalogue import Catalogue, Held
from bot.matching.finding import Finding
from bot.matching.reading import Reading
from bot.matching.senses import ENTITIES, Kind, Sense

_HELD = (Kind.PROGRAM, Kind.EDITION, Kind.YEAR, Kind.MONTH)
_ORIGINS = (Kind.CITY, Kind.COUNTRY, Kind.REGION)
_THINGS = (Kind.NETWORK, Kind.OFFICE, Kind.PERSON, Kind.TOPIC, Kind.ITEM, Kind.ORGANISATION)
PICKING = frozenset({"latest", "longest", "shortest"})
"""Cues that pick an edition among all of the programme: "and the last one?"."""
PARTICIPATION = frozenset({"people", "attend"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The thread of a conversation: what it is about, and what was asked."""

    focus: tuple[Sense, ...] = ()
    """Programme and edition, or another thing."""
    origins: tuple[Sense, ...] = ()
    """The places from which people were asked for."""
    ask: Ask | None = None
    passage: str = ""
    """The entry or news that was answered last."""

    @property
    def program_only(self) -> tuple[Sense, ...]:
        """The focus without the edition."""
        return tuple(sense for sense in self.focus if sense.kind in (Kind.PROGRAM, *_THINGS))


def after(frame: Frame, reading: Reading, finding: Finding, catalogue: Catalogue) -> Frame:
    """The frame that an answer leaves behind."""
    held = [row.held for row in finding.rows]
    programs = dict.fromkeys([h.program.id for h in held] or [r for r in finding.refs if r in catalogue.programs])
    focus = [Sense(Kind.PROGRAM, program) for program in programs] if len(programs) == 1 else []
    if len(held) == 1:
        focus.append(Sense(Kind.EDITION, held[0].id))
    elif focus and len({h.edition.year for h in held}) == 1:
        focus.append(Sense(Kind.YEAR, str(held[0].edition.year)))
    if not focus or finding.missing:
        focus = _who_said_it(finding, catalogue) or list(mentioned(frame, reading).focus)
    origins = tuple(s for m in reading.mentions for s in m.senses if s.kind in _ORIGINS)
    origins = tuple(s for s in origins if not (s.kind is Kind.CITY and s.value in catalogue.locations))
    if finding.ask not in (Ask.PARTICIPANTS, Ask.ATTENDANCE, Ask.COUNT_CITIES, Ask.COUNT_COUNTRIES):
        origins = ()
    passage = finding.entry if finding.ask in (Ask.ENTRY, Ask.NEWS) else ""
    return Frame(tuple(focus) or frame.focus, origins or (frame.origins if not focus else ()), finding.ask, passage)


def _who_said_it(finding: Finding, catalogue: Catalogue) -> list[Sense]:
    """The one person whose words were told, so that "and her e-mail?" is asked of her."""
    if finding.ask is not Ask.TESTIMONIALS or len(finding.refs) != 1:
        return []
    return [Sense(Kind.PERSON, t.person) for t in catalogue.facts.testimonials if t.id in finding.refs]


def mentioned(frame: Frame, reading: Reading, held: Held | None = None) -> Frame:
    """The frame after a sentence that asked nothing but named something; ``held`` is the one edition that it means."""
    if held is not None:
        edition = (Sense(Kind.PROGRAM, held.program.id), Sense(Kind.EDITION, held.id))
        return Frame(edition, frame.origins, frame.ask)
    clear = [m for m in reading.mentions if not m.has(Kind.CUE)]  # "the international office" need not be one of ours
    found = [s for m in clear for s in m.senses if s.kind in (*_HELD, *_THINGS)]
    places = [s for m in reading.mentions for s in m.senses if s.kind is Kind.CITY]
    if not found:
        return frame
    return Frame(tuple(dict.fromkeys([*found, *places]))[:6], frame.origins, frame.ask)


def inherited(frame: Frame, reading: Reading, catalogue: Catalogue) -> tuple[Sense, ...]:
    """What the reading may take from the frame: nothing that it names itself, and no year beside another year."""
    kinds = {sense.kind for mention in reading.mentions for sense in mention.senses}
    focus = frame.focus
    if reading.cues() & PARTICIPATION:  # a person is whom to write to, and took part in nothing
        focus = tuple(sense for sense in focus if sense.kind is not Kind.PERSON)
    kind = reading.cues() & {"training", "workshop", "webinar"}
    names_place = any(v in catalogue.locations for v in reading.values(Kind.CITY))
    if kinds & {Kind.PROGRAM, Kind.EDITION, Kind.NETWORK, Kind.OFFICE, Kind.PERSON, Kind.TESTIMONIAL}:
        return ()
    if (Kind.ORDINAL in kinds or "first" in reading.cues()) and not kinds & {Kind.YEAR, Kind.MONTH}:
        return _of_that_year(focus, catalogue)
    if _picks(reading) and not kinds & {Kind.YEAR, Kind.MONTH}:  # of one edition, none is the last
        lone = not reading.cues() - LIGHT - PICKING
        focus = tuple(s for s in focus if s.kind is not Kind.EDITION and not (lone and s.kind is Kind.YEAR))
    if "webinar" in reading.cues() and not _online(frame, catalogue):
        return ()
    if names_place and not kinds & {Kind.YEAR, Kind.MONTH} and _only_held(reading):
        return focus
    if kinds & {Kind.YEAR, Kind.MONTH} or names_place:
        kept = [s for s in frame.program_only if s.kind is not Kind.PERSON or not kinds & set(_ORIGINS)]
        return () if kind else _at(tuple(kept), reading, catalogue)
    if kinds & set(_ORIGINS):
        dropped = {*_ORIGINS, Kind.PERSON, Kind.TESTIMONIAL}
        if frame.ask is Ask.TESTIMONIALS:
            dropped |= {Kind.EDITION, Kind.YEAR}
        return tuple(s for s in focus if s.kind not in dropped)
    return focus


def _picks(reading: Reading) -> bool:
    """True for "and when was the last one?"; not for "until when did it last?"."""
    said = [set(mention.values(Kind.CUE)) for _, mention in reading.of(Kind.CUE)]
    picking = [cues for cues in said if cues & PICKING]
    others = frozenset().union(*(cues for cues in said if not cues & PICKING))
    clear = any(not cues - PICKING - LIGHT for cues in picking)
    return clear or (bool(picking) and not others & {"start", "end", "duration"})


def _of_that_year(focus: tuple[Sense, ...], catalogue: Catalogue) -> tuple[Sense, ...]:
    """For "and the second one?": the year of the edition before, where that year had several."""
    held = next((catalogue.by_id[sense.value] for sense in focus if sense.kind is Kind.EDITION), None)
    if held is None or held.edition.part is None:
        return focus
    return (Sense(Kind.PROGRAM, held.program.id), Sense(Kind.YEAR, str(held.edition.year)))


def _only_held(reading: Reading) -> bool:
    """True for "was it held in Jeju?": it is asked of the edition before, not of one that was there."""
    said = [set(mention.values(Kind.CUE)) for _, mention in reading.of(Kind.CUE)]
    return any("held" in cues for cues in said) and all(cues & LIGHT for cues in said)


def _online(frame: Frame, catalogue: Catalogue) -> bool:
    """True where the programme in focus is held as webinars; other kinds of trainings are mixed up freely."""
    programs = [sense.value for sense in frame.focus if sense.kind is Kind.PROGRAM]
    return all(catalogue.programs[program].kind is ProgramKind.WEBINAR for program in programs)


def _at(focus: tuple[Sense, ...], reading: Reading, catalogue: Catalogue) -> tuple[Sense, ...]:
    """The focus without programmes that were never held at the places that the reading names."""
    places = [city for city in reading.values(Kind.CITY) if city in catalogue.locations]
    if not places:
        return focus
    held = {h.program.id for h in catalogue.held if set(places) & set(h.cities)}
    return tuple(s for s in focus if s.kind is not Kind.PROGRAM or s.value in held)


def bare(reading: Reading, light: frozenset[str], ask: Ask) -> bool:
    """True for a follow-up that says only what is different: "and in 2017?", "and from Nepal?"; ``ask`` was before."""
    cues = (
        reading.cues()
        - light
        - {
            "origin",
            "both",
            "list",
            "year",
            "what_is",
            "next",
            "previous",
            "following",
            "latest",
            "first",
            "attend",
            "who",
        }
    )
    if ask in (Ask.CONTACT, Ask.PERSON) and reading.cues() & PARTICIPATION:
        return False
    named = any(s.kind in ENTITIES or s.kind in (Kind.YEAR, Kind.ORDINAL) for m in reading.mentions for s in m.senses)
    named = named or bool(reading.cues() & {"previous", "following", "next", "latest", "first"})
    return named and not cues and not reading.unknown
