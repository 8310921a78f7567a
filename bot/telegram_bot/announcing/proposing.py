"""What the facts say that is new: drafted for staff, with what was seen of the facts in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.announcements import proposals
from bot.announcements.drafts import Maker
from bot.announcements.proposals import Proposed
from bot.announcements.states import Source
from bot.answers import announcing
from bot.answers.announcing import DIFFERING, Event, Kind, Moment, Sighting
from bot.storage.database import Connection
from bot.telegram_bot.announcing.composing import Desks, of_event
from bot.telegram_bot.announcing.telling import event_of

Seen = Mapping[str, Sighting]
Write = Callable[[Connection], object]


class Why(StrEnum):
    """Why a proposal is taken back; the sentence that says so."""

    LATE = "team-withdrawn-late"
    """It is no news any more."""
    UNTRUE = "team-withdrawn-untrue"
    """The facts say something else, and nothing takes its place."""
    RENEWED = "team-withdrawn-renewed"
    """Another one takes its place."""
    GONE = "team-withdrawn-gone"
    """It is not in the files any more."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A proposal that nobody shall approve any more."""

    one: Proposed
    why: Why


@dataclass(frozen=True, slots=True)
class News:
    """What is to be proposed, and what not any more."""

    fresh: tuple[Event, ...]
    outdated: tuple[Withdrawal, ...]


def waiting_events(waiting: Sequence[Proposed]) -> dict[int, Event]:
    """What the proposals tell that wait for staff, by their numbers."""
    ours = (one for one in waiting if one.source is Source.FACTS and one.corrects is None)
    found = {one.number: event_of(one.facts) for one in ours}
    return {number: event for number, event in found.items() if event}


def news_of(before: Seen | None, seen: Seen, waiting: Mapping[int, Event], moment: Moment) -> list[Event]:
    """What may be announced now; what waits for staff is among it as long as it is true."""
    known = None if before is None else announcing.unsaid(before, waiting.values())
    return announcing.events(known, seen, moment)


def compared(
    found: Sequence[Event],
    proposed: Mapping[str, Proposed],
    waiting: Sequence[Proposed],
    now: tuple[Seen, Moment],
) -> News:
    """What of it is not proposed yet; ``proposed`` holds by key what was, ``now`` what is so and when."""
    fresh = tuple(event for event in found if _is_fresh(event, proposed.get(event.key)))
    told = waiting_events(waiting)
    valid = {event.key: event.told for event in found}
    taken = {event.about for event in fresh}
    outdated = []
    for one in waiting:
        event = told.get(one.number)
        if event is None:
            continue
        if now[1].now >= event.lasts_until:
            outdated.append(Withdrawal(one, Why.LATE))
        elif not _holds(event, valid, now):
            outdated.append(Withdrawal(one, Why.RENEWED if event.about in taken else Why.UNTRUE))
    return News(fresh, tuple(outdated))


def _is_fresh(event: Event, proposed: Proposed | None) -> bool:
    """Not proposed; or proposed with other facts and not decided; or changed so once more, which each time is news."""
    if proposed is None:
        return True
    if not proposed.is_open:
        return event.kind is Kind.CHANGED
    before = event_of(proposed.facts)
    return before is None or (before.told, before.was) != (event.told, event.was)


def _holds(event: Event, valid: Mapping[str, Sighting], now: tuple[Seen, Moment]) -> bool:
    """Whether what waits for staff can be approved as it is."""
    if event.key in valid:
        return valid[event.key] == event.told
    if event.kind in DIFFERING:
        return False
    seen, moment = now
    return announcing.stale(event.about, event.told, seen.get(event.about), moment) is None


def kept(before: Seen | None, seen: Seen, waiting: Mapping[int, Event]) -> dict[str, str]:
    """What is written down as seen, as JSON.

    An edition that is gone stays as people know it: a file may be moved in two steps, and then nothing is new.
    """
    known = announcing.unsaid(before or {}, waiting.values())
    gone = {about: one for about, one in known.items() if about not in seen}
    return {about: one.dumps() for about, one in {**gone, **seen}.items()}


def drafting(news: News, desks: Desks, chat: int, now: float) -> Write:
    """Writes the drafts of what is new."""
    made = [(event, of_event(event, desks)) for event in news.fresh]

    def write(connection: Connection) -> None:
        for event, draft in made:
            if draft is not None:
                by = Maker(Source.FACTS, 0, "", chat, event.key, event.about, event.dumps())
                proposals.put(connection, draft, by, now, anew=event.kind is Kind.CHANGED)

    return write
