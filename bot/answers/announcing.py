"""What the facts give for announcements: the one door for whoever sends them. Pure: no clock, no storage, no Telegram.

From facts to proposals, with what was seen before (`None` on the very first run) and a moment::

    seen = sightings(assistant.catalogue)                     {"seoul-program/2027": Sighting, ...}
    told = unsaid(before, events that wait for staff)         what nobody was told yet counts as not seen yet
    for event in events(told, seen, Moment(now, zone)):       keep by event.key: a key is proposed once
        {language: wording(event, assistant.desk(today, language)) ...}
        application(event, desk)                              the button that leads to the form, or None
    store seen (Sighting.dumps) in place of `before`          in the same transaction as the proposals

`events()` gives the same events again until `before` is replaced, and those of a day as long as the day counts, so that
the key decides. `event.lasts_until` is when the proposal, or what was scheduled of it, is out of date. What it tells is
kept with it (`Event.dumps`). Whenever the facts have changed, for each announcement that was sent::

    wrong = stale(event.about, event.told, seen.get(event.about), moment)
    if wrong: propose correction(wrong, desk) once per wrong.key, to exactly the chats that got the text,
              and keep wrong.renewed as what it tells from then on (renewed(event, wrong) to edit the message instead)

A proposal that nobody has approved yet is found again among the events as long as it holds; where it is not, drop it:
another one has taken its place, or the facts are again as they were.

Reminders are events with keys of their own, that nobody has to approve: reminders(before, seen, moment), for the people
who asked for event.program.

Announcements in files: filed(assistant.catalogue); texts(announcement) gives the blocks by language.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.answers.events.due import events, reminders
from bot.answers.events.event import Event, Kind
from bot.answers.events.moment import Moment
from bot.answers.events.sighting import Sighting, as_held, sightings
from bot.answers.events.staleness import Part, Stale, stale
from bot.answers.events.unsaid import DIFFERING, unsaid
from bot.answers.events.wording import Blocks, application, correction, deadline, withdrawn, wording
from bot.answers.marked import marked
from bot.knowledge.model import Announcement
from bot.matching.catalogue import Catalogue

__all__ = [
    "DIFFERING",
    "Announcement",
    "Blocks",
    "Event",
    "Kind",
    "Moment",
    "Part",
    "Sighting",
    "Stale",
    "application",
    "as_held",
    "audience",
    "correction",
    "deadline",
    "due",
    "events",
    "filed",
    "reminders",
    "renewed",
    "sightings",
    "stale",
    "texts",
    "unsaid",
    "withdrawn",
    "wording",
]


def renewed(event: Event, wrong: Stale) -> Event:
    """The same announcement with the facts as they are now, to write its text anew."""
    return replace(event, told=wrong.renewed)


def filed(catalogue: Catalogue) -> tuple[Announcement, ...]:
    """The announcements that are written down in the knowledge, in its order."""
    return catalogue.facts.announcements


def texts(announcement: Announcement) -> dict[str, Blocks]:
    """What one of them says, by language; English is always among them."""
    return {language: marked(text) for language, text in announcement.text.items()}


def audience(announcement: Announcement) -> tuple[str, ...]:
    """The programmes whose subscribers get it; empty: only those who subscribe to all."""
    about = announcement.about.partition("/")[0] if announcement.about else ""
    return announcement.programs or ((about,) if about else ())


def due(announcement: Announcement, zone: str) -> float:
    """When it goes out, in seconds since 1970; 0.0: at once. `zone` is the organiser's.

    A time that the clocks skip is an hour later; of one that they pass twice, the first is meant.
    """
    if announcement.when is None:
        return 0.0
    local: dt.datetime = announcement.when.replace(tzinfo=ZoneInfo(announcement.zone or zone))
    return local.timestamp()
