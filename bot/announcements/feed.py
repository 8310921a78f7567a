"""Whose turn is next: over all rounds that run, what takes something back before what adds something."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

from bot.announcements import ledger, rounds
from bot.announcements.ledger import CANARY, Waiting
from bot.announcements.rounds import Key, Round
from bot.announcements.states import Kind, Stage
from bot.storage.database import Connection, Database

AT_ONCE: Final = 64
"""Chats that are looked up together."""
URGENT: Final = (Kind.RECALL, Kind.EDIT, Kind.SEND, Kind.PIN)


@dataclass(frozen=True, slots=True)
class Turn:
    """A chat whose turn it is."""

    one: Round
    waiting: Waiting

    @property
    def place(self) -> tuple[Key, int]:
        return self.one.key, self.waiting.chat


class Feed:
    """Hands out turns, each once. A text that Telegram has taken nowhere yet goes to one chat at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turns: deque[Turn] = deque()
        self._out: dict[tuple[Key, int], Turn] = {}
        """Turns that were handed out and are not over; made anew each time, for the database's thread reads it too."""

    async def take(self, now: float) -> Turn | None:
        """The next turn; None where there is none now."""
        if not self._turns:
            found = await self._database.run(lambda connection: self._next(connection, now))
            self._turns.extend(turn for turn in found if turn.place not in self._out)
        if not self._turns:
            return None
        turn = self._turns.popleft()
        self._out = {**self._out, turn.place: turn}
        return turn

    def over(self, turn: Turn) -> None:
        """It has been dealt with."""
        self._out = {place: one for place, one in self._out.items() if place != turn.place}

    def forget(self) -> None:
        """Something was decided: what was looked up may not hold any more."""
        self._turns.clear()

    def _next(self, connection: Connection, now: float) -> list[Turn]:
        running = rounds.in_stage(connection, Stage.RUNNING)
        for one in sorted(running, key=lambda one: URGENT.index(one.kind)):
            found = self._of(connection, one, now)
            if found:
                return found
            rounds.finish(connection, one, now)
        return []

    def _of(self, connection: Connection, one: Round, now: float) -> list[Turn]:
        """The turns of one round."""
        if one.kind is Kind.SEND and ledger.canary_is_open(connection, one.key):
            found = ledger.waiting(connection, one.key, now, 1)
            found = [each for each in found if each.position == CANARY]
        else:
            found = ledger.waiting(connection, one.key, now, AT_ONCE + len(self._out))
        if one.kind in (Kind.SEND, Kind.EDIT):
            found = self._one_at_a_time(found, one, ledger.proven(connection, one))
        return [turn for turn in (Turn(one, each) for each in found) if turn.place not in self._out]

    def _one_at_a_time(self, found: list[Waiting], one: Round, proven: set[str]) -> list[Waiting]:
        """Of those whose text nobody has yet, one, where none is under way."""
        tried = {turn.waiting.language for turn in self._out.values() if turn.one.key == one.key}
        kept = []
        for each in found:
            if each.language not in proven:
                if each.language in tried:
                    continue
                tried.add(each.language)
            kept.append(each)
        return kept
