"""What is remembered of groups only while the process runs: how much they asked of late, and who leads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

BURST = 6.0
"""Answers that a group gets at once."""
PER_SECOND = 6 / 60
NOTICE_EVERY = 60.0
"""Seconds between two remarks that it is too much."""
GOING = 60.0
"""Seconds in which a group that was left is not left again, for what it sent before still comes in."""
RANK_KEPT = 60.0
"""Seconds for which it is believed who is an administrator."""
MOST = 10_000
"""Entries from which old ones are forgotten."""


class Turn(Enum):
    """Whether a group gets an answer now."""

    ANSWER = "answer"
    NOTICE = "notice"
    """No, and it is told so once."""
    SILENCE = "silence"


@dataclass(slots=True)
class _Allowance:
    left: float
    filled: float
    noticed: float = float("-inf")


@dataclass(slots=True)
class GroupState:
    """Of all groups of one bot."""

    _allowances: dict[int, _Allowance] = field(default_factory=dict)
    _ranks: dict[tuple[int, int], tuple[bool, float]] = field(default_factory=dict)
    _left: dict[int, float] = field(default_factory=dict)

    def turn(self, chat: int, now: float, *, tells: bool = True) -> Turn:
        """Whether one more answer is given; it is counted as given. ``tells``: else the group may be told so."""
        one = self._allowances.get(chat)
        if one is None:
            self._forget(now)
            one = self._allowances[chat] = _Allowance(BURST, now)
        one.left = min(BURST, one.left + max(0.0, now - one.filled) * PER_SECOND)
        one.filled = now
        if one.left >= 1:
            one.left -= 1
            return Turn.ANSWER
        if not tells or now - one.noticed < NOTICE_EVERY:
            return Turn.SILENCE
        one.noticed = now
        return Turn.NOTICE

    def goes(self, chat: int, now: float) -> bool:
        """Whether a group is to be left; False where it has just been."""
        self._left = {one: at for one, at in self._left.items() if 0 <= now - at < GOING}
        if chat in self._left:
            return False
        self._left[chat] = now
        return True

    def rank(self, chat: int, person: int, now: float) -> bool | None:
        """Whether the person is an administrator there; None where that has to be asked."""
        leads, until = self._ranks.get((chat, person), (False, float("-inf")))
        return leads if 0 <= until - now <= RANK_KEPT else None  # a clock that was set back keeps nobody in office

    def ranked(self, chat: int, person: int, leads: bool, now: float) -> None:
        """Telegram has told."""
        if len(self._ranks) >= MOST:
            self._ranks = {who: known for who, known in self._ranks.items() if known[1] > now}
        self._ranks[chat, person] = (leads, now + RANK_KEPT)

    def _forget(self, now: float) -> None:
        if len(self._allowances) >= MOST:
            full = BURST / PER_SECOND
            self._allowances = {chat: one for chat, one in self._allowances.items() if now - one.filled < full}
