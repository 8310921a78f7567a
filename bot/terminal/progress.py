"""A sign of life while something takes long."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TextIO


@dataclass(frozen=True, slots=True)
class _Pace:
    """Seconds until the first sign, and between two: most work is over before."""

    first: float
    next: float


_TERMINAL, _LOG = _Pace(0.5, 0.1), _Pace(5.0, 5.0)


@dataclass(slots=True)
class Progress:
    """Called with done and total as often as one likes; writes seldom, and wipes its line at the end."""

    label: str
    stream: TextIO
    clock: Callable[[], float] = time.monotonic
    _pace: _Pace = field(init=False)
    _next: float = field(init=False)
    _shown: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._pace = _TERMINAL if self.stream.isatty() else _LOG
        self._next = self.clock() + self._pace.first

    def __call__(self, done: int, total: int) -> None:
        now = self.clock()
        if now < self._next:
            return
        text = f"{self.label}: {done * 100 // max(total, 1)} %"
        self._shown = self._pace is _TERMINAL
        self.stream.write(f"\r{text}\x1b[K" if self._shown else f"{text}\n")
        self.stream.flush()
        self._next = now + self._pace.next

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
