"""A missed question becomes an answer: attached to an entry as a phrasing, or as an entry of its own.

Both end in a proposal like that of a file sent back, so conflicts and regressions show before anything is live. The
questions are dealt with once it is published, and come back to the inbox where that is undone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from telegram import ForceReply, Message

from bot.answers.misses.group import Group
from bot.answers.reply import Paragraph, Span
from bot.editing.amendments import ENTRY, kind_of
from bot.editing.choices import Choice, choices, likest
from bot.editing.learning import Said, attached, entered
from bot.editing.proposal import Changed
from bot.errors import BotError
from bot.matching.compiling import FALLBACK
from bot.storage import edits
from bot.storage.edits import Step
from bot.storage.publications import Source
from bot.telegram_bot.edit_typing import digest_of
from bot.telegram_bot.keyboards import Keyboard, Row
from bot.telegram_bot.links import short
from bot.telegram_bot.payloads import pack_staff
from bot.telegram_bot.press import Press
from bot.telegram_bot.proposing import Proposer, Wish, folder_of, propose
from bot.telegram_bot.rendering import messages, without_markup
from bot.telegram_bot.services import Services
from bot.telegram_bot.staff_inbox import cut, group_of, place_of, seen_of
from bot.telegram_bot.team import Team, name_of

OFFERED = 6
"""Entries that a group may belong to, the likest first."""
PER_LANGUAGE = 1
"""Wordings of each language that become phrasings: the one that most people used."""
NEW_ENTRY = "new-entry"
"""In the place of a field, where staff are asked for the answer of an entry that is not there yet."""


async def choose_entry(press: Press) -> str:
    """Offer the entries that a group may belong to."""
    group, folder = await seen_of(press), folder_of(press.services)
    if group is None or folder is None:
        return "outdated"
    team = _team(press)
    entries = [one for one in await _choices(press) if kind_of(one.record) == ENTRY]
    found = await asyncio.to_thread(_offers, group, entries)
    rows: list[Row] = [
        [{"text": short(one.label), "callback_data": pack_staff("attach-to", f"{press.value}:{one.key}")}]
        for one in found
    ]
    back = [team.button("team-button-back", "miss", place_of(press)[0])]
    blocks = [heading(group), team.paragraph("team-attach" if found else "team-attach-none")]
    await press.edit(messages(blocks)[0], Keyboard([*rows, back]))
    return ""


def _offers(group: Group, entries: Sequence[Choice]) -> list[Choice]:
    """First what came nearest to an answer, then what is worded most alike."""
    near = [one for one in entries if one.record[-1] in group.entries]
    alike = likest(entries, [wording.text for wording in group.wordings], OFFERED)
    return list(dict.fromkeys([*near, *alike]))[:OFFERED]


async def attach(press: Press) -> str:
    """Propose the group's wordings as phrasings of an entry: NUMBER.UNTIL:KEY."""
    place, _, key = press.value.partition(":")
    group = await seen_of(replace(press, value=place))
    chosen = next((one for one in await _choices(press) if one.key == key), None)
    folder = folder_of(press.services)
    if group is None or folder is None or chosen is None or kind_of(chosen.record) != ENTRY:
        return "outdated"
    said = _said(press.services, group)
    try:
        changes = await asyncio.to_thread(attached, folder, str(chosen.record[-1]), said)
    except BotError as error:
        await _team(press).tell("team-edit-refused", reason=str(error))
        return ""
    person = press.query.from_user
    by = Proposer(person.id, name_of(person), press.message.message_id, Source.INBOX, questions=tuple(group.numbers))
    await _propose(_team(press), by, changes)
    return ""


async def ask_for_entry(press: Press) -> str:
    """Ask staff for the answer of a new entry; for the question in English too, where nobody asked in English."""
    services, group = press.services, await seen_of(press)
    if group is None or folder_of(services) is None:
        return "outdated"
    team, until = _team(press), place_of(press)[1]
    spoken = any(one.language == FALLBACK for one in _said(services, group))
    asked = team.paragraph("team-entry-answer" if spoken else "team-entry-both", text=cut(group.text))
    texts, now = messages([asked]), services.now()
    said, shown = digest_of(without_markup(texts[-1])), (str(until), *map(str, group.numbers))
    step = Step(team.chat, press.person, said, ("entries",), NEW_ENTRY, FALLBACK, shown, now)
    await services.database.run(lambda connection: edits.ask(connection, step))
    await services.sender.say(team.chat, texts, ForceReply(), topic=team.topic)
    return ""


async def on_new_entry(services: Services, message: Message) -> bool:
    """Propose the entry whose answer somebody of staff (that is seen to) types; False for any other message."""
    replied, person, text = message.reply_to_message, message.from_user, (message.text or "").strip()
    folder = folder_of(services)
    if replied is None or person is None or folder is None or text.startswith("/"):
        return False
    chat, words = message.chat_id, digest_of(replied.text or "")
    step = await services.database.run(lambda connection: edits.find(connection, chat, words))
    if step is None or step.field != NEW_ENTRY:
        return False
    team = Team.answering(services, message)
    until, *numbers = map(int, step.shown)
    group = await group_of(services, numbers, until)
    if group is None:
        await team.tell("team-entry-gone")
        return True
    said = _said(services, group)
    if not any(one.language == FALLBACK for one in said):
        question, _, text = text.partition("\n")
        said, text = [Said(question, FALLBACK), *said], text.strip()
    if not text:
        await team.tell("team-entry-both", text=cut(group.text))
        return True
    try:
        changes = await asyncio.to_thread(entered, folder, said, text)
    except BotError as error:
        await team.tell("team-edit-refused", reason=str(error))
        return True
    by = Proposer(person.id, name_of(person), message.message_id, Source.INBOX, questions=tuple(group.numbers))
    await _propose(team, by, changes)
    await services.database.run(lambda connection: edits.end(connection, step.chat, step.person))
    return True


async def _propose(team: Team, by: Proposer, changes: Sequence[Changed]) -> None:
    await propose(team, by, [Wish(one.file, one.before, one.after) for one in changes])


def _said(services: Services, group: Group) -> list[Said]:
    """What becomes a phrasing: of each language that the bot speaks what most people said."""
    found: list[Said] = []
    for one in group.wordings:
        others = [said for said in found if said.language == one.language]
        if one.language in services.languages and len(others) < PER_LANGUAGE:
            found.append(Said(one.text, one.language))
    return found


async def _choices(press: Press) -> list[Choice]:
    folder = folder_of(press.services)
    return await asyncio.to_thread(choices, folder) if folder else []


def heading(group: Group) -> Paragraph:
    """The question of a group above what can be done with it: cut, so that the rest has room in the same message."""
    return Paragraph((Span(cut(group.text), bold=True),))


def _team(press: Press) -> Team:
    return Team(press.services, press.chat, topic=press.topic)
