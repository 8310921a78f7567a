"""A play: who is there, what is announced when; and what became of it in each chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.announcements.announcement import Announcement
from bot.announcements.rounds import Round
from bot.announcements.states import Stage, State
from bot.knowledge.rehearsal import Listener

DAY = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Scene:
    """An announcement that is to go out."""

    name: str
    draft: Announcement


@dataclass(frozen=True, slots=True)
class Play:
    """All of it."""

    listeners: Sequence[Listener]
    scenes: Sequence[Scene]
    begins: float
    """Seconds since 1970."""
    zone: str
    """The organiser's."""

    @property
    def ends(self) -> float:
        """When the curtain falls: what has not gone out by then is out of date."""
        return max([self.begins, *(scene.draft.due for scene in self.scenes)]) + 3 * DAY


@dataclass(frozen=True, slots=True)
class Line:
    """What became of an announcement in one chat."""

    when: float
    """Seconds since 1970."""
    listener: Listener
    state: State
    reason: str
    told: str
    """In Telegram's words."""
    language: str
    """Of the chat."""


@dataclass(frozen=True, slots=True)
class Played:
    """What became of an announcement."""

    scene: Scene
    stage: Stage
    why: str
    """Why it was stopped."""
    lines: Sequence[Line]

    @classmethod
    def of(cls, scene: Scene, one: Round, lines: Sequence[Line]) -> Played:
        return cls(scene, one.stage, one.reason, lines)
