"""What all questions on those who took part share: which editions, which delegations, and that nothing is known."""

from __future__ import annotations

from bot.knowledge.model import Delegation
from bot.knowledge.model import Kind as ProgramKind
from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding, Row
from bot.matching.view import Origin, View, entry_id

KINDS = frozenset({"training", "workshop", "webinar", "program"})


def asked_of(view: View) -> tuple[Held, ...]:
    """The editions in scope whose participants are known."""
    return tuple(held for held in of_the_kind(view) if held.delegations)


def of_the_kind(view: View) -> tuple[Held, ...]:
    """The editions in scope; webinars alone where they are meant, for other kinds of trainings are mixed up freely."""
    webinars = "webinar" in view.cues
    return tuple(held for held in view.scope.editions if not webinars or held.program.kind is ProgramKind.WEBINAR)


def missing(view: View, ask: Ask) -> Finding:
    """The question on participants is understood, and no fact answers it."""
    editions = view.scope.editions if view.scope.narrowed or view.scope.named else ()
    return Finding(
        ask,
        entry_id(editions, ask.value) if editions else f"trainings#{ask.value}",
        missing=True,
        rows=tuple(Row(h) for h in editions),
        refs=view.scope.programs,
        used=view.scope.used,
        bonus=-0.3 if ask in (Ask.PARTICIPANTS, Ask.ATTENDANCE) else 0.0,
    )


def come_from(view: View, held: Held, origins: list[Origin]) -> tuple[Delegation, ...]:
    """The delegations of an edition from some places; all of them where no place is named."""
    if not origins:
        return held.delegations
    return tuple(d for d in held.delegations if any(o.fits(view.homes(d)) for o in origins))
