"""A file of the knowledge that somebody of staff sends back: taken in, told apart, proposed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from telegram import Document, Message
from telegram.constants import ChatType

from bot.editing.label import Unlabelled, like, unlabelled
from bot.knowledge.encoding import MAX_BYTES
from bot.knowledge.files import find
from bot.knowledge.publishing import PublishingError, digest, read_now
from bot.storage import copies
from bot.storage.publications import Source
from bot.telegram_bot.proposing import Proposer, Wish, folder_of, propose
from bot.telegram_bot.services import Services
from bot.telegram_bot.staff import is_staff
from bot.telegram_bot.team import Team, bullets, name_of

_YAML = re.compile(r"(.+?)(?:[ _-]?\(\d+\))?(\.ya?ml)(?:\.txt)?", re.IGNORECASE)
"""As phones and PCs name a file that they have already, or do not know: faq (1).yaml, faq.yaml.txt."""
_NEW = re.compile(r"(?!schemas/)[A-Za-z0-9][\w-]*(/[A-Za-z0-9][\w-]*)*\.ya?ml", re.ASCII)
"""What a file may be called that is not there yet."""
ENDINGS = (".yaml", ".yml")
MEGABYTE = 1024 * 1024


async def on_upload(services: Services, message: Message) -> bool:
    """Propose what a file of staff changes; False for a message that is none."""
    document = message.document
    ours = message.chat.type == ChatType.PRIVATE or message.chat_id == services.staff_chat
    named = _YAML.fullmatch((document.file_name or "") if document else "")
    if document is None or not ours or not is_staff(services, message):
        return False
    if not named:
        return await _refused(services, message, document)
    team, folder = Team.answering(services, message), folder_of(services)
    if folder is None:
        await team.tell("team-not-from-files")
        return True
    data = await _received(team, document)
    if data is None:
        return True
    try:
        upload = await _placed(team, folder, unlabelled(data), f"{named[1]}{named[2]}", message.caption or "")
        wish = await _wish(team, folder, upload) if upload else None
    except PublishingError as error:
        await team.tell("team-not-published", reason=str(error))
        return True
    if wish is not None:
        person = message.from_user
        by = Proposer(person.id if person else 0, name_of(person), message.message_id, Source.UPLOAD)
        await propose(team, by, [wish])
    return True


async def _refused(services: Services, message: Message, document: Document) -> bool:
    """Tell of a file of another kind; in the chat of staff such are for each other."""
    if message.chat.type != ChatType.PRIVATE:
        return False
    await Team.answering(services, message).tell("team-upload-kind", name=document.file_name or "?")
    return True


async def _received(team: Team, document: Document) -> bytes | None:
    """What the file holds; None, with the reason told, where it is too large or does not come whole."""
    size = document.file_size or 0
    if size > MAX_BYTES:
        await team.tell("team-upload-big", size=-(-size // MEGABYTE), most=MAX_BYTES // MEGABYTE)
        return None
    data = await team.services.sender.fetch(document.file_id, MAX_BYTES)
    if data is None or (size and len(data) != size):
        await team.tell("team-upload-cut", size=size, found=len(data or b""))
        return None
    return data


@dataclass(frozen=True, slots=True)
class _Upload:
    """A file that is known by its place."""

    file: str
    data: bytes
    base: str


async def _placed(team: Team, folder: Path, sent: Unlabelled, name: str, caption: str) -> _Upload | None:
    """Which file it is: by its label, by its caption, by its name; None, with the choice told, for one of several."""
    if sent.file.lower().endswith(ENDINGS) and (_NEW.fullmatch(sent.file) or (folder / sent.file).is_file()):
        return _Upload(sent.file, sent.data, sent.base)
    told = caption.strip().lstrip("/")
    names = [path.relative_to(folder).as_posix() for path in find(folder).paths()]
    if told.lower().endswith(ENDINGS) and " " not in told:
        place = PurePosixPath(told).as_posix()
        if place in names or _NEW.fullmatch(place):
            return _Upload(place, sent.data, "")
        await team.tell("team-upload-name", file=told)
        return None
    known = [one for one in names if Path(one).name.casefold() == name.casefold()]
    if len(known) > 1:
        await team.say(team.paragraph("team-upload-which"), bullets(known))
        return None
    if not known and not _NEW.fullmatch(name):
        await team.tell("team-upload-name", file=name)
        return None
    return _Upload(known[0] if known else name, sent.data, "")


async def _wish(team: Team, folder: Path, upload: _Upload) -> Wish | None:
    """The file with its line ends as they were, and what it began from."""
    services, now = team.services, read_now(folder, upload.file)
    base = now
    if not upload.base and now is not None and now != like(upload.data, now):
        await team.tell("team-no-label", file=upload.file)
    if upload.base and (now is None or digest(now) != upload.base):
        base = await services.database.run(lambda connection: copies.find(connection, upload.base))
        if base is None:
            await team.tell("team-old-copy", file=upload.file)
            base = now
    return Wish(upload.file, base, like(upload.data, base))
