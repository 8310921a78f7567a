"""The weekly digest for staff: made, drawn and sent; once a week by itself, and whenever staff ask for it."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from typing import Final

from telegram import Message

from bot.announcements import summary
from bot.answers.reply import Paragraph
from bot.storage import digests, misses, tallies
from bot.storage.database import Connection
from bot.storage.digests import State
from bot.telegram_bot.digest_chart import chart
from bot.telegram_bot.digest_schedule import Period, Schedule
from bot.telegram_bot.digest_text import Digest, bars, caption, details
from bot.telegram_bot.group_hearing import thread_of
from bot.telegram_bot.missed import groups_of
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.sending import Revoked
from bot.telegram_bot.services import Services

WEEKS: Final = 4
"""Weeks that the picture shows."""
LOOK: Final = 30.0
"""Seconds between two looks at the clock, which may be set ..."""
PAUSE: Final = 600.0
"""... and after a digest that could not be sent."""
log = logging.getLogger(__name__)


async def digest(services: Services, message: Message) -> None:
    """The digest of the last seven days, today included, for whoever of staff asks."""
    period = Period.before(services.today() + dt.timedelta(days=1), services.zone)
    await _send(services, await _made(services, period), message.chat_id, topic=thread_of(message))


async def keep_sending(services: Callable[[], Services], schedule: Schedule | None) -> None:
    """For ever: send each digest when it is due, or as soon as it can be afterwards; only where this process leads."""
    while schedule is not None:
        wait = LOOK
        try:
            if not await send_due(services(), schedule):
                wait = PAUSE
        except Revoked:
            return  # whoever fetches updates is told so as well, and ends the bot
        except Exception:
            log.exception("the weekly digest could not be made; it is tried again")
            wait = PAUSE
        await asyncio.sleep(wait)


async def send_due(services: Services, schedule: Schedule) -> bool:
    """Send the last digest that was due, unless it is sent; False where it could not be sent.

    It is written down before and after: where a kill came in between, nobody knows whether it was sent, so it is sent
    with a word that it may be there twice.
    """
    if not services.staff_chat:
        return True
    now = services.now()
    due = schedule.latest(now, services.zone).date()
    known = await services.database.run(lambda connection: digests.begin(connection, due.isoformat(), now))
    if known in (State.SENT, State.FIRST):
        return True
    made = await _made(services, Period.before(due, services.zone))
    sent = await _send(services, made, services.staff_chat, again=known is State.BEGUN)

    def note(connection: Connection) -> None:
        if sent:
            digests.note(connection, due.isoformat(), State.SENT, services.now())
        elif known is None:  # what was begun before a kill may be there all the same
            digests.drop(connection, due.isoformat())

    await services.database.run(note)
    return sent


async def _made(services: Services, period: Period) -> Digest:
    """What there is to tell."""
    now, ours = services.now(), services.languages
    weeks = [period.earlier(at) for at in range(WEEKS)]
    counted = await services.database.run(lambda c: [tallies.tally(c, one.since, one.until, now) for one in weeks])
    spoken = await services.database.run(lambda c: tallies.languages(c, period.since, period.until))
    missed = await services.database.run(lambda c: misses.missed_between(c, period.since, period.until, now))
    announced = await services.database.run(lambda c: summary.week(c, period.since, period.until))
    groups = await asyncio.to_thread(groups_of, missed)
    return Digest(period, counted, groups, [(code, people) for code, people in spoken if code not in ours], announced)


async def _send(services: Services, made: Digest, chat: int, *, again: bool = False, topic: int | None = None) -> bool:
    """The picture with its numbers in words, then what to look at; whether the first of them was sent.

    Where the chat takes no pictures, the numbers go alone.
    """
    desk = services.desk()
    picture = await asyncio.to_thread(chart, *bars(desk.sentences, made))
    blocks = caption(desk.sentences, made)
    if again:
        blocks.append(Paragraph(desk.sentences.line("team-digest-again")))
    texts = messages(blocks)
    sent = await services.sender.photo(chat, picture, texts[0], topic=topic)
    if sent is None and not await services.sender.say(chat, texts, topic=topic):
        return False
    more = await asyncio.to_thread(lambda: messages(details(desk, made)))
    await services.sender.say(chat, more, topic=topic)
    return True
