"""What an announcement tells of the facts, as it is kept with it."""

from __future__ import annotations

from bot.announcements.drafts import Held
from bot.announcements.states import Source
from bot.answers.announcing import Event


def event_of(facts: str) -> Event | None:
    """The event that was drafted; None where nothing of the kind is kept, or an older program wrote it otherwise."""
    try:
        return Event.loads(facts) if facts else None
    except (ValueError, KeyError, TypeError):
        return None


def until(held: Held) -> float:
    """From when on a proposal is no news any more, in seconds since 1970; 0 where that is for staff to know."""
    if held.source is not Source.FACTS or held.corrects is not None:
        return 0.0
    event = event_of(held.facts)
    return event.lasts_until if event else 0.0
