"""An answer to an edited question: in the place of the one that the question got before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.telegram_bot.keyboards import Buttons
from bot.telegram_bot.sending import Sender


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes."""

    chat: int
    reply_to: int | None = None
    topic: int | None = None


async def say_instead(
    sender: Sender,
    place: Place,
    ours: Sequence[int],
    texts: Sequence[str],
    keyboard: Buttons | None = None,
) -> list[int]:
    """Put the texts in the place of earlier messages of ours; where that cannot be, take those back and send anew."""
    if len(ours) == len(texts) == 1 and await sender.edit(place.chat, ours[0], texts[0], keyboard):
        return list(ours)
    for old in ours:
        await sender.delete(place.chat, old)
    return await sender.say(place.chat, texts, keyboard, reply_to=place.reply_to, topic=place.topic)
