"""A command that somebody gave in a private chat, and the ways to answer it."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message

from bot.answers.browsing import leaf
from bot.answers.composer import compose
from bot.answers.conversation import Conversation
from bot.answers.reply import Paragraph
from bot.matching.finding import Finding
from bot.storage import phrases
from bot.telegram_bot import keyboards, paging
from bot.telegram_bot.asking import Asked, ask
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.reminding import remind_button
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services


@dataclass(frozen=True, slots=True)
class Call:
    """A command that somebody gave."""

    services: Services
    message: Message
    argument: str
    language: str
    """In which the person is spoken to."""

    @property
    def chat(self) -> int:
        return self.message.chat_id

    @property
    def person(self) -> int:
        return self.message.from_user.id if self.message.from_user else self.chat

    async def say(self, key: str, **fields: str | int) -> None:
        """One of the bot's own sentences."""
        line = self.services.sentences(self.language).line(key, **fields)
        await self.services.sender.say(self.chat, messages([Paragraph(line)]))

    async def ask(self, key: str) -> None:
        """The answer to one of the questions that the bot itself offers, whatever was spoken of before."""
        text = self.services.sentences(self.language).text(key)
        before = Conversation(language=self.language)
        asked = Asked(self.chat, self.person, text, self.message.message_id, before=before, chosen=True)
        await ask(self.services, asked)

    async def show(self, *findings: Finding) -> None:
        """What is known, composed."""
        services, now = self.services, self.services.now()
        desk = services.desk(self.language)
        pages = paging.pages([block for finding in findings for block in compose(desk, finding).blocks])
        keyboard = None
        if len(pages) > 1:
            kept = paging.dumps(pages)
            services.database.later(lambda connection: phrases.keep(connection, [kept], now))
            keyboard = Keyboard([keyboards.page_row(desk.sentences, phrases.key_of(kept), 0, len(pages))])
        await services.sender.say(self.chat, paging.shown(pages, 0, desk.sentences), keyboard)


async def show_leaf(services: Services, chat: int, language: str, to: str, message: int | None = None) -> bool:
    """Show a page to leaf through, in the place of a message of ours if one is given; False where there is none."""
    page = leaf(services.desk(language), to)
    if page is None:
        return False
    texts, keyboard = messages(page.blocks), keyboards.of_choices(page.choices)
    if page.program:
        keyboard = Keyboard([*keyboard.rows, [await remind_button(services, chat, page.program, language)]])
    there = message is not None and len(texts) == 1
    if not there or not await services.sender.edit(chat, message or 0, texts[0], keyboard):
        await services.sender.say(chat, texts, keyboard)
    return True
