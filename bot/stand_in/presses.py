"""Buttons that people press, and what the bot answers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stand_in.errors import Json
from bot.stand_in.message import Message

if TYPE_CHECKING:
    from bot.stand_in.accounts import BotAccount
    from bot.stand_in.people import Person

ANSWERABLE = 150
"""Seconds after which Telegram calls a callback query too old."""


class Press:
    """A callback query on its way."""

    def __init__(self, person: Person, data: str, query_id: str) -> None:
        self.person = person
        self.data = data
        self.id = query_id
        self.expires = person.world.clock.now() + ANSWERABLE
        self.shown: Json | None = None

    async def answer(self, timeout: float = 2.0) -> Json:
        """What answerCallbackQuery said: text, show_alert, url, cache_time."""
        found = await self.person.world.bell.until(
            lambda: self.shown, timeout, lambda: f"nobody answered the press on {self.data!r}"
        )
        assert found is not None
        return found


def press(person: Person, message: Message, data: str, *, inaccessible: bool = False) -> Press:
    """Queues the callback_query. A deleted message comes as inaccessible, with date 0."""
    world = person.world
    pressed = Press(person, data, str(4_000_000_000_000_000 + world.number()))
    query: Json = {"id": pressed.id, "from": person.user, "chat_instance": str(message.chat.id * 7), "data": data}
    inline_id = message.get("inline_message_id")
    if inline_id:
        query["inline_message_id"] = inline_id
    elif inaccessible or message.deleted:
        query["message"] = {"chat": message.chat.card, "message_id": message.id, "date": 0}
    else:
        query["message"] = message.snapshot()
    bot = _owner(message, person)
    bot.presses[pressed.id] = pressed
    bot.tell("callback_query", query, person.id)
    return pressed


def _owner(message: Message, person: Person) -> BotAccount:
    number = message.get("via_bot", {}).get("id", message.author.id)
    return next((bot for bot in person.world.accounts.values() if bot.id == number), person.world.main)
