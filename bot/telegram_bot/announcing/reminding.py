"""Reminders for the people who asked for them: nobody of staff has to approve what they wanted.

Each is planned in the transaction in which it is noted, for those who are reminded of the programme at that moment: who
asks later gets nothing late, and where nobody asked, that is noted as well. Who does not want it any more when their
turn comes does not get it. What is uncertain stays so, and is not sent again: nobody settles one by one what people get
in private, and what a reminder tells is soon over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

from bot.announcements import drafts, planning, proposals, rounds
from bot.announcements.announcement import Announcement, Audience, Rendering
from bot.announcements.drafts import Maker
from bot.announcements.planning import Approval
from bot.announcements.states import Source, Stage
from bot.answers import announcing
from bot.answers.announcing import Event, Kind, Moment
from bot.matching.compiling import FALLBACK
from bot.storage import reminders
from bot.storage.database import Connection
from bot.telegram_bot.announcing import rendering
from bot.telegram_bot.announcing.composing import Desks, of_event
from bot.telegram_bot.announcing.proposing import Seen, Write
from bot.telegram_bot.announcing.telling import event_of
from bot.telegram_bot.keyboards import Button
from bot.telegram_bot.links import short
from bot.telegram_bot.payloads import Does, pack
from bot.telegram_bot.reminding import button
from bot.telegram_bot.services import Services

MORNING: Final = 9
"""The hour where the organiser is before which nobody is told that the days are others."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A draft that is ready, with what the chats of each language get."""

    event: Event
    draft: Announcement
    texts: dict[str, Rendering]


def due_reminders(before: Seen | None, seen: Seen, moment: Moment) -> list[Event]:
    """What people are reminded of; and that days are others, or known at last, since they may stand in calendars."""
    changes = (event for event in announcing.events(before, seen, moment) if event.kind is Kind.CHANGED)
    told = [replace(event, reminds=True) for event in changes if event.told.days]
    return [*announcing.reminders(before, seen, moment), *told]


def reminder(services: Services, event: Event, desks: Desks) -> Reminder | None:
    """The draft for those who are reminded of its programme; None where the facts have no such programme."""
    draft = of_event(event, desks)
    if draft is None:
        return None
    draft = replace(draft, asks=False, audience=Audience(reminds=event.program))
    texts = {code: _rendering(services, draft, event, code) for code in services.languages}
    return Reminder(event, draft, texts)


def _rendering(services: Services, draft: Announcement, event: Event, language: str) -> Rendering:
    rows: list[Button] = [
        {"text": short(one.labels.get(language) or one.labels[FALLBACK]), "url": one.url} for one in draft.links
    ]
    rows += _calendar(services, event, language)
    rows.append(button(services, event.program, language, wanted=True))
    text, said = rendering.text_in(services, draft, language), rendering.spoken_in(draft, language)
    return Rendering(text, buttons=tuple((row,) for row in rows), said=said)


def _calendar(services: Services, event: Event, language: str) -> list[Button]:
    """The button that sends the days as a file, which changes what an earlier one has put into a calendar."""
    if event.told.days is None or event.about not in services.assistant.catalogue.by_id:
        return []
    try:
        payload = pack(Does.CALENDAR, event.about)
    except ValueError:  # a name that a button cannot carry
        return []
    return [{"text": short(services.sentences(language).text("button-calendar")), "callback_data": payload}]


def planned(found: Sequence[Reminder], moment: Moment, chat: int) -> Write:
    """Writes them: each is drafted, approved and planned, or noted as one for which nobody has asked."""

    def write(connection: Connection) -> int:
        return sum(_plan(connection, one, moment, chat) for one in found)

    return write


def _plan(connection: Connection, one: Reminder, moment: Moment, chat: int) -> int:
    """How many get it."""
    event, now = one.event, moment.now
    wanted, once = bool(reminders.who(connection, event.program)), event.kind is Kind.CHANGED
    if once and not wanted:
        return 0  # a change is seen once; a day is looked at as long as it counts
    by = Maker(Source.REMINDER, 0, "", chat, event.key, event.about, event.dumps())
    number = proposals.put(connection, one.draft, by, now, anew=once)
    if number is None:
        return 0
    if not wanted:
        drafts.discard(connection, number, now)
        return 0
    due = _waking(moment) if once else 0.0
    approval = Approval("", now, chat, due=due, expires=event.lasts_until)
    return planning.approve(connection, number, drafts.version_of(one.draft), one.texts, approval) or 0


def _waking(moment: Moment) -> float:
    """This morning, where it is earlier; else 0, at once."""
    local = dt.datetime.fromtimestamp(moment.now, ZoneInfo(moment.zone))
    if local.hour >= MORNING:
        return 0.0
    return local.replace(hour=MORNING, minute=0, second=0, microsecond=0).timestamp()


def stop_untrue(connection: Connection, seen: Seen, moment: Moment) -> int:
    """What of reminders has not gone out yet and is not true any more does not; how many that were."""
    stopped = 0
    for key, facts in proposals.reminding(connection).items():
        event = event_of(facts)
        if event and announcing.stale(event.about, event.told, seen.get(event.about), moment):
            stopped += rounds.move(connection, key, Stage.CANCELLED, moment.now)
    return stopped
