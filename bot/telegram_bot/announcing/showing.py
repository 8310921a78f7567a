"""How an announcement goes, shown in the chat where it was approved: beside serving, from the database alone.

Each round has one message. It is edited while the round goes on, and sent anew where staff should look at once: because
it stands still by our mistake or after an outage, or because it came to its end long after it began.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from bot.announcements import reports, rounds
from bot.announcements.reports import View
from bot.announcements.rounds import SHOWN, Key, Round
from bot.announcements.states import OVER, Kind, Source, Stage, State
from bot.telegram_bot.announcing.report_text import Teller, told
from bot.telegram_bot.announcing.round_buttons import below
from bot.telegram_bot.failures import ATTEMPTS
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.sending import Revoked, Sender
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team

LOOK: Final = 1.0
"""Seconds between two looks, where nothing tells that something was decided."""
PACE: Final = 5.0
"""Seconds between two edits of how far something is, in one chat: a group bears twenty messages a minute."""
PAUSE: Final = 5.0
"""Seconds after something that should not have happened."""
LONG: Final = 600.0
"""Seconds after which nobody sits and waits for the end."""
log = logging.getLogger(__name__)


class Showing:
    """Shows each round as it stands."""

    def __init__(self, services: Callable[[], Services]) -> None:
        self._services = services
        self._shown: dict[Key, float] = {}
        """When it was last looked how far a round is; it may be forgotten."""

    async def run(self) -> None:
        """For ever; only where this process leads."""
        while True:
            services = self._services()
            services.decided.clear()
            wait = LOOK
            try:
                await self.look()
            except Revoked:
                return  # whoever fetches updates is told so as well, and ends the bot
            except Exception:
                log.exception("how announcements go could not be shown; it is tried again")
                wait = PAUSE
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await services.decided.wait()

    async def look(self) -> None:
        """Show what has changed."""
        services = self._services()
        found = await services.database.run(rounds.to_show)
        self._shown = {one.key: self._shown[one.key] for one in found if one.key in self._shown}
        going = Counter(_place(services, one) for one in found if one.stage is Stage.RUNNING)
        for one in found:
            await self._deal_with(services, one, PACE * max(1, going[_place(services, one)]))

    async def _deal_with(self, services: Services, one: Round, pace: float) -> None:
        mark, now = one.shown.partition(".")[0], services.now()
        if one.stage in (Stage.STOPPED, Stage.LATE) and mark == one.stage and one.shown != f"{mark}.":
            return  # it stands still, and that was said
        if mark == one.stage and 0 <= now - self._shown.get(one.key, 0.0) < pace:
            return
        self._shown[one.key] = now
        view = await services.database.run(lambda connection: reports.view(connection, one, now))
        if _is_told(view):
            await _show(services, view)
        elif view.final:
            shown = SHOWN
            await services.database.run(lambda c: rounds.show(c, one, one.chat, one.message, shown))


async def _show(services: Services, view: View) -> None:
    """Say it, unless that message says it already, and note it."""
    one, chat = view.one, _place(services, view.one)
    text = messages(told(Teller(services.sentences(), services.now(), services.zone), view))[0]
    keyboard = Keyboard(below(Team(services, chat), view))
    digest = hashlib.blake2b((text + keyboard.to_json()).encode(), digest_size=8).hexdigest()
    mark = SHOWN if view.final else f"{one.stage}."
    shown = f"{mark}{digest}"
    if shown == one.shown or (one.message is None and one.shown.startswith(mark)):
        return  # it says so, or could not be said
    before = one.message if chat == one.chat else None
    message = await _said(services.sender, (chat, before), text, keyboard, rings=_rings(view)) if chat else None
    await services.database.run(lambda c: rounds.show(c, one, chat or one.chat, message, shown))


def _place(services: Services, one: Round) -> int:
    """Where it is told: where it was approved, as long as that is a place of staff."""
    return one.chat if one.chat in services.staff or one.chat == services.staff_chat else services.staff_chat


def _is_told(view: View) -> bool:
    """Whether there is anything to tell: of reminders only what goes wrong, of what concerned nobody nothing."""
    one, tally = view.one, view.tally
    if one.source is Source.REMINDER:
        return one.stage is Stage.STOPPED or (one.stage in OVER and tally.of(State.UNCERTAIN) > 0)
    if one.message is not None:
        return True
    if one.stage is Stage.CANCELLED:
        return tally.done > tally.of(State.SKIPPED)
    return one.kind is Kind.SEND or tally.total > 0


def _rings(view: View) -> bool:
    """Whether staff should hear of it, rather than find it where they look."""
    one = view.one
    before = one.shown.partition(".")[0]
    if one.stage is Stage.LATE or (one.stage is Stage.STOPPED and one.reason):
        return before != one.stage
    long = (one.finished or 0.0) - one.due > LONG
    return one.stage in OVER and before == Stage.RUNNING and long


async def _said(
    sender: Sender, place: tuple[int, int | None], text: str, keyboard: Keyboard, *, rings: bool
) -> int | None:
    """In the place of the message before, or anew; the message that says it now.

    An edit is tried for as long as a message would be: only where there is nothing to edit any more, it comes again.
    """
    chat, message = place
    if message is not None:
        if not rings and await sender.edit(chat, message, text, keyboard, most=ATTEMPTS):
            return message
        await sender.delete(chat, message)
    sent = await sender.say(chat, [text], keyboard)
    return sent[-1] if sent else None
