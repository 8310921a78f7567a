"""The announcements as staff go through them: what needs them, what goes on, what is to come, drafts, what is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from bot.announcements import drafts, reports, rounds
from bot.announcements.drafts import Held
from bot.announcements.reports import Tally
from bot.announcements.rounds import Round
from bot.announcements.states import Draft, Kind, Source, Stage, State
from bot.storage.tables import announcements, deliveries
from bot.storage.tables import rounds as passes

_a, _r, _d = announcements.c, passes.c, deliveries.c
ORDER: Final = {Stage.STOPPED: 0, Stage.LATE: 0, Stage.RUNNING: 1, Stage.SCHEDULED: 2}
_DRAFTED: Final = 3
_OVER: Final = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """One announcement in the list."""

    held: Held
    one: Round | None
    """Its sending; None for a draft."""
    tally: Tally
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the list."""

    listed: tuple[Listed, ...]
    number: int
    """From 0."""
    total: int
    """Announcements in the whole list."""
    pages: int


def page(connection: sa.Connection, number: int, size: int) -> Page:
    """A page of the list, the last one where there are fewer."""
    shown = _shown()
    total = connection.scalar(sa.select(sa.func.count()).select_from(shown.subquery())) or 0
    pages = max(1, -(-total // size))
    number = min(number, pages - 1)
    found = connection.execute(shown.limit(size).offset(number * size)).all()
    return Page(tuple(_listed(connection, row[0]) for row in found), number, total, pages)


def _shown() -> sa.Select[int]:
    """The numbers of what is listed. Reminders are, while something is wrong with them."""
    first = (_r.announcement == _a.number) & (_r.round == 0)
    doubt = sa.select(_d.chat).where(
        _d.announcement == _a.number, _d.round == 0, _d.state == State.UNCERTAIN, _a.source == Source.REMINDER
    )
    wrong = _r.stage.in_((Stage.STOPPED, Stage.LATE)) | doubt.exists()
    draft = _a.state.in_(drafts.OPEN) & _r.stage.is_(None)
    sent = _r.stage.is_not(None) & ((_a.source != Source.REMINDER) | wrong)
    order = sa.case(*((_r.stage == stage, place) for stage, place in ORDER.items()), (draft, _DRAFTED), else_=_OVER)
    soonest = sa.case((_r.stage == Stage.SCHEDULED, _r.due), else_=0.0)
    query = sa.select(_a.number).select_from(announcements.join(passes, first, isouter=True)).where(draft | sent)
    return query.order_by(order, soonest, _a.changed.desc(), _a.number.desc())


def _listed(connection: sa.Connection, number: int) -> Listed:
    """One of them."""
    held = drafts.find(connection, number)
    assert held is not None, "it was found in the same transaction"
    found = rounds.all_of(connection, number)
    if held.state is not Draft.APPROVED or not found:
        return Listed(held, None, Tally())
    recalled = any(each.kind is Kind.RECALL for each in found)
    return Listed(held, found[0], reports.tally(connection, found[0]), recalled)
