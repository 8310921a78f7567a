"""What the buttons under an answer lead to, by keys that a button can carry: related questions, and sources.

Both are part of the knowledge, so nothing has to be stored for them: the keys mean the same after a restart, and one
that the knowledge does not have any more, or never had, leads nowhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.assistant import Assistant
from bot.answers.relating import Relating
from bot.answers.reply import Outcome, Reply
from bot.answers.sourcing import named_sources
from bot.matching.compiling import FALLBACK
from bot.storage.phrases import key_of
from bot.telegram_bot.keyboards import Under

LETTERS = 6
"""Of the key of a source."""
MOST_SOURCES = 10
"""Sources that one button can carry."""


@dataclass(frozen=True, slots=True)
class _Related:
    """What can be offered in one language."""

    relating: Relating
    by_key: dict[str, str]


class Offers:
    """What can be offered under the answers from one knowledge."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._relating: dict[str, _Related] = {}
        self._sources = {_mark(source): source for source in named_sources(assistant.tongue(FALLBACK).facts)}

    def under(self, reply: Reply, today: dt.date, number: int, pages: str = "", *, forwards: bool = False) -> Under:
        """What stands under the answer to the question with a number; ``pages`` is the key of its pages."""
        if reply.outcome is not Outcome.ANSWER:
            return Under(number, pages, forwards=forwards)
        related = self.after(reply, today)
        return Under(number, pages, related, reply.language, key_of_sources(reply.sources), self._dated(reply))

    def _dated(self, reply: Reply) -> str:
        """The one edition that an answer is about, where its days are known."""
        held = self._assistant.catalogue.by_id.get(reply.entry.partition("#")[0])
        return held.id if held is not None and held.edition.start else ""

    def after(self, reply: Reply, today: dt.date) -> tuple[str, ...]:
        """The questions that follow from an answer, in its language."""
        return self._of(reply.language).relating.after(reply, today)

    def question(self, key: str, language: str) -> str | None:
        """The question that a button offers in a language; None where it is none of these."""
        if language not in self._assistant.languages:
            return None
        return self._of(language).by_key.get(key)

    def _of(self, language: str) -> _Related:
        found = self._relating.get(language)
        if found is None:
            relating = Relating(self._assistant.tongue(language))
            found = _Related(relating, {key_of(text): text for text in relating.questions})
            self._relating[language] = found
            for gone in set(self._relating) - set(self._assistant.brought) - {language}:
                del self._relating[gone]
        return found

    def sources(self, key: str) -> list[str]:
        """The sources that a button stands for, as far as they are known."""
        marks = [key[at : at + LETTERS] for at in range(0, len(key), LETTERS)]
        return [self._sources[mark] for mark in dict.fromkeys(marks) if mark in self._sources]


def key_of_sources(sources: Sequence[str]) -> str:
    """What a button carries for some sources."""
    return "".join(map(_mark, sources[:MOST_SOURCES]))


def _mark(source: str) -> str:
    return hashlib.blake2b(source.encode(), digest_size=LETTERS // 2).hexdigest()
