"""Failures on demand: what a network and a busy Telegram do to a bot."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.stand_in.errors import GATEWAY, NAMES, ApiError, too_many


class HasId(Protocol):
    """A chat, or whatever else has a chat's number."""

    @property
    def id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to fail; `accepted` tells whether Telegram carries the call out."""

    kind: str
    accepted: bool = False
    code: int = 0
    seconds: float = 0.0
    chat: int | None = None
    body: str = ""

    @staticmethod
    def too_many(retry_after: int, chat: HasId | int | None = None) -> Fault:
        """429, for calls to one chat only if a chat is named."""
        number = chat if chat is None or isinstance(chat, int) else chat.id
        return Fault("refuse", code=429, seconds=retry_after, chat=number)

    @staticmethod
    def status(code: int, *, accepted: bool = False) -> Fault:
        """An error status; with accepted=True the message was sent and only the answer is an error."""
        return Fault("refuse", accepted, code)

    @staticmethod
    def reset() -> Fault:
        """The connection is reset before the call is accepted."""
        return Fault("reset")

    @staticmethod
    def drop_after() -> Fault:
        """The call is accepted, then the connection closes without an answer: the ambiguous send."""
        return Fault("drop", accepted=True)

    @staticmethod
    def slow(seconds: float) -> Fault:
        """The call is accepted at once and answered late; a client that gives up does not know of it."""
        return Fault("slow", accepted=True, seconds=seconds)

    @staticmethod
    def garbage() -> Fault:
        """Accepted, answered with 200 and broken JSON."""
        return Fault("garbage", accepted=True)

    @staticmethod
    def says(code: int, body: str) -> Fault:
        """Not accepted, and answered with any text: by a proxy, or by half an answer."""
        return Fault("says", code=code, body=body)

    def error(self) -> ApiError:
        """The refusal that is answered."""
        if self.code == 429:
            return too_many(int(self.seconds))
        return ApiError(self.code, (GATEWAY | NAMES).get(self.code, "Unknown"))


class Faults:
    """Which calls fail; "*" stands for every method."""

    def __init__(self) -> None:
        self._next: dict[str, list[Fault]] = {}
        self._shares: list[tuple[str, Fault, Callable[[], bool]]] = []

    def next(self, method: str, fault: Fault, times: int = 1) -> None:
        """The next calls of the method fail, after those already planned."""
        self._next.setdefault(method, []).extend([fault] * times)

    def share(self, method: str, fault: Fault, share: float, seed: int = 0) -> None:
        """A random share of the calls fails until clear(); the same seed gives the same order."""
        dice = random.Random(seed)
        self._shares.append((method, fault, lambda: dice.random() < share))

    def clear(self) -> None:
        self._next.clear()
        self._shares.clear()

    def take(self, method: str, chat: int) -> Fault | None:
        """The fault this call meets."""
        if not self._next and not self._shares:
            return None
        for name in (method, "*"):
            planned = self._next.get(name, ())
            for place, fault in enumerate(planned):
                if fault.chat in {None, chat}:
                    del self._next[name][place]
                    if not self._next[name]:
                        del self._next[name]
                    return fault
        for name, fault, falls in self._shares:
            if name in {method, "*"} and fault.chat in {None, chat} and falls():
                return fault
        return None
