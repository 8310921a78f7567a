"""Inline queries: asking, the cache that serves everybody, choosing a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.stand_in.errors import Json
from bot.stand_in.message import Message

if TYPE_CHECKING:
    from bot.stand_in.accounts import BotAccount
    from bot.stand_in.chats import Chat
    from bot.stand_in.people import Person

ANSWERABLE = 30
"""Seconds after which an inline query is too old."""

ALL = 0
"""The user of a cached answer that is not personal: everybody."""


@dataclass(slots=True)
class CachedAnswer:
    """What answerInlineQuery said, and how long Telegram repeats it by itself."""

    answer: Json
    expires: float


class InlineAsk:
    """A person waits for results in the input field."""

    def __init__(self, person: Person, bot: BotAccount, query: str, offset: str) -> None:
        self.person = person
        self.bot = bot
        self.query = query
        self.offset = offset
        self.id = str(8_000_000_000_000_000 + person.world.number())
        self.expires = person.world.clock.now() + ANSWERABLE
        self.answer: Json | None = None
        self.cached = False

    def send(self) -> InlineAsk:
        """Takes the cached answer, the personal one first; else asks the bot."""
        now = self.person.world.clock.now()
        for user in (self.person.id, ALL):
            found = self.bot.inline_cache.get((self.query, self.offset, user))
            if found is not None and found.expires > now:
                self.answer, self.cached = found.answer, True
                return self
        if self.bot.profile["supports_inline_queries"]:
            self.bot.inline_asks[self.id] = self
            query = {"id": self.id, "from": self.person.user, "query": self.query, "offset": self.offset}
            self.bot.tell("inline_query", query, self.person.id)
        return self

    def answered(self, answer: Json) -> None:
        """The bot answers; Telegram keeps it, for everybody unless it is personal."""
        self.answer = answer
        if answer["cache_time"] > 0:
            user = self.person.id if answer["is_personal"] else ALL
            expires = self.person.world.clock.now() + answer["cache_time"]
            self.bot.inline_cache[self.query, self.offset, user] = CachedAnswer(answer, expires)

    async def results(self, timeout: float = 2.0) -> list[Json]:
        """The results, from the bot or from the cache; `answer` has the rest (button, next_offset)."""
        found = await self.person.world.bell.until(
            lambda: self.answer, timeout, lambda: f"nobody answered the inline query {self.query!r}"
        )
        assert found is not None
        return list(found["results"])

    def chooses(self, result_id: str, chat: Chat | None = None) -> Message:
        """Sends a result into a chat in the bot's name, and tells the bot when it has feedback switched on.

        Only a result with buttons has an inline_message_id, by which the bot may edit it.
        """
        assert self.answer is not None, "there are no results yet"
        result = next(result for result in self.answer["results"] if result["id"] == result_id)
        content = dict(result.get("message") or {"text": result.get("title", result_id)})
        chat = chat or self.person.chat
        sender = {"from": self.person.user, "via_bot": self.bot.user}
        message = chat.add(self.person, {**sender, **content})
        chosen: Json = {"result_id": result_id, "from": self.person.user, "query": self.query}
        if result.get("reply_markup"):
            number = f"inline-{self.person.world.number()}"
            chosen["inline_message_id"] = message["inline_message_id"] = number
            message["reply_markup"] = result["reply_markup"]
            self.bot.inline_messages[number] = message
        if self.bot.inline_feedback:
            self.bot.tell("chosen_inline_result", chosen, self.person.id)
        return message
