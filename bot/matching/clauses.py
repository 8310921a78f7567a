"""A clause in its conversation -> its candidates: as it stands, and completed by what was said before."""

from __future__ import annotations

import datetime as dt

from bot.matching.asks import LIGHT, Ask
from bot.matching.candidate import Candidate
from bot.matching.frame import Frame, bare, inherited
from bot.matching.matcher import FactMatcher
from bot.matching.passages import Passages
from bot.matching.reading import Reading
from bot.matching.senses import Kind
from bot.matching.understood import ANSWER, Understood

EXACT = 0.97
"""The confidence from which a curated entry is its own phrasing, whatever the conversation is about."""

AT_LARGE = frozenset(
    {Ask.NEXT, Ask.APPLY, Ask.CONTACT, Ask.CALL, Ask.DEADLINE, Ask.PROGRAMS, Ask.TESTIMONIALS, Ask.FORMAT, Ask.HOSTING}
)
"""Asks that need no programme, so that they may change the subject of a conversation without naming another."""

_OFFICE = frozenset(
    {Ask.OFFICES, Ask.OFFICE_AT, Ask.HOSTING, Ask.FUNCTIONS, Ask.BENEFITS, Ask.SEEKING, Ask.OFFICE_PROGRAMS}
)

_TRAINING = frozenset({"training", "workshop", "webinar", "program", "edition"})

_ON_TOPIC = frozenset({Ask.COVERED, Ask.COMMON_TOPICS, Ask.NEWS})
"""What can be asked where nothing but a topic was talked about: "when was it?" needs more."""

FITTING = {
    Kind.NETWORK: _OFFICE,
    Kind.OFFICE: _OFFICE,
    Kind.PERSON: frozenset({Ask.PERSON, Ask.CONTACT, Ask.TESTIMONIALS}),
}
"""What can be asked of a thing that a conversation is about, where it is no programme."""


class Clauses:
    """Understands single clauses."""

    def __init__(self, facts: FactMatcher, passages: Passages) -> None:
        self._facts = facts
        self._passages = passages

    def understand(self, text: str, frame: Frame, today: dt.date, *, asked: bool) -> Understood:
        """What the clause asks, best first."""
        reading = self._facts.reader.read(text)
        return Understood(text, reading, tuple(self._candidates(reading, frame, today)[:8]), asked)

    def _candidates(self, reading: Reading, frame: Frame, today: dt.date) -> list[Candidate]:
        if not reading.words or reading.weight() == 0 or _asks_for_names(reading, frame):
            return []
        passages = self._passages.candidates(reading)
        theirs = _asks_for_theirs(reading, frame)
        follow_up = _without_contact(self._follow_up(reading, frame, today), theirs)
        if follow_up and follow_up[0].confidence >= ANSWER:
            own = passages if reading.names_something() or reading.unknown else []  # "in which city is it?"
            return _ranked([*follow_up, *(passage for passage in own if passage.confidence >= EXACT)])
        plain = _without_contact(self._facts.candidates(reading, today), theirs)
        further = self._passages.again(reading, frame.passage) if not reading.names_something() else None
        if further:
            return _ranked([further, *passages])
        if frame.focus and not reading.names_something():
            plain = [candidate for candidate in plain if candidate.finding.ask in AT_LARGE]
        return _ranked([*plain, *passages, *follow_up])

    def _follow_up(self, reading: Reading, frame: Frame, today: dt.date) -> list[Candidate]:
        """The reading completed by the frame; empty where the frame has nothing for it."""
        focus = inherited(frame, reading, self._facts.catalogue)
        if frame.ask is not None and bare(reading, LIGHT, frame.ask) and not self._complete(reading):
            own = _has_origin(reading, self._facts)
            origins = () if own else frame.origins
            found = self._facts.candidates(
                reading.with_focus((*focus, *origins)), today, only=_again(frame.ask, bool(own))
            )
            if found and found[0].confidence >= ANSWER:
                return found
        if not focus or not reading.cues():
            return []
        found = self._facts.candidates(reading.with_focus(focus), today)
        fitting = next((asks for kind, asks in FITTING.items() if any(s.kind is kind for s in focus)), None)
        if all(sense.kind is Kind.TOPIC for sense in focus):
            fitting = _ON_TOPIC
        return [candidate for candidate in found if fitting is None or candidate.finding.ask in fitting]

    def _complete(self, reading: Reading) -> bool:
        """True where naming is asking: "Was the 2017 workshop in Jeju?", "What is the Seoul Program?"."""
        kinds = {kind for mention in reading.mentions for kind in mention.kinds}
        if "what_is" in reading.cues() and Kind.PROGRAM in kinds:
            return True
        at = any(city in self._facts.catalogue.locations for city in reading.values(Kind.CITY))
        return {Kind.EDITION, Kind.YEAR} <= kinds or (
            at and (Kind.EDITION in kinds or {Kind.PROGRAM, Kind.YEAR} <= kinds)
        )


def _without_contact(candidates: list[Candidate], theirs: bool) -> list[Candidate]:
    """Our own addresses are none of theirs."""
    return [candidate for candidate in candidates if not theirs or candidate.finding.ask is not Ask.CONTACT]


def _asks_for_theirs(reading: Reading, frame: Frame) -> bool:
    """True for "and the official's e-mail?" after "was Penang there?", or an office's: not ours is asked for."""
    if reading.names_something():
        return False
    if any(sense.kind is Kind.OFFICE for sense in frame.focus):
        return not reading.cues() & {"how", "who"}  # "I need the address": of the regional office that was spoken of
    theirs = bool(frame.origins) and frame.ask in (Ask.PARTICIPANTS, Ask.ATTENDANCE)
    return theirs and bool(reading.cues() & {"people", "position"})


def _asks_for_names(reading: Reading, frame: Frame) -> bool:
    """True for "and their names?" after who came: nobody's are known, and the training's own is not asked for."""
    if reading.names_something() or frame.ask not in (Ask.PARTICIPANTS, Ask.ATTENDANCE):
        return False
    return "named" in reading.cues() and not reading.cues() & _TRAINING


def _again(ask: Ask, origin: bool) -> Ask:
    """What a bare follow-up repeats: "was Kampala there?" - "and Accra?"; "since when?" - "and 2017?"."""
    if origin and ask in (Ask.OFFICES, Ask.OFFICE_AT, Ask.SEEKING):
        return Ask.OFFICE_AT
    if origin and ask in (Ask.WHERE, Ask.WHEN, Ask.ABOUT, Ask.COUNT_PEOPLE):
        return Ask.PARTICIPANTS
    return Ask.WHEN if ask in (Ask.SINCE, Ask.EDITIONS) else ask


def _has_origin(reading: Reading, facts: FactMatcher) -> bool:
    places = reading.values(Kind.COUNTRY, Kind.REGION) + [
        city for city in reading.values(Kind.CITY) if city not in facts.catalogue.locations
    ]
    return bool(places)


def _ranked(candidates: list[Candidate]) -> list[Candidate]:
    """Best first, one candidate for each answer."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=Candidate.order, reverse=True):
        best.setdefault(candidate.finding.entry, candidate)
    return list(best.values())
