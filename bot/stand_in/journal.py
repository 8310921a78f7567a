"""What the bot called, and what it was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.stand_in.params import readable


@dataclass
class Call:
    """One call. Status 0: the bot got no answer at all; accepted: Telegram has carried it out all the same."""

    time: float
    method: str
    raw: Mapping[str, Any]
    status: int
    result_or_error: Any
    accepted: bool

    @cached_property
    def params(self) -> dict[str, Any]:
        """Decoded: chat_id is a number, reply_markup a dict, whatever way it was sent."""
        return readable(self.raw)

    def __str__(self) -> str:
        return f"{self.method} {self.params} -> {self.status} {self.result_or_error}"


class Journal(list[Call]):
    """Every call in the order of their answers, refused ones too."""

    def of(self, *methods: str) -> list[Call]:
        return [call for call in self if call.method in methods]

    def accepted(self, *methods: str) -> list[Call]:
        return [call for call in self.of(*methods) if call.accepted]

    def tail(self, count: int = 8) -> str:
        """The last calls other than getUpdates, for the message of a failed wait."""
        lines = [str(call)[:300] for call in self[-200:] if call.method != "getUpdates"]
        return "\n".join(["last calls:", *lines[-count:]])
