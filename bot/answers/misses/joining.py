"""Things that belong together: a partition of the numbers from 0 on, made by joining two at a time."""

from __future__ import annotations

from collections import defaultdict


class Joining:
    """The union-find of the textbooks; the root of a part is its lowest number, whatever was joined first."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, at: int) -> int:
        """The lowest number of the part."""
        above = self._above
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    def join(self, one: int, other: int) -> None:
        """These two belong together, with all that belong to either."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low

    def together(self, one: int, other: int) -> bool:
        """Whether they belong together by now."""
        return self.root(one) == self.root(other)

    def parts(self) -> list[list[int]]:
        """All parts, each in order, by their lowest numbers."""
        found: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self._above)):
            found[self.root(at)].append(at)
        return list(found.values())
