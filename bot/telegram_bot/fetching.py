"""``/knowledge``: the files, to be edited and sent back."""

from __future__ import annotations

import asyncio
import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from telegram import Message

from bot.editing.label import labelled
from bot.knowledge.files import find
from bot.knowledge.nearest import hint
from bot.knowledge.publishing import read_now
from bot.telegram_bot.payloads import pack_staff
from bot.telegram_bot.press import Press
from bot.telegram_bot.proposing import folder_of, keep_copies, send_copy
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team

ALL = "all"
PER_ROW = 2
MOST = 60
"""Buttons under one message."""


async def knowledge(services: Services, message: Message) -> None:
    """Send the file that is named; without a name, or for one that fits several, let people choose."""
    team, folder = Team.answering(services, message), folder_of(services)
    if folder is None:
        await team.tell("team-not-from-files")
        return
    _, *rest = (message.text or "").split(maxsplit=1)
    wanted = rest[0].strip() if rest else ""
    files = _files(folder)
    fitting = [one for one in files if wanted.casefold() in one.casefold()]
    exact = [one for one in files if wanted.casefold() in (one.casefold(), Path(one).stem.casefold())]
    if wanted and len(exact or fitting) == 1:
        await _send(team, folder, (exact or fitting)[0])
    elif not fitting:
        await team.tell("team-knowledge-none", name=wanted, hint=hint(wanted, [Path(one).stem for one in files]))
    else:
        shown = fitting if wanted else [one for one in files if not one.startswith("languages/")]
        folders = [] if wanted else sorted({one.split("/")[1] for one in files if one.count("/") > 1 and "lang" in one})
        await _choose(team, shown, folders)


async def _choose(team: Team, files: Sequence[str], languages: Sequence[str]) -> None:
    buttons = [{"text": one, "callback_data": pack_staff("file", _key(one))} for one in files[:MOST]]
    buttons += [
        {"text": f"languages/{code}", "callback_data": pack_staff("files", _key(f"languages/{code}/"))}
        for code in languages
    ]
    rows = [buttons[at : at + PER_ROW] for at in range(0, len(buttons), PER_ROW)]
    await team.say(team.paragraph("team-knowledge"), rows=[*rows, [team.button("team-button-all", "files", ALL)]])


async def file_press(press: Press) -> str:
    """Send the file of a button."""
    folder = folder_of(press.services)
    found = [one for one in _files(folder) if _key(one) == press.value] if folder else []
    if folder is None or not found:
        return "outdated"
    await _send(_team(press), folder, found[0])
    return ""


async def files_press(press: Press) -> str:
    """All files as one archive, or those of a language to choose from."""
    folder = folder_of(press.services)
    if folder is None:
        return "outdated"
    files = _files(folder)
    if press.value == ALL:
        name = f"knowledge-{press.services.live.version.name if press.services.live else ''}.zip"
        found = await asyncio.to_thread(_read, folder, files)
        await keep_copies(_team(press), list(found.values()))
        content = await asyncio.to_thread(_archive, found)
        await _team(press).document(name, content, press.services.sentences().text("team-archive"))
        return ""
    places = {f"{one.rsplit('/', 1)[0]}/" for one in files if "/" in one}
    chosen = [place for place in places if _key(place) == press.value]
    if not chosen:
        return "outdated"
    await _choose(_team(press), [one for one in files if one.startswith(chosen[0])], ())
    return ""


async def _send(team: Team, folder: Path, file: str) -> None:
    data = read_now(folder, file)
    if data is None:
        await team.tell("team-knowledge-none", name=file, hint="")
    else:
        await send_copy(team, file, data)


def _files(folder: Path) -> list[str]:
    """The YAML files, as they are named inside the folder; those of facts first."""
    names = [path.relative_to(folder).as_posix() for path in find(folder).paths()]
    return [name for name in names if name.lower().endswith((".yaml", ".yml"))]


def _read(folder: Path, files: Sequence[str]) -> dict[str, bytes]:
    return {file: data for file in files if (data := read_now(folder, file)) is not None}


def _archive(found: Mapping[str, bytes]) -> bytes:
    """Each with its label, so that it may be sent back from there as well."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in found.items():
            archive.writestr(file, labelled(data, file))
    return buffer.getvalue()


def _key(name: str) -> str:
    """What a button can carry in place of a path of any length."""
    return hashlib.blake2b(name.encode(), digest_size=8).hexdigest()


def _team(press: Press) -> Team:
    return Team(press.services, press.chat, topic=press.topic)
