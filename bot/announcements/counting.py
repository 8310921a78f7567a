"""How many chats an announcement would reach, were it sent now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot.announcements.announcement import Audience, Reaches
from bot.announcements.audiences import audience_of
from bot.announcements.planning import FALLBACK
from bot.announcements.states import State
from bot.storage.tables import deliveries

_d = deliveries.c


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of chats, told apart in two ways."""

    kinds: Counter[Reaches] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    """By the language in which they get it."""
    paused: int = 0
    """Those among them that want nothing for now, so that they will not get it."""

    @property
    def total(self) -> int:
        return self.kinds.total()


def of_audience(connection: sa.Connection, audience: Audience, languages: Collection[str], now: float) -> Numbers:
    """The chats for which an announcement is meant."""
    found = Numbers()
    paused = 0
    for one in audience_of(connection, audience):
        wants = one.wants
        found.kinds[Reaches.of(one.kind)] += 1
        found.languages[wants.language if wants.language in languages else FALLBACK] += 1
        paused += wants.paused and (wants.paused_until is None or now < wants.paused_until)
    return Numbers(found.kinds, found.languages, paused)


def of_those_who_got_it(connection: sa.Connection, number: int) -> Numbers:
    """The chats that an announcement was sent to, or still will be: those that a correction of it concerns.

    Where staff have counted it as sent, nobody knows which message it is, so that it cannot be corrected.
    """
    known = (_d.state == State.SENT) & (_d.messages != "[]")
    concerned = known | _d.state.in_((State.PLANNED, State.SENDING))
    wanted = (_d.announcement == number) & (_d.round == 0) & concerned
    found = Numbers()
    for kind, language in connection.execute(sa.select(_d.kind, _d.language).where(wanted)):
        found.kinds[Reaches.of(kind)] += 1
        found.languages[language] += 1
    return found
