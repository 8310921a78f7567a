"""Proposals are tried out in the background, one after the other, so that nobody's messages wait for it.

What is not tried out yet stands in the database: after a restart it is taken up again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.editing.preview import Preview, Previews, version_of
from bot.editing.proposal import Changed, in_place, sweep
from bot.editing.translations import left_behind
from bot.errors import BotError
from bot.knowledge.files import reason
from bot.knowledge.problems import has_errors
from bot.knowledge.publishing import PublishingError, abandon
from bot.storage import publications, questions
from bot.storage.database import Connection
from bot.storage.publications import Publication, Source, State
from bot.telegram_bot.proposal_text import is_grave, preview_file, preview_told, wiped
from bot.telegram_bot.proposing import folder_of
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team

ASKED = 300
"""How many of the latest questions of people are asked."""
PAUSE = 30.0
"""Seconds after something that should not have happened."""
log = logging.getLogger(__name__)


def changes_of(publication: Publication) -> list[Changed]:
    """Its files as a change of the folder."""
    return [Changed(one.file, one.before, one.after) for one in publication.files]


async def work(services: Callable[[], Services]) -> None:
    """For ever, while this process leads: try out what is proposed."""
    folder = folder_of(services())
    if folder is None:
        return
    previews = Previews(folder, lambda: services().assistant.brought)
    while True:
        services().proposed.clear()
        try:
            for one in await services().database.run(lambda c: publications.in_state(c, State.CHECKING)):
                await _try_out(services(), previews, one)
        except Exception:
            log.exception("a proposal could not be tried out; again in a moment")
            await asyncio.sleep(PAUSE)
            continue
        await services().proposed.wait()


async def settle(services: Services) -> None:
    """Before anything is handled: what was left in the middle of publishing is in place, or is to be decided anew.

    After a crash the files tell which; later only whoever publishes may say.
    """
    folder = folder_of(services)
    if folder is None:
        return
    await asyncio.to_thread(_recover, folder)
    await asyncio.to_thread(sweep, services.now())
    begun = await services.database.run(lambda c: publications.in_state(c, State.PUBLISHING))
    version, now = await asyncio.to_thread(version_of, folder), services.now()
    done = {one.number: await asyncio.to_thread(_is_done, folder, one) for one in begun}

    def write(connection: Connection) -> None:
        for one in begun:
            if done[one.number]:
                publications.done(connection, one, version, now)
            else:
                publications.move(connection, one.number, [State.PUBLISHING], State.READY, publisher="")

    await services.database.run(write)


def _is_done(folder: Path, one: Publication) -> bool:
    try:
        return in_place(folder, changes_of(one))
    except PublishingError:
        return False


async def _try_out(services: Services, previews: Previews, one: Publication) -> None:
    team, changes = Team(services, one.chat, one.message), changes_of(one)
    asked = await services.database.run(lambda c: questions.latest(c, ASKED))
    try:
        if one.source is Source.UNDO:
            await _offer_at_once(team, previews, one)
        preview = await previews.preview(changes, asked)
    except (BotError, OSError) as error:  # the disk may be full
        if await _move(services, one, State.FAULTY):
            await team.tell("team-not-tried", reason=str(error) if isinstance(error, BotError) else reason(error))
        return
    number, to = one.number, State.FAULTY if preview.refused else State.READY
    now = await services.database.run(lambda c: publications.state_of(c, number))
    if now is State.CHECKING and await _tell(team, one, preview):  # told twice after a kill is better than never
        await _move(services, one, to, version=preview.version)


async def _offer_at_once(team: Team, previews: Previews, one: Publication) -> None:
    """What was served before need not wait for the preview, if it still fits what has changed since."""
    problems = await previews.problems(changes_of(one))
    if has_errors(problems):
        return
    row = [team.button("team-button-undo-now", "publish", one.number)]
    await team.say(team.paragraph("team-undo-now"), rows=[row])


async def _move(services: Services, one: Publication, to: State, **more: object) -> bool:
    """False where somebody has decided meanwhile."""
    number = one.number
    return await services.database.run(lambda c: publications.move(c, number, [State.CHECKING], to, **more))


async def _tell(team: Team, one: Publication, preview: Preview) -> bool:
    """What was found; and the question whether it shall be published, unless it cannot be. False where nothing went."""
    blocks = list(preview_told(team, preview))
    if preview.refused:
        blocks.append(team.paragraph("team-faulty-how" if one.source is Source.UPLOAD else "team-faulty-anew"))
    text = await asyncio.to_thread(preview_file, preview)
    if preview.refused:
        sent = await team.say(*blocks)
    else:
        lost = await asyncio.to_thread(wiped, changes_of(one))
        blocks += [team.paragraph("team-wipes", count=gone.lost, total=gone.had, file=gone.file) for gone in lost]
        rows = [deciding_row(team, one.number, grave=bool(lost) or is_grave(preview))]
        behind = left_behind(preview.problems)
        if behind:
            blocks.append(team.paragraph("team-left-behind", count=len(behind), languages=", ".join(behind)))
            rows.append([team.button("team-button-fit", "fit", one.number)])
        sent = await team.say(*blocks, rows=rows)
    if text:
        await team.document("preview.txt", text, ", ".join(file.file for file in one.files))
    return bool(sent)


def deciding_row(team: Team, number: int, *, grave: bool) -> Sequence[dict[str, str]]:
    """The two ways out of a preview."""
    publish = "team-button-anyway" if grave else "team-button-publish"
    return [team.button(publish, "publish", number), team.button("team-button-cancel", "cancel", number)]


def _recover(folder: Path) -> None:
    """Take away what a publisher left that was killed before anything was decided."""
    try:
        abandon(folder)
    except BotError as error:
        log.warning("%s", error)
