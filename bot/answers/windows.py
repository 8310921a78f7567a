"""The state of an application window on a day: computed, never written down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.knowledge.model import Application


class State(StrEnum):
    """Where a window stands today."""

    OPENS = "opens"
    OPEN = "open"
    TODAY = "today"
    """Open, and this is the last day."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Window:
    """A window on one day: its state, and the days to the next change (0 where there is none)."""

    state: State
    days: int


def window(application: Application, today: dt.date) -> Window:
    """The state on a day of the window's own time zone."""
    if today < application.opens:
        return Window(State.OPENS, (application.opens - today).days)
    left = (application.closes.date() - today).days
    if left > 0:
        return Window(State.OPEN, left)
    return Window(State.TODAY if left == 0 else State.CLOSED, 0)
