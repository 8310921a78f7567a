"""An event, a correction or a file -> a draft, with its texts and the labels of its buttons in every language."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, fields, replace
from typing import TypeAlias

from bot.announcements.announcement import Announcement, Audience, LinkButton, Reaches
from bot.answers import announcing
from bot.answers.announcing import Blocks, Event, Kind, Part, Sighting, Stale
from bot.answers.composing.page import Desk
from bot.knowledge.model import Announcement as Filed
from bot.matching.compiling import FALLBACK
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services

UNSENT = frozenset({"id", "note", "review_by"})
"""Fields of an announcement in a file that nobody gets."""
Desks: TypeAlias = Mapping[str, Desk]
"""By language; English is always among them."""


async def desks_of(services: Services) -> dict[str, Desk]:
    """For every language that speaks of announcements; others are served between two of them, for each may be read.

    A language whose files have changed since this version went live is left out: it gets the English text, which
    says so.
    """
    assistant, today = services.assistant, services.today()
    found: dict[str, Desk] = {}
    for code in services.languages:
        tongue = assistant.tongue(code)
        if tongue.language == code and (code == FALLBACK or "event-new" in assistant.repertoire.phrases.get(code, {})):
            found[code] = tongue.desk(today)
        await asyncio.sleep(0)
    return found


def of_event(event: Event, desks: Desks) -> Announcement | None:
    """For the subscribers of its programme; None where the facts have no such programme."""
    texts = _texts(desks, lambda desk: announcing.wording(event, desk))
    if FALLBACK not in texts:
        return None
    return Announcement(texts, links=links_of(event, desks), about=event.about, audience=Audience((event.program,)))


def of_correction(present: Announcement, event: Event, wrong: Stale, desks: Desks) -> Announcement | None:
    """What was announced, set right: all that it told as it is now, and below what is another what was said before.

    Buttons that staff have added stay; the one that led to the form leads where it is now.
    """
    texts = _texts(desks, lambda desk: _corrected(wrong, desk))
    if FALLBACK not in texts:
        return None
    renewed = announcing.renewed(event, wrong)
    others = tuple(one for one in present.links if one.url != event.told.link)
    return replace(present, texts=texts, links=(*links_of(renewed, desks), *others), due=0.0, zone="")


def of_file(filed: Filed, zone: str) -> Announcement:
    """As it is written in the knowledge; ``zone`` is the organiser's."""
    texts = {code: html(blocks) for code, blocks in announcing.texts(filed).items()}
    due = announcing.due(filed, zone)
    return Announcement(
        texts,
        links=tuple(LinkButton(one.url, dict(one.label)) for one in filed.links),
        asks=filed.ask,
        about=filed.about or "",
        audience=Audience(announcing.audience(filed), tuple(Reaches(one.value) for one in dict.fromkeys(filed.kinds))),
        silent=filed.silent,
        pins=filed.pin,
        due=due,
        zone=(filed.zone or zone) if due else "",
    )


def digest_of(filed: Filed, of: Collection[str] = ()) -> str:
    """Of all that is sent of it, or of some fields; one at its default counts for nothing, so that a later program,
    which may have more of them, gives the same.
    """
    left_out = {one.name for one in fields(filed) if one.name in UNSENT or getattr(filed, one.name) == one.default}
    held = {name: value for name, value in asdict(filed).items() if name not in left_out and name in (of or {name})}
    text = json.dumps(held, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def links_of(event: Event, desks: Desks) -> tuple[LinkButton, ...]:
    """The button that leads to the form, where there is one."""
    found = {code: announcing.application(event, desk) for code, desk in desks.items()}
    labels = {code: button.label for code, button in found.items() if button}
    return (LinkButton(event.told.link, labels),) if labels else ()


def html(blocks: Blocks) -> str:
    """One text of Telegram's, be it longer than a message: then staff are told so."""
    return "".join(messages(blocks, room=sys.maxsize))


def _texts(desks: Desks, say: Callable[[Desk], Blocks]) -> dict[str, str]:
    said = {code: say(desk) for code, desk in desks.items()}
    return {code: html(blocks) for code, blocks in said.items() if blocks}


def _corrected(wrong: Stale, desk: Desk) -> Blocks:
    """What is gone has words of its own; all else is told again, with what it was where it is another one."""
    said = announcing.correction(wrong, desk)
    told, now, parts = wrong.told, wrong.renewed, wrong.parts
    values = {Part.DAYS: now.days, Part.PLACE: now.place, Part.TERM: now.term, Part.LINK: now.link}
    if not said or any(not values.get(part) for part in parts):
        return said
    was = Sighting(
        year=told.year,
        part=told.part,
        days=told.days if Part.DAYS in parts else None,
        place=told.place if Part.PLACE in parts else None,
        term=told.term if Part.TERM in parts else None,
    )
    again = announcing.wording(Event(Kind.CHANGED, wrong.about, now, 0.0, was=was), desk)
    return (said[0], *again[1:])
