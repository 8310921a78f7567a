"""Speaking to staff: where, in reply to what, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram import Message, User

from bot.answers.reply import Block, Bullets, Line, Paragraph
from bot.answers.sentences import plain
from bot.telegram_bot.group_hearing import thread_of
from bot.telegram_bot.keyboards import Keyboard, Row
from bot.telegram_bot.links import short
from bot.telegram_bot.payloads import pack_staff
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services


@dataclass(frozen=True, slots=True)
class Team:
    """A place where staff are spoken to."""

    services: Services
    chat: int
    reply_to: int | None = None
    topic: int | None = None

    @classmethod
    def answering(cls, services: Services, message: Message) -> Team:
        """In reply to what somebody wrote."""
        return cls(services, message.chat_id, message.message_id, thread_of(message))

    def line(self, key: str, **fields: str | int | Line) -> Line:
        """One of the sentences for staff."""
        return self.services.sentences().line(key, **fields)

    def text(self, key: str, **fields: str | int | Line) -> str:
        """The same as plain text."""
        return self.services.sentences().text(key, **fields)

    def paragraph(self, key: str, **fields: str | int | Line) -> Paragraph:
        """The same as a block."""
        return Paragraph(self.line(key, **fields))

    def button(self, key: str, verb: str, argument: str | int, **fields: str | int) -> dict[str, str]:
        """A button of staff."""
        return {"text": short(self.text(key, **fields)), "callback_data": pack_staff(verb, argument)}

    async def say(self, *blocks: Block, rows: Sequence[Row] = ()) -> list[int]:
        """Say it there; the ids of the messages."""
        keyboard = Keyboard(rows) if rows else None
        return await self.services.sender.say(
            self.chat, messages(blocks), keyboard, reply_to=self.reply_to, topic=self.topic
        )

    async def tell(self, key: str, **fields: str | int | Line) -> None:
        """Say one sentence."""
        await self.say(self.paragraph(key, **fields))

    async def document(self, name: str, content: bytes, caption: str) -> None:
        """Send a file there."""
        await self.services.sender.document(self.chat, name, content, caption, topic=self.topic)


def bullets(texts: Iterable[str]) -> Bullets:
    """Plain texts as a list."""
    return Bullets(tuple(plain(text) for text in texts))


def name_of(person: User | None) -> str:
    """What somebody is called, as their colleagues see it."""
    return (person.full_name if person else "").strip() or "?"
