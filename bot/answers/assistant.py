"""The one door: a question and a conversation go in, a reply and the conversation come out.

A message is understood in its own language and answered in the one that the person set, else in its own. A language is
brought in when it is first needed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers.carrying import carried
from bot.answers.composing.page import Desk
from bot.answers.conversation import Conversation
from bot.answers.ear import Progress
from bot.answers.repertoire import Repertoire
from bot.answers.reply import Question, Reply
from bot.answers.sentences import Sentences
from bot.answers.tongue import Tongue
from bot.errors import OutdatedError
from bot.knowledge.knowledge import Knowledge
from bot.matching.catalogue import Catalogue
from bot.matching.compiling import FALLBACK
from bot.matching.frame import Frame
from bot.matching.understood import Understood

KEPT = 12
"""Languages that stay at hand; one that has not been used for longest is read anew when it is needed."""


class Assistant:
    """Answers questions from one knowledge in all its languages; holds no state but the languages brought in."""

    def __init__(self, repertoire: Repertoire, bring: Callable[[str], Tongue], kept: int = KEPT) -> None:
        self.repertoire = repertoire
        self._bring, self._kept = bring, kept
        self._tongues: dict[str, Tongue] = {}

    @classmethod
    def build(cls, knowledge: Knowledge, *, progress: Progress | None = None) -> Assistant:
        """Over knowledge that has been read: each of its languages is built when it is needed, and stays."""
        repertoire = Repertoire.of(knowledge)
        assistant = cls(repertoire, lambda code: Tongue(knowledge, code, progress), len(repertoire.languages))
        assistant.tongue(FALLBACK)
        return assistant

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are understood and spoken."""
        return self.repertoire.languages

    @property
    def catalogue(self) -> Catalogue:
        """The facts by id, as English names them."""
        return self.tongue(FALLBACK).catalogue

    def tongue(self, language: str) -> Tongue:
        """One language; English where there is no such language, or where its files are another version by now."""
        code = language if language in self.languages else FALLBACK
        try:
            found = self._tongues.pop(code, None) or self._bring(code)
        except OutdatedError:
            if FALLBACK not in self._tongues:
                raise
            return self._tongues[FALLBACK]
        self._tongues[code] = found  # the last used stand last
        for unused in list(self._tongues)[: -self._kept]:
            if unused != FALLBACK:
                del self._tongues[unused]
        return found

    @property
    def brought(self) -> tuple[str, ...]:
        """The languages that are at hand now."""
        return tuple(self._tongues)

    def spoken(self, question: Question, conversation: Conversation = Conversation()) -> str:  # noqa: B008
        """The language in which a question is answered."""
        return self._known(question.language) or self.heard(question, conversation)[0]

    def answer(self, question: Question, conversation: Conversation = Conversation()) -> tuple[Reply, Conversation]:  # noqa: B008
        """The reply to one message, and what the conversation remembers of it."""
        offered, number = conversation.offered, _number(question.text) if conversation.offered else None
        if number is not None:
            spoken = self.tongue(self._known(question.language) or conversation.language or FALLBACK)
            if not 1 <= number <= len(offered):
                return spoken.ask_again(offered), conversation
            return self._reply(offered[number - 1], conversation.language or FALLBACK, spoken, question, conversation)
        heard, foreign = self.heard(question, conversation)
        spoken = self.tongue(self._known(question.language) or heard)
        if foreign:
            reply = self.tongue(FALLBACK).cannot_read(foreign, self.languages, question.today)
            return reply, conversation
        chatter = self.tongue(heard).chatter(question.text)
        if chatter:
            return spoken.greet(chatter), Conversation(conversation.frame, offered, spoken.language)
        return self._reply(question.text, heard, spoken, question, Conversation(conversation.frame))

    def _reply(
        self, text: str, heard: str, spoken: Tongue, question: Question, conversation: Conversation
    ) -> tuple[Reply, Conversation]:
        tongue = self.tongue(heard)
        parts, frame = tongue.understand(text, conversation.frame, question.today)
        read = tongue.gist(parts)
        if spoken.language != heard:
            parts = carried(parts, spoken.catalogue)
        reply = replace(spoken.reply(parts, question.today), gist=read)
        return reply, Conversation(frame, reply.suggestions or conversation.offered, reply.language)

    def greeting(self, language: str | None = None) -> Reply:
        """What the bot is, with questions to begin with."""
        return self.tongue(language or FALLBACK).greeting()

    def desk(self, today: dt.date, language: str | None = None) -> Desk:
        """The tools to compose a page with, beside the one door."""
        return self.tongue(language or FALLBACK).desk(today)

    def sentences(self, language: str | None = None) -> Sentences:
        """The bot's own sentences in a language."""
        return self.tongue(language or FALLBACK).sentences

    def understood(self, question: Question, conversation: Conversation = Conversation()) -> list[Understood]:  # noqa: B008
        """What a message is read as, part by part, with every candidate: for checks."""
        heard, _ = self.heard(question, conversation)
        frame: Frame = conversation.frame
        return self.tongue(self._known(question.language) or heard).understand(question.text, frame, question.today)[0]

    def _known(self, language: str | None) -> str | None:
        return language if language in self.languages else None

    def heard(self, question: Question, conversation: Conversation = Conversation()) -> tuple[str, str]:  # noqa: B008
        """The language of a message; and the one that it is in where that is none of ours."""
        if len(self.languages) == 1:
            return self.languages[0], ""
        return self.repertoire.recogniser.heard(
            question.text,
            before=self._known(conversation.language or question.language),
            client=self.repertoire.nearest(question.client),
        )


def chosen(text: str, offered: Sequence[str]) -> str | None:
    """Which of the questions that were offered a message chooses by its number; None where it chooses none."""
    number = _number(text)
    return offered[number - 1] if number is not None and 1 <= number <= len(offered) else None


def _number(text: str) -> int | None:
    """The number that a message is: "2", "2.", "#2"."""
    typed = text.strip().removeprefix("#").rstrip(".)")
    return int(typed) if typed.isdecimal() and len(typed) <= 2 else None
