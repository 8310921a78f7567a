"""What somebody of staff wants to change -> a proposal that is told, kept, and tried out in the background."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.answers.reply import Block
from bot.aside import AsideError
from bot.editing.label import labelled
from bot.editing.proposal import Changed
from bot.editing.reconciling import reconciled
from bot.editing.translations import compared, is_note, touched
from bot.knowledge.publishing import digest, read_now
from bot.storage import copies, publications
from bot.storage.database import Connection
from bot.storage.publications import File, Publication, Source
from bot.telegram_bot.proposal_text import changes_told, difference_file
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """One file as somebody wants it, and what they began from."""

    file: str
    base: bytes | None
    wanted: bytes | None
    """None where it shall go."""


@dataclass(frozen=True, slots=True)
class Proposer:
    """Who wants it, and by which message or button."""

    person: int
    name: str
    message: int
    source: Source
    undoes: int | None = None
    questions: tuple[int, ...] = ()
    """Missed questions that it deals with."""


def folder_of(services: Services) -> Path | None:
    """Where the knowledge lies; None where it is not served from files."""
    compiled = services.live.service.compiled if services.live else None
    return compiled.folder if compiled else None


async def propose(team: Team, proposer: Proposer, wishes: Sequence[Wish]) -> Publication | None:
    """Tell what would change, and have it tried out; None, with the reason told, where there is nothing to try.

    What somebody else has changed since is shown beside it, and kept where the two do not touch.
    """
    folder = folder_of(team.services)
    if folder is None:
        await team.tell("team-not-from-files")
        return None
    if not os.access(folder, os.W_OK):
        await team.tell("team-not-writable")
        return None
    changes = []
    for wish in wishes:
        change = await _on_top(team, folder, wish)
        if change is None:
            return None
        if change.before != change.after:
            changes.append(change)
    if not changes:
        await team.tell("team-same", file=", ".join(wish.file for wish in wishes))
        return None
    if proposer.source is not Source.UNDO:  # that brings back what was noted then
        changes = list(await _compared(folder, changes))
    return await keep(team, proposer, changes)


async def _on_top(team: Team, folder: Path, wish: Wish) -> Changed | None:
    """The wish on top of the present file; None where the two cannot be put together by a program."""
    now = read_now(folder, wish.file)
    if now in (wish.base, wish.wanted):
        return Changed(wish.file, now, wish.wanted)
    whole = wish.base is not None and now is not None and wish.wanted is not None
    three = (wish.base or b"", now or b"", wish.wanted or b"")
    both = await asyncio.to_thread(reconciled, *three) if whole else None
    theirs, ours = Changed(wish.file, wish.base, now), Changed(wish.file, wish.base, wish.wanted)
    told: list[Block] = [team.paragraph("team-meanwhile", file=wish.file, by=await _by(team, wish.file, now))]
    told += await asyncio.to_thread(changes_told, team, [theirs])
    told += [team.paragraph("team-yours"), *await asyncio.to_thread(changes_told, team, [ours])]
    told.append(team.paragraph("team-together" if both is not None else "team-collides"))
    await team.say(*told)
    if both is None:
        if now is not None:
            await send_copy(team, wish.file, now)
        return None
    return Changed(wish.file, now, both)


async def _by(team: Team, file: str, now: bytes | None) -> str:
    """Who made the present file, as far as it is known."""
    if now is None:
        return team.text("team-by-files")
    last = await team.services.database.run(lambda connection: publications.last_with(connection, file, now))
    return team.text("team-by-person", name=last.publisher) if last else team.text("team-by-files")


async def _compared(folder: Path, changes: Sequence[Changed]) -> Sequence[Changed]:
    """Who changes a text of another language has compared it with its English."""
    codes = touched(changes)
    try:
        return await compared(folder, changes, codes) if codes else changes
    except AsideError as error:
        log.warning("nothing is noted as compared: %s", error)
        return changes


async def keep(team: Team, proposer: Proposer, changes: Sequence[Changed]) -> Publication:
    """Tell a proposal, and have it tried out."""
    services = team.services
    new = Publication(
        number=publications.new_number(),
        source=proposer.source,
        person=proposer.person,
        name=proposer.name,
        chat=team.chat,
        message=proposer.message,
        proposed=services.now(),
        files=tuple(File(one.file, one.before, one.after) for one in changes),
        undoes=proposer.undoes,
        questions=proposer.questions,
    )
    files = ", ".join(one.file for one in changes if not is_note(one)) or changes[0].file
    told = await asyncio.to_thread(changes_told, team, changes)
    blocks = [team.paragraph("team-proposal", name=proposer.name, file=files), *told, team.paragraph("team-trying")]
    kept = await services.database.run(lambda connection: publications.propose(connection, new))
    await team.say(*blocks, rows=[[team.button("team-button-cancel", "cancel", kept.number)]])
    text = await asyncio.to_thread(difference_file, changes)
    if text:
        await team.document("difference.txt", text, files)
    services.proposed.set()
    return kept


async def keep_copies(team: Team, sent: Sequence[bytes]) -> None:
    """Remember what files are now that staff are sent."""
    services, now = team.services, team.services.now()

    def write(connection: Connection) -> None:
        for data in sent:
            copies.keep(connection, digest(data), data, now)

    await services.database.run(write)


async def send_copy(team: Team, file: str, data: bytes) -> None:
    """Send a file to be edited; what it is now is remembered, so that it is known what an edit began from."""
    await keep_copies(team, [data])
    caption = team.text("team-copy", file=file)
    await replace(team, reply_to=None).document(Path(file).name, labelled(data, file), caption)
