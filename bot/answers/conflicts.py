"""Answers that take each other's questions: every phrasing of every entry and every fact's own questions are asked.

A phrasing that leads elsewhere is an error, one that is won by a hair a warning; both name the two lines between which
somebody has to choose.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.answers.assistant import Assistant
from bot.answers.own_questions import OwnQuestion, own_questions
from bot.answers.places import place
from bot.answers.reply import Outcome, Question
from bot.knowledge.knowledge import Position
from bot.knowledge.loaded import Key, Loaded, position_of
from bot.knowledge.model import Entry
from bot.knowledge.problems import Level, Problem
from bot.matching.asks import Ask
from bot.matching.matcher import Candidate
from bot.matching.text import fold
from bot.matching.understanding import ANSWER

THIN = 0.101
"""A rival that explains the phrasing but for so much less loses only because the phrasing was met word for word."""

Progress = Callable[[int, int], None]


def conflicts(
    assistant: Assistant, loaded: Loaded, *, today: dt.date | None = None, progress: Progress | None = None
) -> list[Problem]:
    """All conflicts, sorted by place; ``today`` matters only to facts that depend on the day."""
    trial = _Trial(assistant, loaded, today or _last_day(assistant))
    questions = [*_phrasings(assistant), *own_questions(assistant.knowledge.facts, assistant.naming)]
    found: dict[tuple[str, int, int, Level], Problem] = {}
    for done, question in enumerate(questions):
        if progress:
            progress(done, len(questions))
        for problem in trial.phrasing(question) if isinstance(question, _Phrasing) else trial.fact(question):
            found.setdefault((problem.file, problem.line, problem.column, problem.level), problem)
    return sorted(found.values())


@dataclass(frozen=True, slots=True)
class _Phrasing:
    """One way to ask for an entry."""

    entry: str
    language: str
    index: int
    text: str

    @property
    def key(self) -> Key:
        return ("entries", self.entry, "questions", self.language, self.index)


def _phrasings(assistant: Assistant) -> Iterator[_Phrasing]:
    for entry in assistant.knowledge.facts.entries:
        for language in assistant.languages:
            for index, text in enumerate(entry.questions.get(language, ())):
                yield _Phrasing(entry.id, language, index, text)


def _last_day(assistant: Assistant) -> dt.date:
    """The latest day that the facts name: all that they tell of has been."""
    facts = assistant.knowledge.facts
    days = [h.edition.end or h.edition.start for h in assistant.catalogue.held]
    return max([day for day in days if day] + [item.date for item in facts.news], default=dt.date(2000, 1, 1))


class _Trial:
    """Asks, and says what is wrong with the outcome."""

    def __init__(self, assistant: Assistant, loaded: Loaded, today: dt.date) -> None:
        self._assistant = assistant
        self._loaded = loaded
        self._today = today
        self._entries = {entry.id: entry for entry in assistant.knowledge.facts.entries}

    def phrasing(self, asked: _Phrasing) -> Iterator[Problem]:
        """A phrasing must lead to its own entry, and clearly."""
        candidates, answered = self._ask(asked.text, asked.language)
        best = candidates[0] if candidates else None
        if best is None or not answered:
            yield self._problem(asked.key, f"{asked.text!r} is not answered at all{_left(best)}; word it more plainly")
            return
        if best.finding.entry != asked.entry:
            words = f"{asked.text!r} is answered by {self._named(best, asked)}"
            yield self._problem(
                asked.key, f"{words}; remove the question here, or word it so that only this entry fits"
            )
            return
        rival = next((c for c in candidates[1:] if c.finding.entry != asked.entry), None)
        if rival is not None and _close(best, rival):
            words = f"{asked.text!r} fits {self._named(rival, asked)} nearly as well"
            yield self._problem(asked.key, f"{words}; say in one of the two what makes it different", "warning")

    def fact(self, asked: OwnQuestion) -> Iterator[Problem]:
        """A fact must answer the questions that the bot itself offers for it."""
        candidates, answered = self._ask(asked.text, self._assistant.naming.language)
        best = candidates[0] if candidates else None
        if best is not None and answered and asked.answered_by(best.finding):
            return
        if best is None or not answered:
            words = f"{asked.text!r} should be answered from here, but is not answered at all{_left(best)}"
            yield self._problem(asked.key, f"{words}; look at the names of what is asked for")
            return
        words = f"{asked.text!r} should be answered from here, but is answered by {self._named(best, asked)}"
        yield self._problem(asked.key, f"{words}; change the names or the phrasing there that fit both")

    def _ask(self, text: str, language: str) -> tuple[list[Candidate], bool]:
        """The candidates of the part that is answered, best first, and whether anything is."""
        question = Question(text, self._today, language)
        reply, _ = self._assistant.answer(question)
        parts = [part for part in self._assistant.understood(question) if part.candidates]
        chosen = next((part for part in parts if part.candidates[0].finding.entry == reply.entry), None)
        answered = reply.outcome is Outcome.ANSWER
        if chosen is None:
            return [], answered and not parts
        return list(chosen.candidates), answered

    def _named(self, rival: Candidate, asked: _Phrasing | OwnQuestion) -> str:
        """What the rival is and where it is written."""
        finding = rival.finding
        if finding.ask is Ask.ENTRY:
            entry = self._entries[finding.entry]
            language = asked.language if isinstance(asked, _Phrasing) else self._assistant.naming.language
            return f"the entry {entry.id!r} ({self._where(_nearest(entry, asked.text, language))})"
        return f"the fact {finding.entry!r} ({self._where(place(finding, self._assistant.catalogue))})"

    def _where(self, key: Key) -> Position:
        return position_of(self._loaded.positions, key)

    def _problem(self, key: Key, message: str, level: Level = "error") -> Problem:
        return Problem.at(self._where(key), message, level)


def _close(best: Candidate, rival: Candidate) -> bool:
    """Whether the rival is believed as well, and lost by next to nothing."""
    return rival.confidence >= ANSWER and not rival.finding.missing and best.explained - rival.explained < THIN


def _left(best: Candidate | None) -> str:
    """What stands in the way, as far as it is known."""
    if best is None:
        return ""
    if best.unexplained:
        return f" (nothing explains {', '.join(map(repr, best.unexplained))})"
    return f" (the best match, {best.finding.entry!r}, is too unsure)"


def _nearest(entry: Entry, text: str, language: str) -> Key:
    """The key of the entry's phrasing that is most like a text."""
    phrasings = entry.questions.get(language) or next(iter(entry.questions.values()), ())
    spoken = language if language in entry.questions else next(iter(entry.questions), language)
    found = process.extractOne(fold(text), list(map(fold, phrasings)), scorer=fuzz.token_set_ratio)
    return ("entries", entry.id, "questions", spoken, found[2] if found else 0)
