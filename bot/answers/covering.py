"""What each language can answer, thing by thing and kind of question by kind: the matrix of `wego-bot coverage`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answers.own_questions import OwnQuestion, own_questions
from bot.answers.reply import Outcome
from bot.answers.tongue import Tongue, worth_answering
from bot.matching.asks import Ask
from bot.matching.frame import Frame

GENERAL = "trainings"
"""The row of what is asked of no programme."""
ENTRIES, NEWS = "entries", "news"


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of question on one thing in one language."""

    language: str
    thing: str
    """A programme's id; trainings, entries or news."""
    kind: str
    """What is asked: when, topics, entry."""
    facts: int
    """How many facts, entries or reports of it there are."""
    answered: int
    """How many of them are answered when they are asked for in this language."""
    tested: bool
    """Whether a test question of this language is answered by it."""
    stale: bool
    """Whether a text of it was made from an English wording that has changed since, or is missing."""

    def __str__(self) -> str:
        marks = f"{'T' if self.tested else ''}{'S' if self.stale else ''}"
        return f"{self.answered}/{self.facts} {marks}".rstrip()


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of question on one thing, in every language."""

    thing: str
    kind: str
    cells: tuple[Cell | None, ...]
    """None where a language has no such question."""


def matrix(found: Sequence[Cell], languages: Sequence[str]) -> list[Row]:
    """The cells in rows, those of one thing together; a column for each of the languages."""
    by_place = {(cell.thing, cell.kind, cell.language): cell for cell in found}
    things = list(dict.fromkeys(cell.thing for cell in found))
    pairs = sorted(dict.fromkeys((cell.thing, cell.kind) for cell in found), key=lambda pair: things.index(pair[0]))
    return [Row(thing, kind, tuple(by_place.get((thing, kind, code)) for code in languages)) for thing, kind in pairs]


def total(found: Iterable[Cell], language: str) -> str:
    """How many of all facts are answered in a language: 640/648."""
    own = [cell for cell in found if cell.language == language]
    return f"{sum(cell.answered for cell in own)}/{sum(cell.facts for cell in own)}"


def cells(tongue: Tongue, tested: Collection[str], stale: Collection[str], today: dt.date) -> list[Cell]:
    """The matrix of one language; ``tested`` are the ids that answer its test questions, ``stale`` keys of texts."""
    counted: dict[tuple[str, str], list[bool]] = defaultdict(list)
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for thing, kind, place, answered in _asked(tongue, today):
        counted[thing, kind].append(answered)
        places[thing, kind].add(place)
    return [
        Cell(
            tongue.language,
            thing,
            kind,
            len(answers),
            sum(answers),
            tested=_is_tested(tongue, thing, kind, tested),
            stale=any(key.startswith(f"texts/{place}") for key in stale for place in places[thing, kind]),
        )
        for (thing, kind), answers in counted.items()
    ]


def _asked(tongue: Tongue, today: dt.date) -> Iterator[tuple[str, str, str, bool]]:
    """Every fact, entry and report asked for: thing, kind, where it is written, whether it answers."""
    for question in own_questions(tongue.facts, tongue.naming):
        place = "/".join(map(str, question.key))
        yield question.program or GENERAL, question.ask.value, place, _is_answered(tongue, question, today)
    for entry in tongue.facts.entries:
        asked = entry.questions.get(tongue.language, ())
        reply = tongue.answered(asked[0], today) if asked else None
        right = reply is not None and reply.outcome is Outcome.ANSWER and reply.entry == entry.id
        yield ENTRIES, Ask.ENTRY.value, f"entries/{entry.id}/", right
    for item in tongue.facts.news:
        reply = tongue.answered(tongue.naming.text(item.title), today)
        yield NEWS, Ask.NEWS.value, f"news/{item.id}/", reply.outcome is Outcome.ANSWER and reply.entry == item.id


def _is_answered(tongue: Tongue, question: OwnQuestion, today: dt.date) -> bool:
    parts = tongue.understand(question.text, Frame(), today)[0]
    best = [part.best for part in worth_answering(parts)][:1]
    return bool(best and best[0] and question.answered_by(best[0].finding))


def _is_tested(tongue: Tongue, thing: str, kind: str, tested: Collection[str]) -> bool:
    """Ids of answers: seoul-program/2016#when, trainings#next, an entry's or a report's own."""
    if thing == ENTRIES:
        return any(entry.id in tested for entry in tongue.facts.entries)
    if thing == NEWS:
        return any(item.id in tested for item in tongue.facts.news)
    of_program = (name for name, _, asked in (one.partition("#") for one in tested) if asked == kind)
    named = {name.partition("/")[0] for name in of_program}
    if thing != GENERAL:
        return thing in named
    return bool(named) or any(one.partition("#")[2] == kind for one in tested)
