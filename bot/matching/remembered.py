"""What was worked out before, kept by what it was worked out from.

While a language is compiled, everything is kept: the same words come again and again. Afterwards only so much is, for
the process that answers is to stay small; and nothing of it goes into the compiled cache.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Remembered(dict[Key, Value]):
    """Looks up like a dictionary; what is not there is made, and kept. When there is no more room, all is forgotten:
    the words of one message come again and again while it is read."""

    def __init__(self, make: Callable[[Key], Value], most: int) -> None:
        super().__init__()
        self._make, self._most = make, most
        self._settled = False

    def __missing__(self, key: Key) -> Value:
        value = self._make(key)
        if self._settled and len(self) >= self._most:
            self.clear()
        self[key] = value
        return value

    def settle(self) -> None:
        """Forget all, and keep no more than agreed from now on."""
        self.clear()
        self._settled = True

    def __reduce__(self) -> tuple[Any, ...]:
        return _settled, (self._make, self._most)


def _settled(make: Callable[[Key], Value], most: int) -> Remembered[Key, Value]:
    made = Remembered(make, most)
    made.settle()
    return made
