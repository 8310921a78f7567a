"""What a conversation remembers between two messages: a value that goes in and comes out."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.matching.frame import Frame


@dataclass(frozen=True, slots=True)
class Conversation:
    """The thread of a conversation."""

    frame: Frame = field(default_factory=Frame)
    """What it is about, and what was asked last."""
    offered: tuple[str, ...] = ()
    """Questions that were offered last; "1" takes the first."""
    language: str | None = None
    """The language of the last reply."""
