"""What all questions on those who took part share: which editions, which delegations, and that nothing is known."""

from __future__ import annotations

from dataclasses import replace

from bot.knowledge.model import Delegation
from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding
from bot.matching.queries.editions import not_known
from bot.matching.scope import of_the_kind
from bot.matching.view import Origin, View

KINDS = frozenset({"training", "workshop", "webinar", "program"})


def asked_of(view: View) -> tuple[Held, ...]:
    """The editions in scope whose participants are known."""
    return tuple(held for held in of_the_kind(view.scope.editions, view.cues) if held.delegations)


def missing(view: View, ask: Ask) -> Finding:
    """The question on participants is understood, and no fact answers it."""
    return replace(not_known(view, ask), bonus=-0.3 if ask in (Ask.PARTICIPANTS, Ask.ATTENDANCE) else 0.0)


def come_from(view: View, held: Held, origins: list[Origin]) -> tuple[Delegation, ...]:
    """The delegations of an edition from some places; all of them where no place is named."""
    if not origins:
        return held.delegations
    return tuple(d for d in held.delegations if any(o.fits(view.homes(d)) for o in origins))
