"""One version of the knowledge, with what a chat asks of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.answers.composing.page import Desk
from bot.answers.conversation import Conversation
from bot.answers.reply import Question, Reply
from bot.answers.sentences import Sentences
from bot.matching.compiling import FALLBACK
from bot.preview.chat import NOTHING, Below
from bot.runtime import Service
from bot.telegram_bot import paging
from bot.telegram_bot.keyboards import of_reply
from bot.telegram_bot.offering import Offers


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot says to a question, as it would be sent."""

    reply: Reply
    after: Conversation
    texts: tuple[str, ...]
    below: Below

    @property
    def looks(self) -> tuple[object, ...]:
        """Equal for two answers in which nobody sees a difference."""
        rows = self.below.keyboard.rows
        return self.texts, self.below.pages, [[(button["text"], button.get("url")) for button in row] for row in rows]


@dataclass(frozen=True, slots=True)
class Served:
    """The bot as one version of the files makes it; whoever holds one goes on with it to the end."""

    service: Service
    offers: Offers
    name: str
    """Of the version."""

    @classmethod
    def of(cls, service: Service, name: str) -> Served:
        """That version, with nothing looked up yet."""
        return cls(service, Offers(service.assistant), name)

    def answer(self, question: Question, before: Conversation, number: int) -> Answer:
        """The answer to the question with a number, in the conversation that it stands in."""
        reply, after = self.service.assistant.answer(question, before)
        pages = paging.pages(reply.body)
        under = self.offers.under(reply, question.today, number, str(number) if len(pages) > 1 else "")
        sentences = self.sentences(reply.language)
        texts = tuple(paging.shown(pages, 0, sentences))
        keyboard = of_reply(reply, sentences, under) or NOTHING
        return Answer(reply, after, texts, Below(keyboard, pages if len(pages) > 1 else (), reply.suggestions))

    def sentences(self, language: str) -> Sentences:
        """The bot's own sentences in a language."""
        return self.service.assistant.sentences(language)

    def desk(self, today: dt.date, language: str) -> Desk:
        """The tools to compose a page with, in a language."""
        return self.service.assistant.desk(today, language)

    def language(self, *codes: str | None) -> str:
        """The first of some codes that is a language of ours, be it by a longer code (pt-br); else English."""
        known = (self.service.assistant.repertoire.nearest(code) for code in codes)
        return next(filter(None, known), FALLBACK)
