"""Where the facts behind an answer are written, so that a problem can name the line."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bot.knowledge.loaded import Key
from bot.knowledge.model import Entry, Program
from bot.matching.asks import Ask
from bot.matching.catalogue import Catalogue, Held
from bot.matching.finding import Finding
from bot.matching.text import fold

EDITION_FIELDS: dict[Ask, tuple[str, ...]] = {
    Ask.WHEN: ("start",),
    Ask.DURATION: ("end",),
    Ask.WHERE: ("cities",),
    Ask.ORGANISERS: ("organisers", "partners"),
    Ask.ROLE: ("roles",),
    Ask.COUNT_PEOPLE: ("attendance",),
    Ask.COUNT_COUNTRIES: ("attendance",),
    Ask.COUNT_CITIES: ("attendance",),
    Ask.PARTICIPANTS: ("attendance",),
    Ask.ATTENDANCE: ("attendance",),
    Ask.RETURNING: ("attendance",),
    Ask.TOPICS: ("topics",),
    Ask.COVERED: ("topics",),
    Ask.COMMON_TOPICS: ("topics",),
    Ask.VISITS: ("visits",),
    Ask.VISITED: ("visits",),
    Ask.TITLE: ("title",),
    Ask.SIGNIFICANCE: ("significance",),
    Ask.CALL: ("call",),
    Ask.APPLY: ("application", "call"),
    Ask.DEADLINE: ("application",),
}
"""What is asked -> the fields of an edition that answer it, the nearest first."""

PROGRAM_FIELDS: dict[Ask, tuple[str, ...]] = {
    Ask.ABOUT: ("about",),
    Ask.DIFFERENCE: ("about",),
    Ask.PURPOSE: ("purpose",),
    Ask.SINCE: ("since",),
    Ask.WHERE: ("cities",),
    Ask.ORGANISERS: ("organisers", "partners"),
    Ask.FORMAT: ("format",),
    Ask.VISITS: ("visits",),
    Ask.NEXT: ("outlook",),
    Ask.CALL: ("call",),
    Ask.APPLY: ("call",),
    Ask.DEADLINE: ("application",),
    Ask.CONTACT: ("contacts",),
}
"""Likewise of a programme."""

OFFICE_FIELDS: dict[Ask, str] = {
    Ask.OFFICES: "offices",
    Ask.OFFICE_AT: "offices",
    Ask.HOSTING: "hosting",
    Ask.FUNCTIONS: "functions",
    Ask.BENEFITS: "benefits",
    Ask.SEEKING: "seeking",
    Ask.OFFICE_PROGRAMS: "programs",
}
"""Likewise of the regional offices."""

ORGANISER_FIELDS: dict[Ask, str] = {
    Ask.NEXT: "outlook",
    Ask.APPLY: "call",
    Ask.CALL: "call",
    Ask.CONTACT: "contacts",
    Ask.FORMAT: "format",
    Ask.PROGRAMS: "about",
    Ask.PURPOSE: "purpose",
}
"""Likewise of the organiser."""


def place(finding: Finding, catalogue: Catalogue) -> Key:
    """The key of the fact that a finding answers from."""
    if finding.ask is Ask.ENTRY:
        return ("entries", finding.entry)
    if finding.ask in OFFICE_FIELDS:
        return ("offices", OFFICE_FIELDS[finding.ask])
    if finding.rows:
        return edition_place(finding.rows[0].held, finding.ask)
    for ref in finding.refs:
        if finding.ask is not Ask.PROGRAMS and ref in catalogue.programs:
            return program_place(catalogue.programs[ref], finding.ask)
        for section in ("organisations", "news", "people"):
            if ref in getattr(catalogue, section):
                return (section, ref)
        if finding.ask is Ask.TESTIMONIALS:
            return ("testimonials", ref)
    return ("organiser", ORGANISER_FIELDS.get(finding.ask, "about"))


def edition_place(held: Held, ask: Ask) -> Key:
    """The key of what answers a question on one edition: its own field, else its programme's, else the edition."""
    own: Key = ("programs", held.program.id, "editions", held.edition.id)
    for field in EDITION_FIELDS.get(ask, ()):
        if getattr(held.edition, field):
            return (*own, field)
    if ask in EDITION_FIELDS:
        shared = program_place(held.program, ask)
        return shared if len(shared) > 2 else own
    return own


def program_place(program: Program, ask: Ask) -> Key:
    """The key of what answers a question on a programme; the programme's own where no field does."""
    for field in PROGRAM_FIELDS.get(ask, ()):
        if getattr(program, field):
            return ("programs", program.id, field)
    return ("programs", program.id)


def phrasing_place(entry: Entry, text: str, language: str) -> Key:
    """The key of the entry's phrasing that is most like a text."""
    spoken = language if language in entry.questions else next(iter(entry.questions))
    phrasings = list(map(fold, entry.questions[spoken]))
    _, _, index = process.extractOne(fold(text), phrasings, scorer=fuzz.token_set_ratio)
    return ("entries", entry.id, "questions", spoken, index)
