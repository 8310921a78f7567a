"""Looking at the facts and the files for what is worth an announcement, as long as this process leads.

One look: what is new is drafted, what people asked to be reminded of is planned, and what was seen is written down, all
in one transaction; then the cards are shown, and those taken back that nobody shall approve any more. Each step finds
in the database what the one before has left, so a kill between two of them loses nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from bot.announcements import proposals
from bot.announcements.proposals import Proposed
from bot.answers import announcing
from bot.answers.announcing import Event, Moment, Sighting
from bot.storage import sightings
from bot.storage.database import Connection
from bot.telegram_bot.announcing import filing, proposing, reminding, renewing, withdrawing
from bot.telegram_bot.announcing.composing import Desks, desks_of
from bot.telegram_bot.announcing.filing import Files
from bot.telegram_bot.announcing.proposing import News, Withdrawal
from bot.telegram_bot.announcing.renewing import Mistakes
from bot.telegram_bot.sending import Revoked
from bot.telegram_bot.services import Services

LOOK: Final = 60.0
"""Seconds between two looks, where nothing tells that other facts are served."""
PAUSE: Final = 30.0
"""Seconds after something that should not have happened."""
COMPILING: Final = 5.0
"""Seconds between two looks whether all languages are compiled ..."""
PATIENCE: Final = 60
"""... of which there are so many at most: where nothing can be kept, each is read when it is needed."""
log = logging.getLogger(__name__)


async def keep_looking(services: Callable[[], Services]) -> None:
    """For ever; only where this process leads."""
    if not services().relays:
        log.info("there is no staff chat, or nobody of staff: nothing is proposed from the facts and the files")
    await _compiled(services)
    while True:
        learnt, wait = services().learnt, LOOK
        learnt.clear()
        try:
            await look(services())
        except Revoked:
            return  # whoever fetches updates is told so as well, and ends the bot
        except Exception:
            log.exception("what is worth an announcement could not be looked for; it is tried again")
            wait = PAUSE
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await learnt.wait()
                await _compiled(services)


async def _compiled(services: Callable[[], Services]) -> None:
    """Wait until the languages are compiled beside, rather than do it in the midst of serving."""
    for _ in range(PATIENCE):
        live = services().live
        if live is None or live.service.uncompiled is None:
            return
        await asyncio.sleep(COMPILING)


async def look(services: Services) -> None:
    """One look at all there is."""
    moment = Moment(services.now(), services.zone)
    seen = announcing.sightings(services.assistant.catalogue)
    known = await services.database.run(lambda connection: _known(connection, seen, moment))
    outdated = await _noted(services, known, moment)
    if services.relays:
        await withdrawing.show(services)
        await withdrawing.withdraw(services, outdated)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is so, and what the database holds of it."""

    seen: Mapping[str, Sighting]
    before: Mapping[str, Sighting] | None
    waiting: Mapping[int, Event]
    news: News
    due: list[Event]
    """Reminders that are not noted yet."""
    mistakes: Mistakes


def _known(connection: Connection, seen: Mapping[str, Sighting], moment: Moment) -> _Known:
    loaded = sightings.load(connection)
    before = None if loaded is None else {about: Sighting.loads(text) for about, text in loaded.items()}
    proposed = proposals.waiting(connection)
    waiting = proposing.waiting_events(proposed)
    found = proposing.news_of(before, seen, waiting, moment)
    held = proposals.of_origins(connection, [event.key for event in found])
    reminded = reminding.due_reminders(before, seen, moment)
    noted = proposals.of_origins(connection, [event.key for event in reminded])
    return _Known(
        seen,
        before,
        waiting,
        proposing.compared(found, held, proposed, (seen, moment)),
        [event for event in reminded if _is_due(event, noted)],
        renewing.mistakes(connection, seen, moment),
    )


def _is_due(event: Event, noted: Mapping[str, Proposed]) -> bool:
    """Of one change there is one reminder, but it may be made once more."""
    return event.key not in noted or event.kind is announcing.Kind.CHANGED


async def _noted(services: Services, known: _Known, moment: Moment) -> list[Withdrawal]:
    """Write all of it down; what is to be taken back."""
    told, chat, now = services.relays, services.staff_chat, moment.now
    fresh = known.news.fresh if told else ()
    found = known.mistakes.found if told else ()
    desks: Desks = await desks_of(services) if fresh or found or known.due else {}
    due = [one for one in (reminding.reminder(services, event, desks) for event in known.due) if one]
    files = Files(announcing.filed(services.assistant.catalogue), services.zone, chat, first=known.before is None)
    propose = proposing.drafting(News(fresh, ()), desks, chat, now)
    offer = renewing.offering(Mistakes(found, ()), desks, chat, now)
    remind = reminding.planned(due, moment, chat)
    kept = proposing.kept(known.before, known.seen, known.waiting)

    def write(connection: Connection) -> list[Withdrawal]:
        propose(connection)
        offer(connection)
        remind(connection)
        reminding.stop_untrue(connection, known.seen, moment)
        if known.before is None or kept != {about: one.dumps() for about, one in known.before.items()}:
            sightings.save(connection, kept, now)
        return filing.file(connection, files, now) if told else []

    outdated = await services.database.run(write)
    if due:
        services.announced.set()
    return [*known.news.outdated, *known.mistakes.outdated, *outdated]
