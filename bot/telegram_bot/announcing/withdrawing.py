"""Cards of what the bot has proposed: shown to staff, and taken back where nobody shall approve it any more.

The chat is told first, and then it is written down: after a kill in between it is told again, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.announcements import drafts, proposals
from bot.announcements.drafts import OPEN, Held
from bot.announcements.proposals import Proposed
from bot.storage.database import Connection
from bot.telegram_bot.announcing import card
from bot.telegram_bot.announcing.proposing import Why, Withdrawal
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team


async def show(services: Services) -> None:
    """What staff have not seen yet: each once, but twice where a kill comes between a message and its note."""
    team = Team(services, services.staff_chat)
    for one in await services.database.run(proposals.waiting):
        if one.message is None:
            await card.show(team, one.number)


async def withdraw(services: Services, outdated: Sequence[Withdrawal]) -> None:
    """The card says why. Where another one takes its place and nobody has worked at this one, it goes."""
    for each in outdated:
        await _withdraw(services, each.one, each.why)


async def _withdraw(services: Services, one: Proposed, why: Why) -> None:
    held = await services.database.run(lambda connection: drafts.find(connection, one.number))
    if held is None or held.state not in OPEN:
        return
    team, now = Team(services, held.chat), services.now()
    if held.message is not None and why is Why.RENEWED and not one.is_touched:
        await services.sender.delete(held.chat, held.message)
    elif held.message is not None:
        await _say(team, held, held.message, why)

    def write(connection: Connection) -> bool:
        if not drafts.discard(connection, one.number, now):
            return False
        if why is not Why.LATE:  # it may be so again, and is to be proposed then
            proposals.release(connection, one.number)
        return True

    if not await services.database.run(write):
        await card.show(team, one.number)  # somebody has approved it meanwhile


async def _say(team: Team, held: Held, message: int, why: Why) -> None:
    blocks = [*card.heading(team, held), team.paragraph(why)]
    again = [] if held.corrects else [[team.button("team-button-draft-again", "draft-again", held.number)]]
    await team.services.sender.edit(team.chat, message, messages(blocks)[0], Keyboard(again))
