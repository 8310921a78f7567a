"""The buttons under a preview: publish, surely publish, cancel."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot.aside import AsideError
from bot.editing.preview import Previews, version_of
from bot.editing.proposal import Changed, drafted, in_place, outdated
from bot.editing.translations import compared
from bot.knowledge.problems import Problem, has_errors
from bot.knowledge.publishing import BusyError, PublishingError, publish
from bot.storage import publications
from bot.storage.publications import Publication, Source, State
from bot.telegram_bot.press import Press
from bot.telegram_bot.proposal_text import MOST, wiped
from bot.telegram_bot.proposing import Proposer, Wish, folder_of, keep, propose
from bot.telegram_bot.team import Team, name_of
from bot.telegram_bot.workshop import changes_of

JUST_NOW = 30.0
"""Seconds in which a press that is handled again after a kill gets its answer."""
ATTEMPTS = 10
WAIT = 0.3
"""Seconds between two attempts to publish, while somebody else does."""
PATIENCE = 15.0
"""Seconds in which a version that was published should be live; nothing else is done in that chat meanwhile."""


async def publish_press(press: Press) -> str:
    """Publish; where most of a file would be gone, ask once more."""
    found = await _found(press)
    if found is None:
        return "outdated"
    lost = await asyncio.to_thread(wiped, changes_of(found))
    if lost and found.state is State.READY:
        team = _team(press, found)
        sure = team.button("team-button-sure", "sure", found.number, count=sum(one.lost for one in lost))
        blocks = [team.paragraph("team-wipes", count=one.lost, total=one.had, file=one.file) for one in lost]
        await press.close()
        await team.say(*blocks, team.paragraph("team-wipes-sure"), rows=[[sure], [_cancel(team, found)]])
        return ""
    return await _publish(press, found)


async def sure_press(press: Press) -> str:
    """Publish what takes most of a file away, after it was asked twice."""
    found = await _found(press)
    return await _publish(press, found) if found is not None else "outdated"


async def cancel_press(press: Press) -> str:
    """Forget a proposal."""
    number = press.number
    start = (State.CHECKING, State.READY)
    done = await press.services.database.run(lambda c: publications.move(c, number, start, State.CANCELLED))
    if not done:
        return "outdated"
    await press.close()
    await _here(press).tell("team-cancelled")
    return ""


async def fit_press(press: Press) -> str:
    """Propose the same, with a note that the texts of the other languages hold as they are."""
    found, folder = await _found(press), folder_of(press.services)
    if found is None or found.state is not State.READY or folder is None:
        return "outdated"
    number, team = found.number, _team(press, found)
    await press.close()
    await team.tell("team-noting")
    try:
        changes = await compared(folder, changes_of(found))
    except AsideError as error:
        await team.tell("team-not-tried", reason=str(error))
        return ""
    await keep(team, _proposer(found), changes)
    await press.services.database.run(lambda c: publications.move(c, number, [State.READY], State.CANCELLED))
    return ""


def _proposer(found: Publication) -> Proposer:
    return Proposer(found.person, found.name, found.message, found.source, found.undoes, found.questions)


async def _found(press: Press) -> Publication | None:
    """The proposal, where it may be published: looked at, or the undoing of something; or where it just was."""
    number = press.number
    found = await press.services.database.run(lambda c: publications.find(c, number))
    if found is None or found.state in (State.FAULTY, State.CANCELLED):
        return None
    return found if found.state is not State.CHECKING or _at_once(found) else None


def _at_once(found: Publication) -> bool:
    """Whether it may be published though no preview is there yet, for it was served before; mistakes end it even so."""
    return found.source is Source.UNDO and not found.version


async def _publish(press: Press, found: Publication) -> str:
    """Put it in place, unless something has come between; handled again after a kill, it goes on where it was."""
    services, number = press.services, found.number
    if found.state is State.PUBLISHED and not await _just_now(press, found):
        return "outdated"
    folder, publisher = folder_of(services), found.publisher or name_of(press.query.from_user)
    if folder is None:
        return "outdated"
    begin = (State.CHECKING, State.READY, State.PUBLISHING)
    begun = await services.database.run(
        lambda c: publications.move(c, number, begin, State.PUBLISHING, publisher=publisher)
    )
    await press.close()
    if begun and not await _placed(press, folder, found):
        return ""
    version, now = await asyncio.to_thread(version_of, folder), services.now()
    await services.database.run(lambda c: publications.done(c, found, version, now))
    team, live = _team(press, found), services.live is not None and await services.live.reached(version, PATIENCE)
    await team.say(
        team.paragraph("team-published" if live else "team-published-soon", version=version),
        rows=[[team.button("team-button-undo", "undo", number)]],
    )
    return ""


async def _just_now(press: Press, found: Publication) -> bool:
    """Whether it was published a moment ago, so that nobody may have been told, and holds."""
    undone = await press.services.database.run(lambda c: publications.is_undone(c, found.number))
    return not undone and press.services.now() - (found.decided or 0.0) < JUST_NOW


async def _placed(press: Press, folder: Path, found: Publication) -> bool:
    """Whether its files are in place; else what has come between is told, and where it stands now is noted."""
    team, changes = _team(press, found), changes_of(found)
    if not folder.is_dir():
        return await _not_published(press, team, found, "the folder of the knowledge is not there")
    if await asyncio.to_thread(in_place, folder, changes):
        return True
    problem = ""
    if not await asyncio.to_thread(outdated, folder, changes):
        if await asyncio.to_thread(_version, folder, changes) != found.version:
            if not _at_once(found):
                return await _tried_again(press, team, found)
            problem = await _refusal(press, folder, changes)
        problem = problem or await _put(folder, changes)
        if not problem:
            return True
    if await asyncio.to_thread(outdated, folder, changes):
        await _anew(press, team, found)
        return False
    return await _not_published(press, team, found, problem)


async def _not_published(press: Press, team: Team, found: Publication, problem: str) -> bool:
    """It can be tried again."""
    await _back(press, found, State.READY)
    again = team.button("team-button-again", "publish", found.number)
    await team.say(team.paragraph("team-not-published", reason=problem), rows=[[again, _cancel(team, found)]])
    return False


def _version(folder: Path, changes: Sequence[Changed]) -> str:
    """The version that it would be now."""
    with drafted(folder, changes) as (_, new):
        return version_of(new)


async def _tried_again(press: Press, team: Team, found: Publication) -> bool:
    """What was previewed is not what it would be now."""
    await _back(press, found, State.CHECKING)
    await team.tell("team-changed-since")
    press.services.proposed.set()
    return False


async def _put(folder: Path, changes: Sequence[Changed]) -> str:
    """Publish, waiting for somebody else who does; empty, or why it was not possible."""
    edits = [one.edit for one in changes]
    for _ in range(ATTEMPTS):
        try:
            await asyncio.to_thread(publish, folder, edits)
        except BusyError as error:
            problem = str(error)
            await asyncio.sleep(WAIT)
        except PublishingError as error:
            return str(error)
        else:
            done = await asyncio.to_thread(in_place, folder, changes)
            return "" if done else "somebody has changed the files at the same moment"
    return problem


async def _refusal(press: Press, folder: Path, changes: Sequence[Changed]) -> str:
    """Why the bot could not serve it; else nothing."""
    try:
        problems = await Previews(folder, lambda: press.services.assistant.brought).problems(changes)
    except AsideError as error:
        return str(error)
    return _first(problems) if has_errors(problems) else ""


def _first(problems: Sequence[Problem]) -> str:
    return "; ".join(str(one) for one in problems[:MOST] if one.level == "error")


async def _back(press: Press, found: Publication, to: State) -> None:
    number = found.number
    await press.services.database.run(lambda c: publications.move(c, number, [State.PUBLISHING], to, publisher=""))


async def _anew(press: Press, team: Team, found: Publication) -> None:
    """Somebody else was quicker: both changes are shown, and put together where that is possible."""
    number = found.number
    open_ones = (State.PUBLISHING, State.READY)
    await propose(team, _proposer(found), [Wish(one.file, one.before, one.after) for one in found.files])
    await press.services.database.run(lambda c: publications.move(c, number, open_ones, State.CANCELLED))


def _here(press: Press) -> Team:
    return Team(press.services, press.chat, press.message.message_id, press.topic)


def _team(press: Press, found: Publication) -> Team:
    """Below what the proposal began with."""
    return Team(press.services, press.chat, found.message if found.chat == press.chat else None, press.topic)


def _cancel(team: Team, found: Publication) -> dict[str, str]:
    return team.button("team-button-cancel", "cancel", found.number)
