"""How a call to Telegram can fail, in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How a call failed."""

    TOO_MANY = "too many"
    """Not carried out; Telegram says how long to wait."""
    NOT_SENT = "not sent"
    """Not carried out: Telegram was not reached."""
    UNCERTAIN = "uncertain"
    """It may have been carried out."""
    MOVED = "moved"
    """The group has another id now."""
    UNREACHABLE = "unreachable"
    """Blocked, kicked, gone: nothing can be sent there."""
    NO_RIGHTS = "no rights"
    NO_TOPIC = "no topic"
    """The forum topic is closed, deleted or out of reach."""
    SAME = "same"
    """The message says already what it was to say."""
    DONE_ALREADY = "done already"
    """There is nothing left to do: deleted, or too late."""
    REFUSED = "refused"
    """Our own mistake; to repeat it would not help."""
    REVOKED = "revoked"
    """The token is not valid any more."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed call."""

    kind: Kind
    reason: str
    wait: float = 0.0
    """Seconds that Telegram asks for."""
    moved_to: int = 0
