"""An announcement that is written down in the knowledge, as a draft like any other."""

from __future__ import annotations

from collections.abc import Iterable

from bot.announcements.announcement import Announcement, Audience, LinkButton, Reaches
from bot.answers.announcing import audience, due, texts
from bot.answers.reply import Block
from bot.knowledge.model import Announcement as Filed
from bot.telegram_bot.rendering import messages


def drafted(filed: Filed, zone: str) -> Announcement:
    """The draft; ``zone`` is the organiser's."""
    return Announcement(
        texts={code: _html(blocks) for code, blocks in texts(filed).items()},
        links=tuple(LinkButton(link.url, dict(link.label)) for link in filed.links),
        asks=filed.ask,
        about=filed.about or "",
        audience=Audience(audience(filed), tuple(Reaches(kind.value) for kind in filed.kinds)),
        silent=filed.silent,
        pins=filed.pin,
        due=due(filed, zone),
        zone=filed.zone or zone,
    )


def _html(blocks: Iterable[Block]) -> str:
    return "\n\n".join(messages(blocks))
