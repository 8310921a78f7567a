"""Topics of a forum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.stand_in.groups import Group


@dataclass(eq=False)
class Topic:
    """A topic; the General one has the number 1, which a bot must not name."""

    group: Group
    id: int
    name: str
    closed: bool = False
    deleted: bool = False
    unreachable: bool = False
    """Old topics get lost to bots while people still post there."""

    @property
    def is_general(self) -> bool:
        return self.id == 1

    def closes(self) -> None:
        self.closed = True

    def reopens(self) -> None:
        self.closed = False

    def vanishes(self) -> None:
        """Somebody deletes the topic and all that was said there."""
        self.deleted = True
        for message in self.group.messages.values():
            if message.thread_id == self.id:
                message.deleted = True
