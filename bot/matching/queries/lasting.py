"""Questions on since when a programme is held, and how long its editions lasted."""

from __future__ import annotations

from collections.abc import Iterator

from bot.matching.asks import Ask
from bot.matching.finding import Finding
from bot.matching.queries.editions import TRAININGS, known, not_known, rows, to_come
from bot.matching.senses import Kind
from bot.matching.view import View, entry_id

BEGINNING = 0.6
"""Preference for the year in which a programme began over the days on which its editions did."""


def since(view: View) -> Iterator[Finding]:
    """The year in which a programme began."""
    claimed = tuple(int(year) for year in view.reading.values(Kind.YEAR)) if view.scope.absent else ()
    if (view.scope.narrowed and not claimed) or view.selected not in ("", "first") or to_come(view):
        return
    for program in view.scope.programs or _oldest(view):
        if view.catalogue.programs[program].since:
            yield Finding(
                Ask.SINCE,
                f"{program}#since",
                refs=(program,),
                used=view.scope.used | view.used_numbers(),
                rows=rows(view.catalogue.editions_of([program])[:1]),
                numbers=claimed,
                bonus=BEGINNING if "start" in view.cues else 0.02,
                vocabulary=view.vocabulary.of(f"{program}#about"),
            )


def _oldest(view: View) -> tuple[str, ...]:
    """The programme that began first, for "since when are there trainings?"."""
    began = [(p.since, p.id) for p in view.catalogue.facts.programs if p.since]
    somewhere = view.origins() or view.foreign_names()
    return (min(began)[1],) if began and view.cues & {"training", "program"} and not somewhere else ()


def duration(view: View) -> Iterator[Finding]:
    """Length in days; the editions that were so long, where they are asked for."""
    so_long = _asks_which_so_long(view)
    if not view.about_something and not so_long:
        return
    editions = known(view, lambda held: held.days in view.numbers() if so_long else held.days)
    if not editions or view.scope.absent:
        yield not_known(view, Ask.DURATION)
        return
    yield Finding(
        Ask.DURATION,
        entry_id(editions, "duration"),
        rows=rows(editions),
        premises=view.scope.premises,
        selected=view.selected,
        numbers=view.numbers(),
        used=view.scope.used | view.used_numbers(),
        vocabulary=view.vocabulary_of(editions, "when", "title"),
        bonus=0.01,
    )


def _asks_which_so_long(view: View) -> bool:
    """True for "which trainings lasted 5 days?"; a word that says nothing before the number may be "over" or "than"."""
    asked = bool(view.cues & {"which", "list"}) and bool(view.cues & TRAININGS)
    before = {m.end for m in view.reading.mentions if m.has(Kind.STOP) and "duration" not in m.values(Kind.CUE)}
    plain = all(m.start not in before for _, m in view.reading.of(Kind.NUMBER))
    return asked and plain and bool(view.numbers()) and not view.cues & {"more", "longest", "shortest"}
