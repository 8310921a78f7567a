"""Answers that take each other's questions: every phrasing of every entry and every fact's own questions are asked.

A phrasing that leads elsewhere is an error, one that is won by a hair a warning; both name the two lines between which
somebody has to choose.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.answers.own_questions import OwnQuestion, own_questions
from bot.answers.places import phrasing_place, place
from bot.answers.tongue import Tongue, worth_answering
from bot.knowledge.knowledge import Position
from bot.knowledge.loaded import Key, Loaded, position_of
from bot.knowledge.problems import Level, Problem
from bot.matching.asks import Ask
from bot.matching.candidate import Candidate
from bot.matching.frame import Frame
from bot.matching.understood import ANSWER

NEARLY = 0.101
"""A rival that explains the phrasing but for so much less loses only because the phrasing was met word for word."""
THIN = 0.1
"""Where likeness decides: a lead in confidence that the next typing error may turn round."""

Progress = Callable[[int, int], None]
"""Told how many questions of how many are asked."""


def conflicts(
    tongue: Tongue, loaded: Loaded, *, today: dt.date | None = None, progress: Progress | None = None
) -> list[Problem]:
    """All conflicts, sorted by place; ``today`` matters only to facts that depend on the day."""
    trial = _Trial(tongue, loaded, today or _last_day(tongue))
    questions: list[_Phrasing | OwnQuestion] = [*_phrasings(tongue)]
    questions += own_questions(tongue.facts, tongue.naming)
    found: dict[frozenset[Position], Problem] = {}
    for done, question in enumerate(questions):
        if progress:
            progress(done, len(questions))
        conflict = trial.phrasing(question) if isinstance(question, _Phrasing) else trial.fact(question)
        kept = found.get(conflict.between) if conflict else None
        if conflict and (kept is None or (kept.level, conflict.problem.level) == ("warning", "error")):
            found[conflict.between] = conflict.problem
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


@dataclass(frozen=True, slots=True)
class _Conflict:
    """A problem, and the lines that it is between: two that take each other's question are one conflict."""

    problem: Problem
    between: frozenset[Position]


def _phrasings(tongue: Tongue) -> Iterator[_Phrasing]:
    for entry in tongue.facts.entries:
        for language in (tongue.language,) if tongue.strict else entry.questions:
            for index, text in enumerate(entry.questions.get(language, ())):
                yield _Phrasing(entry.id, language, index, text)


def _last_day(tongue: Tongue) -> dt.date:
    """The latest day that the facts name: all that they tell of has been."""
    days = [held.edition.end or held.edition.start or dt.date.min for held in tongue.catalogue.held]
    return max([*days, *(item.date for item in tongue.facts.news)], default=dt.date.min)


class _Trial:
    """Asks, and says what is wrong with the outcome."""

    def __init__(self, tongue: Tongue, loaded: Loaded, today: dt.date) -> None:
        self._tongue = tongue
        self._loaded = loaded
        self._today = today
        self._entries = {entry.id: entry for entry in tongue.facts.entries}

    def phrasing(self, asked: _Phrasing) -> _Conflict | None:
        """A phrasing must lead to its own entry, and clearly."""
        if not self._tongue.strict and self._leads(asked):
            return None
        best, candidates = self._ask(asked.text)
        rival = next((c for c in candidates if c.finding.entry != asked.entry), None)
        if best is None:
            claimed = rival if rival is not None and _level(candidates, asked.entry, rival) else None
            words = f"{asked.text!r} is not answered{self._hindrance(claimed, candidates, asked)}"
            return self._conflict(asked.key, f"{words}; word it more plainly", claimed, asked)
        if best.finding.entry != asked.entry:
            words = f"{asked.text!r} is answered by {self._named(best, asked)}"
            advice = "remove the question here, or word it so that only this entry fits"
            return self._conflict(asked.key, f"{words}; {advice}", best, asked)
        close = self._close(asked, best, rival)
        if close is None:
            return None
        words = f"{asked.text!r} fits {self._named(close, asked)} nearly as well"
        advice = "say in one of the two what makes it different"
        return self._conflict(asked.key, f"{words}; {advice}", close, asked, "warning")

    def fact(self, asked: OwnQuestion) -> _Conflict | None:
        """A fact must answer the questions that the bot itself offers for it."""
        best, candidates = self._ask(asked.text)
        if best is not None and asked.answered_by(best.finding):
            return None
        words = f"{asked.text!r} should be answered from here, but"
        if best is None:
            words = f"{words} is not answered{self._hindrance(None, candidates, asked)}"
            return self._conflict(asked.key, f"{words}; look at the names of what is asked for", None, asked)
        words = f"{words} is answered by {self._named(best, asked)}"
        return self._conflict(asked.key, f"{words}; change the names or the phrasing there that fit both", best, asked)

    def _ask(self, text: str) -> tuple[Candidate | None, list[Candidate]]:
        """The winner, if there is one, and all candidates of its part of the message, best first."""
        parts = self._tongue.understand(text, Frame(), self._today)[0]
        answered = worth_answering(parts)
        if answered:
            return answered[0].best, list(answered[0].candidates)
        return None, sorted((c for part in parts for c in part.candidates), key=Candidate.order, reverse=True)

    def _close(self, asked: _Phrasing, best: Candidate, rival: Candidate | None) -> Candidate | None:
        """The rival that lost by next to nothing."""
        if not self._tongue.strict:
            return max(self._shaken(asked)[1], key=lambda c: c.confidence, default=None)
        believed = rival is not None and rival.confidence >= ANSWER and not rival.finding.missing
        return rival if rival and believed and best.explained - rival.explained < NEARLY else None

    def _leads(self, asked: _Phrasing) -> bool:
        """Where likeness decides: whether the entry is sure and ahead of all others, even when a word is said twice."""
        own, others = self._shaken(asked)
        return own >= ANSWER and all(other.confidence <= own - THIN for other in others)

    def _shaken(self, asked: _Phrasing) -> tuple[float, list[Candidate]]:
        """The confidence of the entry, and the others.

        Word for word every phrasing is sure of itself; with a word said twice it is as like as before, and no more.
        """
        _, candidates = self._ask(f"{asked.text} {asked.text.split()[-1]}")
        own = max((c.confidence for c in candidates if c.finding.entry == asked.entry), default=0.0)
        return own, [c for c in candidates if c.finding.entry != asked.entry]

    def _hindrance(self, claimed: Candidate | None, candidates: list[Candidate], asked: _Phrasing | OwnQuestion) -> str:
        """Why nothing is answered, as far as it is known."""
        if claimed is not None:
            return f", for it fits {self._named(claimed, asked)} as well"
        best = candidates[0] if candidates else None
        if best is not None and best.unexplained:
            return f" (nothing explains {', '.join(map(repr, best.unexplained))})"
        return f" (the best match, {best.finding.entry!r}, is too unsure)" if best else ""

    def _named(self, rival: Candidate, asked: _Phrasing | OwnQuestion) -> str:
        """What the rival is and where it is written."""
        kind = "entry" if rival.finding.ask is Ask.ENTRY else "fact"
        return f"the {kind} {rival.finding.entry!r} ({self._where(self._place(rival, asked))})"

    def _place(self, rival: Candidate, asked: _Phrasing | OwnQuestion) -> Key:
        if rival.finding.ask is not Ask.ENTRY:
            return place(rival.finding, self._tongue.catalogue)
        language = asked.language if isinstance(asked, _Phrasing) else self._tongue.naming.language
        return phrasing_place(self._entries[rival.finding.entry], asked.text, language)

    def _where(self, key: Key) -> Position:
        """Where a thing is written: a phrasing in its language's folder, or with its entry."""
        if key[0] == "entries" and key[2:3] == ("questions",):
            own: Key = ("languages", key[3], "questions", key[1], *key[4:])
            if own in self._loaded.positions:
                return self._loaded.positions[own]
        return position_of(self._loaded.positions, key)

    def _conflict(
        self, key: Key, message: str, rival: Candidate | None, asked: _Phrasing | OwnQuestion, level: Level = "error"
    ) -> _Conflict:
        here = self._where(key)
        there = self._where(self._place(rival, asked)) if rival else here
        return _Conflict(Problem.at(here, message, level), frozenset([here, there]))


def _level(candidates: list[Candidate], entry: str, rival: Candidate) -> bool:
    """Whether a rival is as sure of a question as the entry whose phrasing it is."""
    own = max((c.confidence for c in candidates if c.finding.entry == entry), default=0.0)
    return rival.confidence > own - THIN
