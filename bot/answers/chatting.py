"""Messages that ask nothing: greetings and thanks, recognised by the phrases of a language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from bot.knowledge.language import LanguagePack
from bot.matching.phrases import expand
from bot.matching.reader import Reader
from bot.matching.senses import Kind
from bot.matching.words import WordList

LONGEST, MOST_WORDS = 100, 8
"""Letters and words of a message that only greets."""

_WORDLESS = re.compile(r"[^\w?]*[\U0001f000-\U0001faff\u2600-\u27bf][^\w?]*")
"""Emoji and no word."""


class Chatter(Enum):
    """What a message is that asks nothing."""

    GREETING = auto()
    THANKS = auto()


class Chatting:
    """Tells messages that only greet or thank from all others, in one language."""

    def __init__(self, pack: LanguagePack, reader: Reader) -> None:
        self._reader = reader
        self._thanks = self._phrases(pack.thanks)
        self._chatter = self._phrases((*pack.chatter, *pack.thanks))
        self._light = self._phrases(pack.stop)
        said = (*self._light, *self._chatter)
        self.words = WordList(word for phrase in said for word in phrase.split())
        """The words that say nothing about what is asked."""

    def _phrases(self, phrases: Sequence[str]) -> WordList:
        return WordList(" ".join(self._reader.words(plain)) for phrase in phrases for plain in expand(phrase))

    def heard(self, text: str) -> Chatter | None:
        """Whether a message only greets or thanks; None where it asks anything."""
        if len(text) > LONGEST:
            return None
        words = self._reader.words(text)
        if not words and _WORDLESS.fullmatch(text):
            return Chatter.GREETING
        found = self._said(words) if 0 < len(words) <= MOST_WORDS else []
        thanks = any(phrase in self._thanks for phrase in found)
        return Chatter.THANKS if thanks else Chatter.GREETING if found else None

    def _said(self, words: Sequence[str]) -> list[str]:
        """The phrases of chatter in a message of these and words without weight; none where there is anything else."""
        found: list[str] = []
        at = 0
        while at < len(words):
            spans = [" ".join(words[at:end]) for end in range(len(words), at, -1)]
            chatter = next((span for span in spans if span in self._chatter), None)
            light = chatter or next((span for span in spans if span in self._light and not self._is_cue(span)), None)
            if light is None:
                return []
            found += [chatter] if chatter else []
            at += len(light.split())
        return found

    def _is_cue(self, span: str) -> bool:
        """True for a word that says what is asked where it stands alone."""
        mentions = self._reader.lexicon.scan([span]) if " " not in span else []
        return any(mention.has(Kind.CUE) for mention in mentions)
