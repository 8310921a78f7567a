"""What is kept of missed questions -> groups of alike ones, off the event loop."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterable

from bot.answers.misses.gist import Gist
from bot.answers.misses.group import Group, Miss
from bot.storage import misses
from bot.storage.misses import Asked, Why
from bot.telegram_bot.services import Services


async def open_groups(services: Services, until: float = math.inf) -> tuple[Group, ...]:
    """The groups of which staff have made nothing yet, the heaviest first; as they were at an earlier moment.

    What was asked before that moment and became a miss after it was not there to be seen.
    """
    now = services.now()
    found = await services.database.run(lambda connection: misses.missed(connection, now))
    then = [(one, why) for one, why in found if one.asked <= until and one.why(min(now, until)) is not None]
    return await asyncio.to_thread(groups_of, then)


def groups_of(found: Iterable[tuple[Asked, Why]]) -> tuple[Group, ...]:
    """Missed questions in groups, the heaviest first."""
    from bot.answers.misses.grouping import grouped  # only staff need it

    return grouped(_miss(asked, why) for asked, why in found)


def find(groups: Iterable[Group], *numbers: int) -> Group | None:
    """The group that holds the first of some questions that is left; None where all are forgotten, or dealt with."""
    held = {number: group for group in groups for number in group.numbers}
    return next((held[number] for number in numbers if number in held), None)


async def reachable(services: Services, whos: Iterable[str]) -> dict[str, int]:
    """What stands for a person -> their private chat with the bot, where they have one that can be written to.

    Nothing of it is kept: the digest of every known chat is made anew.
    """
    wanted = frozenset(whos)
    chats = await services.database.run(misses.people)

    def found() -> dict[str, int]:
        return {who: chat for chat in chats if (who := services.who(chat)) in wanted}

    return await asyncio.to_thread(found)


def _miss(asked: Asked, why: Why) -> Miss:
    return Miss(
        asked.number,
        asked.who,
        asked.text,
        asked.language,
        asked.asked,
        why.value,
        asked.entry,
        asked.offered,
        Gist.loads(asked.gist) or Gist(),
    )
