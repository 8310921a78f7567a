"""Corrections of what went out and is not true any more: drafted for staff, for exactly the chats that got it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.announcements import counting, drafts, proposals
from bot.announcements.announcement import Announcement
from bot.announcements.drafts import Maker
from bot.announcements.proposals import Proposed
from bot.announcements.states import Draft, Source
from bot.answers import announcing
from bot.answers.announcing import Event, Moment, Stale
from bot.storage.database import Connection
from bot.telegram_bot.announcing.composing import Desks, of_correction
from bot.telegram_bot.announcing.proposing import Seen, Why, Withdrawal, Write
from bot.telegram_bot.announcing.telling import event_of


@dataclass(frozen=True, slots=True)
class Mistake:
    """An announcement that tells what is not so any more."""

    number: int
    present: Announcement
    event: Event
    wrong: Stale
    anew: bool
    """The same was corrected before, and has been undone since."""

    @property
    def origin(self) -> str:
        """What its correction is proposed for: two announcements may tell the same."""
        return f"corrects:{self.number}:{self.wrong.key}"


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What is to be offered for correction, and which offers are not good any more."""

    found: tuple[Mistake, ...]
    outdated: tuple[Withdrawal, ...]


def mistakes(connection: Connection, seen: Seen, moment: Moment) -> Mistakes:
    """Looks at all that was approved and tells facts."""
    found, outdated = list[Mistake](), list[Withdrawal]()
    offered = {one.corrects: one for one in proposals.waiting(connection) if one.source is Source.FACTS}
    for one in proposals.telling(connection):
        event, waits = event_of(one.facts), offered.get(one.number)
        wrong = _wrong(event, seen, moment) if event else None
        if event is None or wrong is None or not _reaches(connection, one.number):
            outdated += [Withdrawal(waits, Why.UNTRUE)] if waits else []
            continue
        mistake = _mistake(connection, one, event, wrong)
        if mistake is None or (waits is not None and waits.origin == mistake.origin):
            continue
        if waits is None and proposals.correction_of(connection, one.number):
            continue  # somebody of staff is writing one; what it leaves wrong is offered once that is decided
        found.append(mistake)
        outdated += [Withdrawal(waits, Why.RENEWED)] if waits else []
    return Mistakes(tuple(found), tuple(outdated))


def _wrong(event: Event, seen: Seen, moment: Moment) -> Stale | None:
    """What is not true any more; of an edition that is gone nothing more can be said once that is said."""
    wrong = announcing.stale(event.about, event.told, seen.get(event.about), moment)
    return None if wrong and wrong.seen is None and wrong.renewed == event.told else wrong


def _reaches(connection: Connection, number: int) -> bool:
    able = proposals.can_be_corrected(connection, number)
    return able and counting.of_those_who_got_it(connection, number).total > 0


def _mistake(connection: Connection, one: Proposed, event: Event, wrong: Stale) -> Mistake | None:
    """None where staff have said that they want no such correction."""
    held = drafts.find(connection, one.number)
    assert held is not None, "it was found in the same transaction"
    mistake = Mistake(one.number, held.draft, event, wrong, anew=False)
    before = drafts.of_origin(connection, mistake.origin)
    if before is not None and before.state is Draft.DISCARDED:
        return None
    anew = before is not None and before.state is Draft.APPROVED
    return Mistake(one.number, held.draft, event, wrong, anew)


def offering(found: Mistakes, desks: Desks, chat: int, now: float) -> Write:
    """Writes the drafts of the corrections."""
    made: Mapping[int, Announcement | None] = {
        one.number: of_correction(one.present, one.event, one.wrong, desks) for one in found.found
    }

    def write(connection: Connection) -> None:
        for one in found.found:
            draft = made[one.number]
            if draft is not None:
                facts = announcing.renewed(one.event, one.wrong).dumps()
                by = Maker(Source.FACTS, 0, "", chat, one.origin, one.event.about, facts, one.number)
                proposals.put(connection, draft, by, now, anew=one.anew)

    return write
