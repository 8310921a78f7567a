"""The editions that a sentence names by their programme and a year: the workshop of 2017."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.truth.claims import Sentence
from bot.answers.truth.subjects import Library, Subjects
from bot.matching.catalogue import Held
from bot.matching.reading import Reading
from bot.matching.senses import Kind, Mention

BESIDE = 1
"""Words between a programme and its year, a number and what it counts."""
_SHORT = 3
"""Letters of such a word, where it is not known."""


def yearly(sentence: Sentence, most: int = BESIDE) -> Iterator[tuple[str, int, Mention]]:
    """Each programme with the year right beside it, that is no part of a date; and the mention of both."""
    reading = sentence.reading
    dated = {at for span in sentence.spans for at in range(span.start, span.end)}
    years = [
        m for _, m in reading.of(Kind.YEAR) if m.start not in dated and not reading.related_on_either_side(m, "since")
    ]
    for _, mention in reading.of(Kind.PROGRAM):
        programs = mention.values(Kind.PROGRAM)
        beside = [y for y in years if 0 <= _gap(mention, y) <= most and _light(reading, mention, y)]
        told = {int(one.values(Kind.YEAR)[0]) for one in beside}
        if len(programs) == 1 and len(told) == 1:
            both = Mention(
                min(mention.start, *(one.start for one in beside)),
                max(mention.end, *(one.end for one in beside)),
                mention.meaning,
            )
            yield programs[0], told.pop(), both


def _light(reading: Reading, one: Mention, other: Mention) -> bool:
    """Whether nothing but a small word stands between two mentions."""
    between = range(min(one.end, other.end), max(one.start, other.start))
    parted = any(m.has(Kind.JOINER) and m.start in between for m in reading.mentions)
    return not parted and all(at not in reading.unknown or len(reading.words[at]) <= _SHORT for at in between)


def of_year(library: Library, program: str, year: int) -> list[Held]:
    """The editions of a programme in a year."""
    return [held for held in library.catalogue.editions_of([program]) if held.edition.year == year]


def only(library: Library, sentence: Sentence, about: Subjects) -> Held | None:
    """The one edition that a sentence is about."""
    named = [held for program, year, _ in yearly(sentence) for held in of_year(library, program, year)]
    held = {*about.editions, *named} or set(library.catalogue.editions_of(about.programs))
    return held.pop() if len(held) == 1 else None


def _gap(one: Mention, other: Mention) -> int:
    return max(other.start - one.end, one.start - other.end)
