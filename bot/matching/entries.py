"""A knowledge of free entries alone: answered by likeness to their phrasings, with a calibrated confidence.

Where there are no typed facts there is nothing to explain a question's words with, so the likeness decides; above it
stands only what must hold whatever the likeness: a number in the question that no phrasing of the entry has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from bot.knowledge.model import Entry
from bot.matching.asks import Ask
from bot.matching.candidate import Candidate
from bot.matching.finding import Finding
from bot.matching.frame import Frame
from bot.matching.reading import Reading
from bot.matching.similarity import Phrasing, SimilarityIndex
from bot.matching.stemming import Stemmer
from bot.matching.text import clean, sentences, words
from bot.matching.understanding import MOST_CLAUSES, ends
from bot.matching.understood import ANSWER, Understood

STOP_WEIGHT = 0.3
"""What a stop word counts against 1 for another word."""


class EntryUnderstanding:
    """Understands messages by the phrasings of entries."""

    def __init__(
        self,
        entries: Iterable[Entry],
        stemmer: Stemmer,
        stop: frozenset[str],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._stemmer = stemmer
        self._stop = frozenset(map(stemmer, stop))
        phrasings = [
            Phrasing(entry.id, question)
            for entry in entries
            for asked in entry.questions.values()
            for question in asked
        ]
        self._index = SimilarityIndex.build(phrasings, words=self._words, weight=self._weight, progress=progress)

    def _words(self, text: str) -> Sequence[str]:
        return list(map(self._stemmer, words(text)))

    def _weight(self, word: str) -> float:
        return STOP_WEIGHT if word in self._stop else 1.0

    def understand(self, message: str, frame: Frame, today: dt.date) -> tuple[list[Understood], Frame]:
        """The message as a whole; each of its sentences, where they ask for several things or the whole for none."""
        whole = self._understood(message)
        told = [sentence.text for sentence in sentences(clean(message))]
        if len(told) < 2:
            return [whole], frame
        parts = [self._understood(text) for text in ends(told, MOST_CLAUSES)]
        asked = {part.best.finding.entry for part in parts if part.settled and part.best}
        return (parts if len(asked) > 1 or (asked and not whole.settled) else [whole]), frame

    def _understood(self, text: str) -> Understood:
        reading = Reading(words=tuple(words(text)), mentions=())
        found = []
        for scored in self._index.rank(text):
            finding = Finding(Ask.ENTRY, scored.entry, refs=(scored.entry,))
            found.append(Candidate(finding, scored.confidence, float(scored.confidence >= ANSWER)))
        return Understood(text, reading, tuple(found))
