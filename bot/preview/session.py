"""What one page remembers: its chat, its conversation, and the question that is asked again when files are saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from bot.answers.conversation import Conversation
from bot.answers.reply import Question, Reply
from bot.contract import clean
from bot.preview.chat import Below, Chat, Message, ShownMessage, shown, told
from bot.preview.runs import marked
from bot.preview.served import Answer, Served
from bot.telegram_bot.keyboards import of_offers
from bot.telegram_bot.rendering import messages

LONGEST = 4096
"""Letters of a question that are read; Telegram sends no more."""


@dataclass(frozen=True, slots=True)
class Setting:
    """As whom, and when, the person asks."""

    client: str = ""
    """The language of Telegram's interface; empty where it tells none."""
    chosen: str = ""
    """The language that was set by /language; empty for that of the question."""
    today: dt.date | None = None
    """The day on which the person pretends to ask; None for the real one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that was asked last, so that it can be asked again."""

    text: str
    before: Conversation
    number: int
    """Of the person's message."""
    answer: Answer
    said: tuple[Message, ...]
    """Our messages, as they were when they were sent."""
    state: str
    """By which version of the files, and on which day."""
    chosen: str
    """The language that was set then: who sets another one does not change what was said before."""


Side = tuple[ShownMessage, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """The same question, asked twice."""

    question: str
    old_state: str
    new_state: str
    old: Side = ()
    new: Side = ()
    """Nothing in both where the answer is the same."""


@dataclass(slots=True)
class Session:
    """One chat with the bot. What changes the chat is a method here, or in ``commands`` and ``pressing``."""

    setting: Setting = field(default_factory=Setting)
    chat: Chat = field(default_factory=Chat)
    conversation: Conversation = field(default_factory=Conversation)
    asked: Asked | None = None
    change: Change | None = None
    notice: str = ""
    """What Telegram would show above the chat for a moment."""

    @property
    def reply(self) -> Reply | None:
        """The answer to the question that was asked last."""
        return self.asked.answer.reply if self.asked else None

    def today(self, served: Served) -> dt.date:
        """The day of the question."""
        return self.setting.today or served.service.today()

    def language(self, served: Served) -> str:
        """In which the person is spoken to where no question tells it."""
        return served.language(self.setting.chosen, self.conversation.language, self.setting.client)

    def greet(self, served: Served) -> None:
        """The greeting, with questions to begin with; what was spoken of before is forgotten."""
        language = self.language(served)
        reply = served.service.assistant.greeting(language)
        self.conversation, self.asked, self.change = Conversation(), None, None
        below = Below(of_offers(reply.suggestions), offers=reply.suggestions)
        self.chat.say(messages(reply.blocks[:1]), language, below)

    def ask(self, served: Served, text: str, before: Conversation | None = None) -> None:
        """Answer a question, in the conversation or in another one."""
        text = clean(text[:LONGEST])
        chosen, begun = self.setting.chosen, before or self.conversation
        question = self._question(served, text, chosen)
        typed = self.chat.typed(text, served.service.assistant.heard(question, begun)[0])
        answer = served.answer(question, begun, typed.number)
        self._said(Asked(text, begun, typed.number, answer, self._send(answer), self._state(served), chosen))
        self.change = None

    def set(self, served: Served, setting: Setting) -> None:
        """Ask as somebody else, or on another day: what was asked last is asked again."""
        self.setting = setting
        self.renew(served)

    def renew(self, served: Served) -> None:
        """Ask again what was asked last, put the new answer in the place of the old one, and keep both to be seen."""
        asked = self.asked
        if asked is None:
            return
        answer = served.answer(self._question(served, asked.text, asked.chosen), asked.before, asked.number)
        state, said = self._state(served), asked.said
        if answer.looks != asked.answer.looks:
            said = self._replaced(said, answer)
            self.change = Change(asked.text, asked.state, state, *_compared(asked.said, said))
        elif state != asked.state:
            self.change = Change(asked.text, asked.state, state)
        self._said(replace(asked, answer=answer, said=said, state=state))

    def _said(self, asked: Asked) -> None:
        """Remember an answer that has been given."""
        self.asked, self.conversation = asked, asked.answer.after

    def _send(self, answer: Answer) -> tuple[Message, ...]:
        return self.chat.say(answer.texts, answer.reply.language, answer.below)

    def _replaced(self, said: tuple[Message, ...], answer: Answer) -> tuple[Message, ...]:
        """The new messages in the places of the old ones; at the end of the chat where there are more or fewer."""
        if len(said) != len(answer.texts):
            self.chat.drop(said)
            return self._send(answer)
        return tuple(map(self.chat.put, told(said[0].number, answer.texts, answer.reply.language, answer.below)))

    def _question(self, served: Served, text: str, chosen: str) -> Question:
        return Question(text, self.today(served), chosen or None, self.setting.client or None)

    def _state(self, served: Served) -> str:
        return f"version {served.name}, on {self.today(served)}"


def _compared(old: Sequence[Message], new: Sequence[Message]) -> tuple[Side, Side]:
    """Both answers, with the words marked that only one of them has."""
    before, after = list[ShownMessage](), list[ShownMessage]()
    for one, other in zip_longest(map(shown, old), map(shown, new)):
        ours, theirs = marked(one.runs if one else (), other.runs if other else ())
        before += [replace(one, runs=ours)] if one else []
        after += [replace(other, runs=theirs)] if other else []
    return tuple(before), tuple(after)
