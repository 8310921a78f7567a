"""Announcements in a word: for /status and for the weekly digest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.announcements import summary
from bot.announcements.states import Stage
from bot.announcements.summary import Standing, Week
from bot.answers.reply import Block, Bullets, Line, Paragraph
from bot.answers.sentences import Sentences
from bot.telegram_bot.announcing.wording import amount
from bot.telegram_bot.services import Services

_STAGES: Final = {
    Stage.LATE: "team-state-late",
    Stage.STOPPED: "team-state-stopped",
    Stage.RUNNING: "team-state-running",
    Stage.SCHEDULED: "team-state-scheduled",
}


async def standing(services: Services) -> list[Block]:
    """What goes on, or waits for staff; nothing where there is nothing."""
    found = await services.database.run(summary.standing)
    items = tuple(_items(services.sentences(), found))
    return [Paragraph(services.sentences().line("team-state")), Bullets(items)] if items else []


def _items(sentences: Sentences, found: Standing) -> Iterator[Line]:
    for stage, key in _STAGES.items():
        if stage in found.stages:
            yield sentences.line(key, number=amount(found.stages[stage]))
    if found.doubtful:
        yield sentences.line("team-state-doubt", number=amount(found.doubtful))


def of_week(sentences: Sentences, found: Week) -> tuple[Line, ...]:
    """One line on what was sent; none where nothing was."""
    if not found.announcements:
        return ()
    fields = {"sent": amount(found.sent), "failed": amount(found.failed), "doubt": amount(found.doubt)}
    return (sentences.line("team-digest-announced", number=amount(found.announcements), **fields),)
