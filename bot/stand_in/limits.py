"""Telegram's limits of sending, as far as they are documented; the real ones are not, and change."""

from __future__ import annotations

import math
from dataclasses import dataclass

LIMITED = frozenset(
    {"sendMessage", "sendPhoto", "sendDocument", "copyMessage", "forwardMessage"}
    | {"editMessageText", "editMessageCaption", "editMessageReplyMarkup"}
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Rates; 0 switches one off. A chat bears `burst` messages at once, a group its whole minute."""

    per_chat_per_second: float = 1
    burst: int = 3
    per_group_per_minute: float = 20
    overall_per_second: float = 30


class Gate:
    """Counts per chat and overall. One number per key (the time up to which it is booked), so a check is O(1)."""

    def __init__(self) -> None:
        self._booked: dict[int, float] = {}

    def retry_after(self, limits: Limits, chat: int, now: float) -> int:
        """0 when the message may go, and is counted; else the seconds to wait, and nothing is counted."""
        rules = [(0, limits.overall_per_second, limits.overall_per_second)]
        if chat < 0:
            rules.append((chat, limits.per_group_per_minute / 60, limits.per_group_per_minute))
        else:
            rules.append((chat, limits.per_chat_per_second, limits.burst))
        rules = [(key, rate, burst) for key, rate, burst in rules if rate]
        wait = max(
            (self._booked.get(key, now) - (burst - 1) / rate - now for key, rate, burst in rules),
            default=0.0,
        )
        if wait > 1e-6:
            return max(1, math.ceil(wait))
        for key, rate, _ in rules:
            self._booked[key] = max(self._booked.get(key, now), now) + 1 / rate
        return 0
