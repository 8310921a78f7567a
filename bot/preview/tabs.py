"""The pages that are open: each has a chat of its own, and one stream over which it hears what has changed."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.preview.session import Session

MOST: Final = 32
"""Pages that are remembered; the one that was used longest ago is forgotten first."""


@dataclass(slots=True)
class Tab:
    """One page."""

    session: Session
    name: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    """Not to be guessed."""
    number: int = 0
    """Rises whenever the chat changes."""
    gone: bool = False
    """Whether it has been forgotten."""
    stream: asyncio.Event = field(default_factory=asyncio.Event)
    """Wakes the stream that was opened last; who opens another one puts another event here."""


class Tabs:
    """All pages."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._tabs: OrderedDict[str, Tab] = OrderedDict()

    def __iter__(self) -> Iterator[Tab]:
        return iter(list(self._tabs.values()))

    def add(self, session: Session) -> Tab:
        """A new page."""
        tab = Tab(session)
        self._tabs[tab.name] = tab
        while len(self._tabs) > self._most:
            _, oldest = self._tabs.popitem(last=False)
            oldest.gone = True
            oldest.stream.set()
        return tab

    def find(self, name: str) -> Tab | None:
        """The page of that name; None where it has been forgotten, or never was."""
        tab = self._tabs.get(name)
        if tab is not None:
            self._tabs.move_to_end(name)
        return tab

    def wake(self) -> None:
        """Have every page look at what has changed."""
        for tab in self:
            tab.stream.set()
