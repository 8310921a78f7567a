"""Where updates come from, and what it means when nothing is heard from there."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, Protocol

DEAF: Final = 600.0
"""Seconds without a word from Telegram after which the bot ends, so that a supervisor starts it anew."""
LOOK: Final = 5.0
"""Seconds between two looks at the time."""


class Deaf(Exception):
    """Nothing was heard of Telegram for long."""


class Source(Protocol):
    """A loop that asks Telegram for updates, how it fares with our webhook, or whether it knows the bot."""

    last_success: float
    """When Telegram answered last, by the clock of the loop; at first, when it was made."""
    trouble: str
    """Why it does not; empty while all is well."""

    async def run(self) -> None:
        """Until cancelled, or done."""


async def end_where_deaf(source: Source) -> None:
    """Raise Deaf where Telegram is not heard for long, whatever the reason: a new start often mends it."""
    clock = asyncio.get_running_loop().time
    while True:
        await asyncio.sleep(LOOK)
        if clock() - source.last_success > DEAF:
            raise Deaf(f"nothing was heard of Telegram for {DEAF:.0f} seconds ({source.trouble or 'no reason given'})")


async def first_of(*coroutines: Coroutine[Any, Any, object]) -> None:
    """Until the first of them is done, which may raise; the others are cancelled."""
    tasks = [asyncio.ensure_future(one) for one in coroutines]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
