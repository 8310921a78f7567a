"""What the chats of each language get."""

from __future__ import annotations

from bot.announcements.announcement import Announcement, Rendering
from bot.telegram_bot.services import Services


def renderings(services: Services, draft: Announcement, number: int) -> dict[str, Rendering]:
    """One for each language of the bot."""
    texts = {code: draft.texts.get(code) or draft.texts["en"] for code in services.languages}
    return {code: Rendering(text, draft.media, silent=draft.silent) for code, text in texts.items()}


def withdrawn(services: Services, draft: Announcement) -> dict[str, Rendering]:
    """What stands in its place where it is recalled and cannot be deleted any more."""
    return {code: Rendering("Withdrawn.", draft.media) for code in services.languages}
