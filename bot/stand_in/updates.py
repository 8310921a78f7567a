"""The queue of updates of one bot: confirming, long polling, expiry."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.stand_in.clock import DAY, Clock
from bot.stand_in.errors import Json, conflict

SECONDS = {"callback_query": 150, "inline_query": 30, "chosen_inline_result": 600}
"""How long an update waits for the bot; all others a day."""

SPECIAL = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds a bot gets only if it asks for them by name."""

OTHER_READER = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(slots=True)
class Update:
    """An update in the queue; `again` makes it come once more although it was confirmed."""

    id: int
    body: Any
    lane: tuple[str, int]
    expires: float
    again: bool = False


class UpdateQueue:
    """In order of arrival; a poll costs what it returns, however long the queue is."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.waiting: OrderedDict[int, Update] = OrderedDict()
        self.known: dict[int, Update] = {}
        self.allowed: frozenset[str] | None = None
        self.pushes_to: Callable[[Update], None] | None = None
        self.pacing = False
        self.next_id = 500_000_001
        self._reader: asyncio.Future[bool] | None = None
        self._last_offset: tuple[int, float] = (0, 0.0)

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in SPECIAL

    def add(self, kind: str, payload: Json, lane: int) -> Update | None:
        """Queues an update of a kind the bot asked for; changes of allowed_updates touch no queued ones."""
        if not self.wants(kind):
            return None
        seconds = SECONDS.get(kind, DAY)
        number = self._take_id()
        body = {"update_id": number, kind: payload}
        return self._put(Update(number, body, (kind, lane), self.clock.now() + seconds))

    def add_raw(self, body: Any) -> Update:
        """Queues anything; without an update_id it gets the next one."""
        if isinstance(body, dict) and "update_id" not in body:
            body = {"update_id": self._take_id(), **body}
        number = body["update_id"] if isinstance(body, dict) and isinstance(body["update_id"], int) else self._take_id()
        return self._put(Update(number, body, ("raw", 0), self.clock.now() + DAY))

    def redeliver(self, update_id: int) -> None:
        """Sends an update again with its old number, as Telegram does after trouble of its own."""
        update = self.known[update_id]
        update.again = True
        self._put(update)

    def confirm(self, offset: int) -> None:
        """Forgets everything below the offset; a negative one keeps only the last updates."""
        if offset < 0:
            for number in list(self.waiting)[:offset]:
                del self.waiting[number]
            return
        kept = []
        while self.waiting:
            number, update = next(iter(self.waiting.items()))
            if number >= offset:
                break
            del self.waiting[number]
            if update.again:
                kept.append(update)
        for update in reversed(kept):
            self.waiting[update.id] = update
            self.waiting.move_to_end(update.id, last=False)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Any]:
        """getUpdates. A second reader ends the first with 409."""
        limit, seconds = self._paced(offset, limit, seconds)
        self.confirm(offset)
        self.end_poll()
        batch = self._head(limit)
        if batch or seconds <= 0:
            return batch
        reader = self._reader = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait([reader], timeout=seconds)
            if reader.done() and not reader.result():
                raise conflict(OTHER_READER)
        finally:
            if self._reader is reader:
                self._reader = None
        return self._head(limit)

    def end_poll(self) -> None:
        """Ends a waiting getUpdates with 409."""
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(False)
        self._reader = None

    def drop(self) -> None:
        self.waiting.clear()

    def count(self) -> int:
        """Updates that wait and have not expired."""
        now = self.clock.now()
        return sum(update.expires > now for update in self.waiting.values())

    def done(self, updates: Iterable[Update]) -> None:
        """A webhook has taken them."""
        for update in updates:
            self.waiting.pop(update.id, None)

    def _take_id(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def _put(self, update: Update) -> Update:
        self.waiting[update.id] = update
        self.known[update.id] = update
        if self.pushes_to is not None:
            self.pushes_to(update)
        elif self._reader is not None and not self._reader.done():
            self._reader.set_result(True)
        return update

    def _head(self, limit: int) -> list[Any]:
        now = self.clock.now()
        found: list[Update] = []
        expired: list[Update] = []
        for update in self.waiting.values():
            (found if update.expires > now else expired).append(update)
            if len(found) == limit:
                break
        self.done(expired)
        for update in found:
            update.again = False
        return [update.body for update in found]

    def _paced(self, offset: int, limit: int, seconds: float) -> tuple[int, float]:
        """Telegram slows down who repeats an offset: short polls last 3 s, and within 0.5 s one update comes."""
        if not self.pacing:
            return limit, seconds
        (last, started), now = self._last_offset, self.clock.now()
        self._last_offset = (offset, now)
        if offset != last:
            return limit, seconds
        return (1 if now < started + 0.5 else limit), (3.0 if seconds < 3 and now < started + 3 else seconds)
