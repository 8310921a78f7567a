"""What is asked of two versions of the knowledge: the test questions of both, and what people really asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.reply import Question, Reply
from bot.evaluation import last_reply

if TYPE_CHECKING:
    from bot.answers.assistant import Assistant
    from bot.knowledge.questions import Case, QuestionFile


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was said before it."""

    texts: tuple[str, ...]
    """Message by message; the reply to the last one counts."""
    language: str | None = None
    """Of a test question the one of its file, else the one that the person had set."""
    category: str | None = None
    """Of a test question; None for what somebody really asked."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What is asked of both versions on one day, and what each of them is expected to say."""

    asked: Asked
    day: dt.date
    old: Case | None = None
    new: Case | None = None

    @property
    def expects_the_same(self) -> bool:
        """Whether equal replies are judged alike; those to a test question that is gone are not judged."""
        return self.new is None or self.old == self.new

    @property
    def chosen(self) -> str | None:
        """The language that the person had set; tests are asked without one."""
        return self.asked.language if self.asked.category is None else None

    def reply(self, assistant: Assistant) -> Reply:
        """What one version says."""
        if self.asked.category is None:
            return assistant.answer(Question(self.asked.texts[0], self.day, self.chosen))[0]
        return last_reply(assistant, self.asked.texts, self.day)


def probes(
    old: Sequence[QuestionFile],
    new: Sequence[QuestionFile],
    day: Callable[[QuestionFile], dt.date],
    real: Iterable[Question] = (),
) -> list[Probe]:
    """The test questions of the new version, each with what the old one expected; those that are gone; the real ones.

    `day` is the day on which the questions of a file are asked, of both versions alike.
    """
    asked = [Probe(Asked((one.text,), one.language), one.today) for one in real]
    return [*_tests(old, new, day), *asked]


def _tests(
    old: Sequence[QuestionFile], new: Sequence[QuestionFile], day: Callable[[QuestionFile], dt.date]
) -> Iterator[Probe]:
    known: dict[tuple[str, tuple[str, ...]], list[Case]] = {}
    for file, case in _cases(old):
        known.setdefault((file.language, case.ask), []).append(case)
    kept = set()
    for file, case in _cases(new):
        expected = known.get((file.language, case.ask), [case])
        kept.add((file.language, case.ask))
        yield Probe(_asked(file, case), day(file), case if case in expected else expected[0], case)
    for file, case in _cases(old):
        if (file.language, case.ask) not in kept:
            yield Probe(_asked(file, case), day(file), old=case)


def _cases(files: Sequence[QuestionFile]) -> Iterator[tuple[QuestionFile, Case]]:
    return ((file, case) for file in files for case in file.questions)


def _asked(file: QuestionFile, case: Case) -> Asked:
    return Asked(case.ask, file.language, file.category)
