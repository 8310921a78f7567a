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
from bot.telegram_bot.workshop import NOT_YET, changes_of

ATTEMPTS = 10
WAIT = 0.3
"""Seconds between two attempts to publish, while somebody else does."""
PATIENCE = 60.0
"""Seconds in which a version should be live that was published."""


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
    try:
        changes = await compared(folder, changes_of(found))
    except AsideError as error:
        await team.tell("team-not-tried", reason=str(error))
        return ""
    await press.services.database.run(lambda c: publications.move(c, number, [State.READY], State.CANCELLED))
    await keep(team, _proposer(found), changes)
    return ""


def _proposer(found: Publication) -> Proposer:
    return Proposer(found.person, found.name, found.message, found.source, found.undoes, found.questions)


async def _found(press: Press) -> Publication | None:
    """The proposal, where it may be published: looked at, or the undoing of something."""
    number = press.number
    found = await press.services.database.run(lambda c: publications.find(c, number))
    if found is None:
        return None
    at_once = found.state is State.CHECKING and found.source is Source.UNDO and found.version == NOT_YET
    return found if at_once or found.state in (State.READY, State.PUBLISHING) else None


async def _publish(press: Press, found: Publication) -> str:
    """Put it in place, unless something has come between; handled again after a kill, it goes on where it was."""
    services, number, team = press.services, found.number, _team(press, found)
    folder, changes, name = folder_of(services), changes_of(found), name_of(press.query.from_user)
    if folder is None:
        return "outdated"
    begin, publisher = (State.CHECKING, State.READY, State.PUBLISHING), found.publisher or name
    if not await services.database.run(
        lambda c: publications.move(c, number, begin, State.PUBLISHING, publisher=publisher)
    ):
        return "outdated"
    await press.close()
    if not await asyncio.to_thread(in_place, folder, changes):
        if await asyncio.to_thread(outdated, folder, changes):
            return await _anew(press, team, found)
        refused = await _refusal(press, folder, found, changes)
        problem = refused or await _put(folder, changes)
        if problem:
            await _back(press, found)
            if await asyncio.to_thread(outdated, folder, changes):
                return await _anew(press, team, found)
            await team.say(
                team.paragraph("team-not-published", reason=problem),
                rows=[[team.button("team-button-again", "publish", number), _cancel(team, found)]],
            )
            return ""
    version, now = await asyncio.to_thread(version_of, folder), services.now()
    await services.database.run(lambda c: publications.done(c, found, version, now))
    live = services.live is not None and await services.live.reached(version, PATIENCE)
    await team.say(
        team.paragraph("team-published" if live else "team-published-soon", version=version),
        rows=[[team.button("team-button-undo", "undo", number)]],
    )
    return ""


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
            return ""
    return problem


async def _refusal(press: Press, folder: Path, found: Publication, changes: Sequence[Changed]) -> str:
    """Why the bot could not serve it, where other files have changed since it was looked at; else nothing."""

    def version() -> str:
        with drafted(folder, changes) as (_, new):
            return version_of(new)

    if await asyncio.to_thread(version) == found.version:
        return ""
    try:
        problems = await Previews(folder, lambda: press.services.assistant.brought).problems(changes)
    except AsideError as error:
        return str(error)
    return _first(problems) if has_errors(problems) else ""


def _first(problems: Sequence[Problem]) -> str:
    return "; ".join(str(one) for one in problems[:MOST] if one.level == "error")


async def _back(press: Press, found: Publication) -> None:
    number = found.number
    await press.services.database.run(
        lambda c: publications.move(c, number, [State.PUBLISHING], State.READY, publisher="")
    )


async def _anew(press: Press, team: Team, found: Publication) -> str:
    """Somebody else was quicker: both changes are shown, and put together where that is possible."""
    number = found.number
    open_ones = (State.PUBLISHING, State.READY)
    await press.services.database.run(lambda c: publications.move(c, number, open_ones, State.CANCELLED))
    await propose(team, _proposer(found), [Wish(one.file, one.before, one.after) for one in found.files])
    return ""


def _here(press: Press) -> Team:
    return Team(press.services, press.chat, press.message.message_id, press.topic)


def _team(press: Press, found: Publication) -> Team:
    """Below what the proposal began with."""
    return Team(press.services, press.chat, found.message if found.chat == press.chat else None, press.topic)


def _cancel(team: Team, found: Publication) -> dict[str, str]:
    return team.button("team-button-cancel", "cancel", found.number)
