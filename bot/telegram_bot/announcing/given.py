"""What somebody of staff sends for an announcement: formatted text, a picture, a file; or why it cannot be one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import Message

from bot.announcements.announcement import Announcement, Attached, Media
from bot.answers.dates import language_name
from bot.telegram_bot.announcing.formatting import html_of
from bot.telegram_bot.announcing.rendering import letters
from bot.telegram_bot.announcing.timing import ENGLISH, Wrong


@dataclass(frozen=True, slots=True)
class Given:
    """What can be sent on."""

    text: str = ""
    """In Telegram's HTML."""
    media: Media | None = None

    def added(self, draft: Announcement, language: str) -> Announcement:
        """A draft with it; what was not given stays as it was."""
        found = draft.saying(language, self.text) if self.text else draft
        return replace(found, media=self.media) if self.media else found


def given(message: Message, begin: int = 0) -> Given | Wrong:
    """What a message holds, without its first ``begin`` letters, where these are a command."""
    if message.media_group_id is not None:
        return Wrong("team-announce-album")
    if message.text:
        return Given(html_of(message.text, message.entities, begin))
    text = html_of(message.caption or "", message.caption_entities, begin)
    if message.photo:
        return Given(text, Media(Attached.PHOTO, message.photo[-1].file_id))
    if message.document and not message.animation:  # Telegram sends a moving picture as both
        name = message.document.file_name or ""
        return Given(text, Media(Attached.DOCUMENT, message.document.file_id, name))
    return Wrong("team-announce-kinds")


def unfit(draft: Announcement, language: str) -> Wrong | None:
    """Why a draft cannot be as it would become: a text alone is longer than Telegram takes it.

    First that in the language that was given, then any other: below a picture there is less room.
    """
    for code in sorted(draft.texts, key=lambda code: code != language):
        length = letters(draft.texts[code])
        if length > draft.room:
            key = "team-announce-long-below" if draft.media else "team-announce-long"
            told: dict[str, str | int] = {
                "language": language_name(code, ENGLISH),
                "letters": length,
                "room": draft.room,
            }
            return Wrong(key, {**told, "over": length - draft.room})
    return None
