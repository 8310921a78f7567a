"""What can still be done about an announcement that is approved and waits for its time: cancel it, or send it now."""

from __future__ import annotations

from collections.abc import Callable

from bot.announcements import rounds
from bot.announcements.rounds import Key
from bot.announcements.states import Stage
from bot.storage.database import Connection
from bot.telegram_bot.announcing import card
from bot.telegram_bot.press import Press

Do = Callable[[Connection, Key], bool]


async def cancel_press(press: Press) -> str:
    """Nobody gets it."""
    now = press.services.now()
    return await _done(press, lambda c, key: rounds.move(c, key, Stage.CANCELLED, now))


async def now_press(press: Press) -> str:
    """It goes out at once."""
    now = press.services.now()
    return await _done(press, lambda c, key: rounds.go_on(c, key, now))


async def _done(press: Press, do: Do) -> str:
    """Do it with all that waits of an announcement; nothing once it has begun, for then it can be stopped instead."""
    services, number = press.services, press.number

    def write(connection: Connection) -> bool:
        waiting = [one for one in rounds.all_of(connection, number) if one.stage is Stage.SCHEDULED]
        return any([do(connection, one.key) for one in waiting if waiting[0].round == 0])

    done = await services.database.run(write)
    services.announced.set()
    there = await card.turn(press, number)
    return "" if done else "team-scheduled-over" if there else "outdated"
