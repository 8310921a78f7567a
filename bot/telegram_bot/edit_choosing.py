"""``/edit``: choose with buttons what to change: the record, the field, the language."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from telegram import Message

from bot.answers.dates import own_name
from bot.answers.reply import Block
from bot.editing.amendments import ENTRY, WAYS, Field, fields_of, kind_of, present
from bot.editing.choices import Choice, choices, fitting
from bot.errors import BotError
from bot.matching.compiling import FALLBACK
from bot.telegram_bot.edit_typing import ask, drop, label_of, phrase_key
from bot.telegram_bot.keyboards import Button, Keyboard, Row
from bot.telegram_bot.links import short
from bot.telegram_bot.payloads import pack_staff
from bot.telegram_bot.press import Press
from bot.telegram_bot.proposing import folder_of
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team

PER_PAGE = 8
"""Records under one message."""
PER_ROW = 2
ENTRIES, EDITIONS, WINDOWS = "entries", "editions", "windows"
_NEEDS_WINDOW = (Field.OPENS, Field.CLOSES, Field.LINK)


async def edit(services: Services, message: Message) -> None:
    """Ask what to change; with words or an id behind the command, go straight there."""
    team, folder = Team.answering(services, message), folder_of(services)
    if folder is None:
        await team.tell("team-not-from-files")
        return
    _, *rest = (message.text or "").split(maxsplit=1)
    if not rest:
        await team.say(team.paragraph("team-edit"), rows=_kinds(team))
        return
    found = fitting(await asyncio.to_thread(choices, folder), rest[0])
    if not found:
        await team.tell("team-edit-none", name=rest[0].strip())
    elif len(found) == 1:
        blocks, rows = await _fields(team, found[0])
        await team.say(*blocks, rows=rows)
    else:
        more = [team.paragraph("team-edit-more", count=len(found) - PER_PAGE)] if len(found) > PER_PAGE else []
        await team.say(team.paragraph("team-edit-which"), *more, rows=_records(found[:PER_PAGE]))


async def list_press(press: Press) -> str:
    """The records of one kind, a page at a time: entries:2."""
    kind, _, typed = press.value.partition(":")
    number = int(typed) if typed.isdecimal() and len(typed) < 5 else 0
    team, shown = _team(press), _of_kind(await _offered(press), kind)
    page = shown[number * PER_PAGE : (number + 1) * PER_PAGE]
    if not page:
        await _replace(press, [team.paragraph("team-edit")], _kinds(team))
        return ""
    ways = [team.button("team-button-kinds", "edit-list", "")]
    if number:
        ways.insert(0, team.button("team-button-before", "edit-list", f"{kind}:{number - 1}"))
    if len(shown) > (number + 1) * PER_PAGE:
        ways.append(team.button("team-button-after", "edit-list", f"{kind}:{number + 1}"))
    await _replace(press, [team.paragraph("team-edit-which")], [*_records(page), ways])
    return ""


async def one_press(press: Press) -> str:
    """What may be changed in a record."""
    found = await _chosen(press, press.value)
    if found is None:
        return "outdated"
    blocks, rows = await _fields(_team(press), found)
    await _replace(press, blocks, rows)
    return ""


async def field_press(press: Press) -> str:
    """Ask for the language where a field has one per language, else at once for the new value."""
    key, _, name = press.value.partition(":")
    found, field = await _chosen(press, key), _field(name)
    if found is None or field not in fields_of(found.record):
        return "outdated"
    if not WAYS[field].spoken:
        return await ask(_team(press), press.person, found.record, field, FALLBACK)
    await _languages(press, found, "edit-ask", field)
    return ""


async def ask_press(press: Press) -> str:
    """Show what stands there in a language, and ask for what shall stand there."""
    key, name, language = [*press.value.split(":"), "", ""][:3]
    found, field = await _chosen(press, key), _field(name)
    if found is None or field not in fields_of(found.record) or language not in press.services.languages:
        return "outdated"
    return await ask(_team(press), press.person, found.record, field, language)


async def drop_press(press: Press) -> str:
    """Propose to take a field away; of phrasings, ask first in which language."""
    key, _, name = press.value.partition(":")
    found, field = await _chosen(press, key), _field(name)
    if found is None or field not in fields_of(found.record):
        return "outdated"
    if field is Field.PHRASING:
        await _languages(press, found, "edit-less", field)
        return ""
    return await drop(press, found.record, field)


async def less_press(press: Press) -> str:
    """Let one of the phrasings in a language be chosen, and propose to take it away: KEY:phrasing:es:PHRASE."""
    key, _, language, phrase = [*press.value.split(":"), "", "", ""][:4]
    found, folder = await _chosen(press, key), folder_of(press.services)
    if found is None or folder is None or kind_of(found.record) != ENTRY or language not in press.services.languages:
        return "outdated"
    try:
        there = await asyncio.to_thread(present, folder, found.record, Field.PHRASING, language)
    except BotError:
        return "outdated"
    team = _team(press)
    if phrase:
        gone = next((one for one in there if phrase_key(one) == phrase), None)
        if gone is None:
            return "outdated"
        return await drop(press, found.record, Field.PHRASING, language, gone)
    rows = [[_button(one, "edit-less", f"{key}:p:{language}:{phrase_key(one)}")] for one in there]
    await _replace(press, [team.paragraph("team-edit-less" if there else "team-edit-no-phrasings")], rows)
    return ""


def _kinds(team: Team) -> list[Row]:
    names = {ENTRIES: "team-button-entries", EDITIONS: "team-button-editions", WINDOWS: "team-button-windows"}
    return [[team.button(key, "edit-list", f"{kind}:0")] for kind, key in names.items()]


def _of_kind(offered: Sequence[Choice], kind: str) -> list[Choice]:
    """Those of one kind; of windows first the records that have one."""
    if kind == ENTRIES:
        return [one for one in offered if kind_of(one.record) == ENTRY]
    if kind == EDITIONS:
        return [one for one in offered if "editions" in one.record]
    if kind == WINDOWS:
        return sorted((one for one in offered if kind_of(one.record) != ENTRY), key=lambda one: not one.window)
    return []


def _records(found: Sequence[Choice]) -> list[Row]:
    return [[_button(one.label, "edit-one", one.key)] for one in found]


async def _fields(team: Team, found: Choice) -> tuple[list[Block], list[Row]]:
    """The record with its ids, and a button for each field that it can have now."""
    path = "/".join(map(str, found.record))
    blocks: list[Block] = [team.paragraph("team-edit-field", name=found.label, path=path)]
    shown = [field for field in fields_of(found.record) if found.window or field not in _NEEDS_WINDOW]
    buttons = [_button(label_of(team, field), "edit-field", f"{found.key}:{field}") for field in shown]
    gone = [field for field in shown if field is Field.PHRASING or WAYS[field].removed]
    buttons += [
        team.button("team-button-remove", "edit-drop", f"{found.key}:{field}", name=label_of(team, field))
        for field in gone
        if found.window or field is not Field.WINDOW
    ]
    return blocks, [buttons[at : at + PER_ROW] for at in range(0, len(buttons), PER_ROW)]


async def _languages(press: Press, found: Choice, verb: str, field: Field) -> None:
    team, codes = _team(press), sorted(press.services.languages, key=lambda code: code != FALLBACK)
    buttons = [_button(own_name(code), verb, f"{found.key}:{field}:{code}") for code in codes]
    rows = [buttons[at : at + PER_ROW] for at in range(0, len(buttons), PER_ROW)]
    await _replace(press, [team.paragraph("team-edit-language", name=found.label)], rows)


async def _offered(press: Press) -> list[Choice]:
    folder = folder_of(press.services)
    return await asyncio.to_thread(choices, folder) if folder else []


async def _chosen(press: Press, key: str) -> Choice | None:
    return next((one for one in await _offered(press) if one.key == key), None)


def _field(name: str) -> Field | None:
    return Field(name) if name in set(Field) else None


def _button(label: str, verb: str, argument: str) -> Button:
    return {"text": short(label), "callback_data": pack_staff(verb, argument)}


async def _replace(press: Press, blocks: Sequence[Block], rows: Sequence[Row]) -> None:
    """The next step stands in the place of the one before."""
    await press.edit(messages(blocks)[0], Keyboard(rows))


def _team(press: Press) -> Team:
    return Team(press.services, press.chat, topic=press.topic)
