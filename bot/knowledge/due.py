"""What somebody has to look at on a day: reviews that are due, and facts that time has passed by.

A programme whose last edition is long past is nothing to mend: perhaps there is no next one. Nor is an edition that is
over, as long as it was never announced: only an application window shows that it was once written of as to come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.knowledge.checks.draft import Draft
from bot.knowledge.knowledge import Knowledge, Position
from bot.knowledge.loaded import Key, Positions
from bot.knowledge.model import Application, Edition, Facts, Program, Reviewed
from bot.knowledge.problems import Problem

SOON = 14
"""Days ahead of a review from which it is told."""


class Kind(StrEnum):
    """Why a thing is due."""

    REVIEW = "review"
    """Its `review_by` is today or past."""
    SOON = "soon"
    """Its `review_by` is at most two weeks ahead."""
    CLOSED = "closed"
    """An application window that closed, with no later window or edition."""
    OVER = "over"
    """An edition that was announced with an application window and is over, while nobody has written who came."""
    PAST = "past"
    """An announcement whose time is past: if it was approved it has gone out, else it never will."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that somebody has to look at."""

    kind: Kind
    key: Key
    """Where it stands in the knowledge: programs, seoul-program, editions, 2027."""
    day: dt.date
    """Since when it is due; with SOON, the day that is ahead."""
    position: Position

    @property
    def name(self) -> str:
        """By its ids: programs/seoul-program/editions/2027."""
        return "/".join(map(str, self.key))


def due(facts: Facts, today: dt.date, positions: Positions) -> tuple[Due, ...]:
    """All that is due on a day, the longest due first; without positions (a compiled knowledge has none) by name."""
    draft = Draft(Knowledge(facts), positions)
    found = [*_reviews(draft, today), *_closed(draft, today), *_over(draft, today), *_past(draft, today)]
    return tuple(sorted(found, key=lambda one: (one.day, one.key[0], one.name, one.kind)))


def problem(one: Due) -> Problem:
    """A due thing as a warning with its remedy."""
    return Problem.at(one.position, _WORDS[one.kind].format(name=one.name, day=one.day), "warning")


_REMEDY = "look at it, correct what has changed, and set a later day or remove the line"
_WORDS = {
    Kind.REVIEW: "the review of {name} has been due since {day}; " + _REMEDY,
    Kind.SOON: "the review of {name} is due on {day}; " + _REMEDY,
    Kind.CLOSED: (
        "the application window of {name} closed on {day}, and none follows; write down the next window or edition, "
        "or remove 'application:' when nobody asks for it any more"
    ),
    Kind.OVER: (
        "the edition {name} ended on {day}, and is still told as it was announced; write down who took part "
        "('attendance:'), read its texts again, and remove 'application:'"
    ),
    Kind.PAST: "the time of {name}, {day}, is past; remove it, or set a later one if it did not go out",
}


def _reviews(draft: Draft, today: dt.date) -> Iterator[Due]:
    for key, record in draft.records:
        if isinstance(record, Reviewed) and record.review_by and (record.review_by - today).days <= SOON:
            kind = Kind.REVIEW if record.review_by <= today else Kind.SOON
            yield Due(kind, key, record.review_by, draft.at((*key, "review_by")))


def _closed(draft: Draft, today: dt.date) -> Iterator[Due]:
    for program in draft.facts.programs:
        windows = list(_windows(program))
        last = max((window.closes.date() for _, window, _ in windows), default=dt.date.max)
        if last >= today or any(_last_day(edition) >= today for edition in program.editions):
            continue
        for key, window, edition in windows:
            if window.closes.date() == last:
                day = max(last, _last_day(edition)) if edition else last
                yield Due(Kind.CLOSED, key, day, draft.at((*key, "application", "closes")))


def _over(draft: Draft, today: dt.date) -> Iterator[Due]:
    for program in draft.facts.programs:
        for key, _, edition in _windows(program):
            if edition and edition.start and _last_day(edition) < today and not edition.attendance:
                yield Due(Kind.OVER, key, _last_day(edition), draft.at((*key, "end" if edition.end else "start")))


def _past(draft: Draft, today: dt.date) -> Iterator[Due]:
    for one in draft.facts.announcements:
        if one.when and one.when.date() < today:
            key: Key = ("announcements", one.id)
            yield Due(Kind.PAST, key, one.when.date(), draft.at((*key, "when")))


def _windows(program: Program) -> Iterator[tuple[Key, Application, Edition | None]]:
    """The application windows of a programme and of its editions, each with where it stands."""
    own: Key = ("programs", program.id)
    if program.application:
        yield own, program.application, None
    for edition in program.editions:
        if edition.application:
            yield (*own, "editions", edition.id), edition.application, edition


def _last_day(edition: Edition) -> dt.date:
    """The last day that an edition can be on; its year's end where only the year is known."""
    return edition.end or edition.start or dt.date(edition.year, 12, 31)
