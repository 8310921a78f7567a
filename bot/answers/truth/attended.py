"""Numbers of people, countries and cities in a sentence against those of the edition that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from bot.answers.truth.claims import Sentence
from bot.answers.truth.dated import Contradiction
from bot.answers.truth.dating import figure, value
from bot.answers.truth.yearly import BESIDE
from bot.knowledge.loaded import Key
from bot.knowledge.model import Attendance
from bot.matching.catalogue import Held
from bot.matching.reading import Reading
from bot.matching.senses import Kind, Mention

_COUNTED = ("people", "country", "city")


def attended(sentence: Sentence, held: Held) -> Iterator[Contradiction]:
    """The numbers of a sentence on one edition that are meant for typed ones, and are not."""
    attendance = held.edition.attendance
    if attendance is None:
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


def _counting(reading: Reading, number: Mention) -> str:
    """What a number counts: the cue right behind it."""
    for mention in reading.mentions:
        if 0 <= mention.start - number.end <= BESIDE:
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
