"""Correcting what went out: a draft with the present texts and, once it is approved, an edit in exactly those chats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.announcements import drafts, reports, rounds
from bot.announcements.drafts import Held, Maker
from bot.announcements.reports import Reach
from bot.announcements.states import Draft, Source
from bot.answers.reply import Block, Bullets, Line
from bot.storage.database import Connection
from bot.telegram_bot.announcing import card
from bot.telegram_bot.announcing.overview import redraw
from bot.telegram_bot.announcing.round_buttons import numbers
from bot.telegram_bot.announcing.wording import amount
from bot.telegram_bot.posting import DELETABLE
from bot.telegram_bot.press import Press
from bot.telegram_bot.team import Team, name_of

_LINES: Final = (
    ("have", "team-correct-have"),
    ("coming", "team-correct-coming"),
    ("uncertain", "team-correct-uncertain"),
    ("counted", "team-correct-counted"),
    ("moved", "team-correct-moved"),
)


async def correct_press(press: Press) -> str:
    """Say whom a correction reaches, and show its draft: that which is open already, or a new one."""
    services, found, now = press.services, numbers(press.value, 1), press.services.now()
    if found is None:
        return "outdated"
    number, by = found[0], press.query.from_user

    def write(connection: Connection) -> int | None:
        held = drafts.find(connection, number)
        if held is None or not _can_be(connection, held):
            return None
        maker = Maker(Source.STAFF, by.id, name_of(by), press.chat, about=held.about, corrects=number)
        return drafts.correction_of(connection, number) or drafts.create(connection, held.draft, maker, now)

    made = await services.database.run(write)
    if made is None:
        return await redraw(press, number) or "team-round-stale"
    team = Team(services, press.chat, topic=press.topic)
    await team.say(*await beforehand(team, number))
    await card.show(team, made)
    return ""


async def beforehand(team: Team, number: int) -> list[Block]:
    """Whom a correction of an announcement reaches, and whom it does not."""
    now = team.services.now()
    reach = await team.services.database.run(lambda c: reports.reach(c, number, now, DELETABLE))
    return [team.paragraph("team-correct", number=number), Bullets(tuple(_lines(team, reach)))]


def _lines(team: Team, reach: Reach) -> Iterator[Line]:
    for name, key in _LINES:
        count: int = getattr(reach, name)
        if count or name == "have":
            yield team.line(key, number=amount(count))


def _can_be(connection: Connection, held: Held) -> bool:
    """Whether there is anything that could be corrected."""
    sent = bool(rounds.all_of(connection, held.number))
    return held.state is Draft.APPROVED and sent and not rounds.is_recalled(connection, held.number)
