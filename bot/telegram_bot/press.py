"""A button that somebody pressed, with what every button needs."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import CallbackQuery, Message

from bot.answers.reply import Block, Paragraph
from bot.telegram_bot.group_hearing import thread_of
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.payloads import Does
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services


@dataclass(frozen=True, slots=True)
class Press:
    """A button that somebody pressed."""

    services: Services
    query: CallbackQuery
    value: str
    message: Message
    """Ours, the one with the button."""
    language: str
    """In which the person is spoken to."""

    @property
    def chat(self) -> int:
        return self.message.chat_id

    @property
    def person(self) -> int:
        return self.query.from_user.id

    @property
    def topic(self) -> int | None:
        """The topic of a forum in which the button stands, as it has to be named to write there."""
        return thread_of(self.message)

    @property
    def number(self) -> int:
        """The question that the button is about; 0 where the payload was made up."""
        return int(self.value) if self.value.isdecimal() and len(self.value) < 18 else 0

    async def say(self, key: str, *more: Block) -> None:
        line = self.services.sentences(self.language).line(key)
        await self.services.sender.say(self.chat, messages([Paragraph(line), *more]), topic=self.topic)

    @property
    def text(self) -> str:
        """What stands there, as HTML; empty for a file."""
        return self.message.text_html if self.message.text else ""

    @property
    def keyboard(self) -> Keyboard:
        """The buttons that stand there."""
        return Keyboard.read(self.message.reply_markup)

    async def edit(self, text: str, keyboard: Keyboard) -> None:
        """Put a text in the place of the one with the button; below it, where that is not possible."""
        sender = self.services.sender
        if not await sender.edit(self.chat, self.message.message_id, text, keyboard):
            await sender.say(self.chat, [text], keyboard, topic=self.topic)

    async def close(self, *does: Does) -> None:
        """Take the buttons away that have served: those that do this, or all."""
        left = self.keyboard.without(*does) if does else None
        await self.services.sender.buttons(self.chat, self.message.message_id, left)
