"""``/history`` and ``/undo``: who published what, and how it is taken back."""

from __future__ import annotations

import asyncio

from telegram import Message

from bot.answers.reply import Block, Bullets, Line
from bot.storage import publications
from bot.storage.database import Connection
from bot.storage.publications import Publication, Source
from bot.telegram_bot.knowledge_state import when
from bot.telegram_bot.press import Press
from bot.telegram_bot.proposal_text import changes_told, difference_file
from bot.telegram_bot.proposing import Proposer, Wish, propose
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team, name_of
from bot.telegram_bot.workshop import changes_of

SHOWN = 10
_SOURCES = {
    Source.UPLOAD: "team-source-upload",
    Source.EDIT: "team-source-edit",
    Source.INBOX: "team-source-inbox",
    Source.UNDO: "team-source-undo",
}


async def history(services: Services, message: Message) -> None:
    """The latest publications: when, who, which files; each can be looked at and taken back."""
    team = Team.answering(services, message)

    def read(connection: Connection) -> list[tuple[Publication, bool]]:
        latest = publications.published(connection, SHOWN)
        return [(one, publications.is_undone(connection, one.number)) for one in latest]

    found = await services.database.run(read)
    if not found:
        await team.tell("team-history-none")
        return
    items = tuple(_item(team, number, one, undone) for number, (one, undone) in enumerate(found, start=1))
    blocks: list[Block] = [team.paragraph("team-history"), Bullets(items)]
    rows = [
        [
            team.button("team-button-show", "shown", one.number, number=number),
            *([] if undone else [team.button("team-button-undo-one", "undo", one.number, number=number)]),
        ]
        for number, (one, undone) in enumerate(found, start=1)
    ]
    await team.say(*blocks, rows=rows)


def _item(team: Team, number: int, one: Publication, undone: bool) -> Line:
    key = "team-history-undone" if undone else "team-history-item"
    how = team.text(_SOURCES[one.source])
    files = ", ".join(file.file for file in one.files)
    return team.line(
        key,
        number=number,
        when=when(team.services, one.decided or one.proposed),
        name=one.publisher,
        files=files,
        how=how,
    )


async def undo(services: Services, message: Message) -> None:
    """Propose to take back the latest publication that is not taken back yet."""
    team = Team.answering(services, message)

    found = await services.database.run(publications.last_to_undo)
    if found is None:
        await team.tell("team-history-none")
        return
    person = message.from_user
    await _undo(team, found, person.id if person else 0, name_of(person), message.message_id)


async def undo_press(press: Press) -> str:
    """Propose to take one publication back."""
    found = await _published(press)
    if found is None:
        return "outdated"
    team = Team(press.services, press.chat, press.message.message_id, press.topic)
    person = press.query.from_user
    await _undo(team, found, person.id, name_of(person), press.message.message_id)
    return ""


async def _undo(team: Team, found: Publication, person: int, name: str, message: int) -> None:
    by = Proposer(person, name, message, Source.UNDO, undoes=found.number)
    await propose(team, by, [Wish(one.file, one.after, one.before) for one in found.files])


async def shown_press(press: Press) -> str:
    """What one publication changed."""
    found = await _published(press)
    if found is None:
        return "outdated"
    team, changes = Team(press.services, press.chat, topic=press.topic), changes_of(found)
    blocks = await asyncio.to_thread(changes_told, team, changes)
    files = ", ".join(one.file for one in changes)
    await team.say(team.paragraph("team-changed", name=found.publisher, file=files), *blocks)
    text = await asyncio.to_thread(difference_file, changes)
    if text:
        await team.document("difference.txt", text, files)
    return ""


async def _published(press: Press) -> Publication | None:
    number = press.number
    found = await press.services.database.run(lambda c: publications.find(c, number))
    return found if found is not None and found.state is publications.State.PUBLISHED else None
