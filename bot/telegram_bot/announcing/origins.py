"""Why the bot has drafted something by itself: the first thing that staff read on its card."""

from __future__ import annotations

from bot.announcements import proposals
from bot.announcements.drafts import Held
from bot.announcements.states import Draft, Source
from bot.answers.reply import Block
from bot.storage.database import Connection
from bot.telegram_bot.announcing.filing import wording_of
from bot.telegram_bot.announcing.telling import until
from bot.telegram_bot.announcing.timing import Moment, words
from bot.telegram_bot.team import Team


async def origin(team: Team, held: Held) -> list[Block]:
    """Nothing, where somebody of staff has drafted it."""
    if held.source is Source.FILE:
        return await _filed(team, held)
    if held.source is not Source.FACTS:
        return []
    if held.corrects is not None:
        return [team.paragraph("team-origin-untrue")]
    found: list[Block] = [team.paragraph("team-origin-facts")]
    limit = until(held)
    if limit:
        services = team.services
        when = words(team, Moment(limit, services.zone), services.now())
        found.append(team.paragraph("team-origin-until", when=when))
    return found


async def _filed(team: Team, held: Held) -> list[Block]:
    """With the one that was approved of the same file before, which nothing but its words can change any more."""
    if held.corrects is not None:
        return [team.paragraph("team-origin-reworded")]
    wording = wording_of(held.facts)
    name = wording.file if wording else "?"

    def read(connection: Connection) -> list[int]:
        sent = (one for one in proposals.filed(connection) if one.state is Draft.APPROVED and not one.corrects)
        known = ((one.number, wording_of(one.facts)) for one in sent)
        return [number for number, other in known if wording and other and other.file == wording.file]

    found: list[Block] = [team.paragraph("team-origin-file", name=name)]
    before = await team.services.database.run(read)
    return [*found, team.paragraph("team-origin-again", number=before[-1])] if before else found
