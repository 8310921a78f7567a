"""The questions that every fact must answer, in the words in which the bot itself offers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.answers.naming import Naming
from bot.answers.places import OFFICE_FIELDS, ORGANISER_FIELDS, edition_place, program_place
from bot.answers.suggesting import asking
from bot.knowledge.loaded import Key
from bot.knowledge.model import Facts, Program
from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """One question, and the fact that must answer it."""

    text: str
    ask: Ask
    key: Key
    """Where the fact is written."""
    edition: str = ""
    program: str = ""

    def answered_by(self, finding: Finding) -> bool:
        """Whether a finding is about just this fact."""
        if finding.ask is not self.ask or finding.missing:
            return False
        if self.edition:
            return [row.held.id for row in finding.rows] == [self.edition]
        programs = {row.held.program.id for row in finding.rows} or set(finding.refs)
        return not self.program or programs == {self.program}


_EDITION: dict[Ask, Callable[[Held], object]] = {
    Ask.WHEN: lambda held: held.edition.start,
    Ask.WHERE: lambda held: held.cities,
    Ask.DURATION: lambda held: held.days,
    Ask.ORGANISERS: lambda held: held.organisers or held.partners,
    Ask.COUNT_PEOPLE: lambda held: (
        held.edition.attendance and (held.edition.attendance.participants or held.edition.attendance.involved)
    ),
    Ask.PARTICIPANTS: lambda held: held.delegations,
    Ask.TOPICS: lambda held: held.edition.topics,
    Ask.VISITS: lambda held: held.edition.visits,
    Ask.ABOUT: lambda held: held.edition.about,
}
"""What can be asked of an edition -> whether it has that fact."""

_PROGRAM: dict[Ask, Callable[[Program], object]] = {
    Ask.ABOUT: lambda program: program.about,
    Ask.ORGANISERS: lambda program: program.organisers or program.partners,
    Ask.VISITS: lambda program: program.visits,
}
"""Likewise of a programme as a whole; where its editions differ, the answer lists them."""


def own_questions(facts: Facts, naming: Naming) -> Iterator[OwnQuestion]:
    """The questions of all facts in the language of the naming; a fact that the pack has no question for has none."""
    for held in naming.catalogue.held:
        for ask, has in _EDITION.items():
            text = asking(ask, naming.edition(held), naming.sentences)
            if text and has(held):
                # The only edition of a programme cannot be told from the programme, and need not be.
                edition = held.id if len(held.program.editions) > 1 else ""
                yield OwnQuestion(text, ask, edition_place(held, ask), edition, held.program.id)
    for program in facts.programs:
        for ask, owns in _PROGRAM.items():
            text = asking(ask, naming.program(program.id), naming.sentences)
            if text and owns(program):
                yield OwnQuestion(text, ask, program_place(program, ask), program=program.id)
    yield from _general(facts, naming)


def _general(facts: Facts, naming: Naming) -> Iterator[OwnQuestion]:
    """Questions that name no programme: on the organiser, the regional offices, the testimonials."""
    for ask, field in ORGANISER_FIELDS.items():
        if facts.organiser and getattr(facts.organiser, field):
            yield from _unnamed(ask, ("organiser", field), naming)
    for ask, field in OFFICE_FIELDS.items():
        if facts.offices and getattr(facts.offices, field):
            yield from _unnamed(ask, ("offices", field), naming)
    if facts.testimonials:
        yield from _unnamed(Ask.TESTIMONIALS, ("testimonials",), naming)


def _unnamed(ask: Ask, key: Key, naming: Naming) -> Iterator[OwnQuestion]:
    text = asking(ask, "", naming.sentences)
    if text:
        yield OwnQuestion(text, ask, key)
