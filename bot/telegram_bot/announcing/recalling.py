"""Taking back what went out: deleted where Telegram still allows it, else edited to say that it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.announcements import drafts, planning, reports, rounds
from bot.announcements.drafts import Held
from bot.announcements.planning import Approval
from bot.announcements.reports import Reach
from bot.announcements.states import Draft
from bot.answers.reply import Bullets, Line
from bot.storage.database import Connection
from bot.telegram_bot.announcing.overview import redraw
from bot.telegram_bot.announcing.rendering import withdrawn
from bot.telegram_bot.announcing.round_buttons import numbers
from bot.telegram_bot.announcing.wording import amount, title
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.posting import DELETABLE
from bot.telegram_bot.press import Press
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.team import Team, name_of

_LINES: Final = (
    ("young", "team-recall-young"),
    ("old", "team-recall-old"),
    ("coming", "team-recall-coming"),
    ("uncertain", "team-recall-uncertain"),
    ("counted", "team-recall-counted"),
    ("moved", "team-recall-moved"),
)


async def recall_press(press: Press) -> str:
    """Show what it would do."""
    held = await _held(press)
    if not isinstance(held, Held):
        return held
    team, reach = Team(press.services, press.chat), await _reach(press, held.number)
    heading = team.paragraph("team-recall", number=held.number, title=title(held.draft))
    rows = [
        [team.button("team-button-recall", "round-recall-ask", held.number, number=amount(reach.have))],
        [team.button("team-button-round-no", "round-open", held.number)],
    ]
    await press.edit(messages([heading, Bullets(tuple(_lines(team, reach)))])[0], Keyboard(rows))
    return ""


async def ask_press(press: Press) -> str:
    """Ask once more."""
    held = await _held(press)
    if not isinstance(held, Held):
        return held
    team, reach = Team(press.services, press.chat), await _reach(press, held.number)
    heading = team.paragraph("team-recall", number=held.number, title=title(held.draft))
    rows = [
        [team.button("team-button-recall-sure", "round-recall-sure", held.number)],
        [team.button("team-button-round-no", "round-open", held.number)],
    ]
    await press.edit(messages([heading, team.paragraph("team-recall-sure", count=reach.have)])[0], Keyboard(rows))
    return ""


async def sure_press(press: Press) -> str:
    """Take it back."""
    services, held = press.services, await _held(press)
    if not isinstance(held, Held):
        return held
    texts = withdrawn(services, held.draft)
    approval = Approval(name_of(press.query.from_user), services.now(), press.chat)
    await services.database.run(lambda connection: planning.recall(connection, held.number, texts, approval))
    services.announced.set()
    services.decided.set()
    return await redraw(press, held.number)


def _lines(team: Team, reach: Reach) -> Iterator[Line]:
    for name, key in _LINES:
        count: int = getattr(reach, name)
        if count or name == "young":
            yield team.line(key, number=amount(count))


async def _reach(press: Press, number: int) -> Reach:
    now = press.services.now()
    return await press.services.database.run(lambda connection: reports.reach(connection, number, now, DELETABLE))


async def _held(press: Press) -> Held | str:
    """The announcement that a button names; where it cannot be taken back, what is to be said."""
    found = numbers(press.value, 1)
    if found is None:
        return "outdated"

    def read(connection: Connection) -> tuple[Held | None, bool]:
        held = drafts.find(connection, found[0])
        sent = held is not None and held.state is Draft.APPROVED and bool(rounds.all_of(connection, found[0]))
        return held, sent and not rounds.is_recalled(connection, found[0])

    held, can_be = await press.services.database.run(read)
    if held is None:
        return "outdated"
    return held if can_be else await redraw(press, held.number) or "team-round-stale"
