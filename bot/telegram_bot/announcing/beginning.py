"""``/announce``: what is open, and a new announcement."""

from __future__ import annotations

from telegram import Message

from bot.announcements import drafts, rounds
from bot.announcements.drafts import Held
from bot.announcements.rounds import Round
from bot.announcements.states import Draft, Kind, Stage
from bot.matching.compiling import FALLBACK
from bot.storage.database import Connection
from bot.telegram_bot.announcing import dictating
from bot.telegram_bot.keyboards import Row
from bot.telegram_bot.links import short
from bot.telegram_bot.payloads import pack_staff
from bot.telegram_bot.rendering import without_markup
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team

COMMAND = "/announce"
MOST = 10
"""Announcements in a list."""


async def announce(services: Services, message: Message) -> None:
    """Draft what stands behind the command; else show what is open, and ask for the text of a new one."""
    team, person = Team.answering(services, message), message.from_user
    asked = person.id if person else 0
    text = message.text or message.caption or ""
    behind = len(text.split(maxsplit=1)[0])
    if text[behind:].strip() or message.effective_attachment is not None:
        wrong = await dictating.begin(team, message, behind)
        if wrong is not None:
            await dictating.refuse(team, wrong, asked)
        return
    rows = await _open(team)
    if rows:
        await team.say(team.paragraph("team-announcements-open"), rows=rows)
    await dictating.ask(team, asked, dictating.NEW)


async def _open(team: Team) -> list[Row]:
    """A button for each announcement that waits: for somebody of staff, or for its time."""

    def read(connection: Connection) -> tuple[list[Held], list[Round]]:
        waiting = [
            one
            for one in rounds.in_stage(connection, Stage.SCHEDULED)
            if one.kind is Kind.SEND and one.finished is None
        ]
        return drafts.latest(connection, drafts.OPEN, MOST), waiting[:MOST]

    found, waiting = await team.services.database.run(read)
    labels = [(one.number, _label(team, one)) for one in found]
    labels += [(one.announcement, _label(team, one)) for one in waiting]
    return [[{"text": short(label), "callback_data": pack_staff("draft-open", number)}] for number, label in labels]


def _label(team: Team, one: Held | Round) -> str:
    """Its number, how far it is, and how it begins."""
    text = one.draft.texts.get(FALLBACK) or next(iter(one.draft.texts.values()), "")
    begins = " ".join(without_markup(text).split()) or "–"
    if isinstance(one, Held):
        key = "team-open-seconded" if one.state is Draft.SECONDED else "team-open-draft"
        return team.text(key, number=one.number, text=begins)
    return team.text("team-open-scheduled", number=one.announcement, text=begins)
