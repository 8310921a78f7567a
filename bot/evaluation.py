"""The bot's answers to the test questions beside the knowledge, judged."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.conversation import Conversation
from bot.answers.reply import Outcome, Question, Reply

if TYPE_CHECKING:
    from bot.answers.assistant import Assistant
    from bot.knowledge.questions import Case, QuestionFile


@dataclass(frozen=True, slots=True)
class Verdict:
    """One case, the reply it got, and what is wrong with it."""

    file: QuestionFile
    case: Case
    reply: Reply
    faults: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class Tally:
    """How one category did in one language."""

    language: str
    category: str
    floor: float
    passed: int
    total: int

    @property
    def share(self) -> float:
        return self.passed / self.total

    @property
    def reached(self) -> bool:
        return self.share >= self.floor


def evaluate(
    assistant: Assistant,
    files: Iterable[QuestionFile],
    today: Callable[[QuestionFile], dt.date],
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Verdict]:
    """Every case of every file, asked as people ask: message by message, without naming a language."""
    cases = [(file, case) for file in files for case in file.questions]
    for done, (file, case) in enumerate(cases):
        if progress:
            progress(done, len(cases))
        reply = last_reply(assistant, case.ask, today(file))
        yield Verdict(file, case, reply, tuple(faults(case, reply)))


def last_reply(assistant: Assistant, ask: Sequence[str], today: dt.date) -> Reply:
    """The reply to the last message of a conversation."""
    conversation = Conversation()
    *before, last = ask
    for text in before:
        _, conversation = assistant.answer(Question(text, today), conversation)
    reply, _ = assistant.answer(Question(last, today), conversation)
    return reply


def faults(case: Case, reply: Reply) -> Iterator[str]:
    """What the reply should have been and is not."""
    links = " ".join(f"{link.label} {link.url}" for link in reply.links)
    text = fold(f"{reply.text} {links}")
    if case.unknown and reply.outcome is Outcome.ANSWER:
        yield "claims an answer to what is not known"
    if not case.unknown and reply.outcome is not Outcome.ANSWER:
        yield f"no answer ({reply.outcome.value})"
    if case.entry is not None and reply.entry != case.entry:
        yield f"{reply.entry or 'no entry'} won; expected {case.entry}"
    yield from (f"does not say {wanted!r}" for wanted in case.says if not _says_any(text, wanted.split("|")))
    yield from (f"says {unwanted!r}" for unwanted in case.never if holds(text, fold(unwanted)))


def tallies(verdicts: Iterable[Verdict]) -> list[Tally]:
    """A row for every language and category; the highest floor of its files counts."""
    groups: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault((verdict.file.language, verdict.file.category), []).append(verdict)
    return [
        Tally(
            language=language,
            category=category,
            floor=max(verdict.file.floor for verdict in group),
            passed=sum(verdict.passed for verdict in group),
            total=len(group),
        )
        for (language, category), group in sorted(groups.items())
    ]


def fold(text: str) -> str:
    """The text as judged: one width, one case, one kind of space and digit, without invisible marks.

    >>> fold("２０１６  MAY\\u200b")
    '2016 may'
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(map(_fold, text)).split())


def _fold(character: str) -> str:
    if character.isascii():
        return character
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return "" if unicodedata.category(character) == "Cf" else character


def _says_any(text: str, alternatives: Iterable[str]) -> bool:
    return any(holds(text, fold(wanted)) for wanted in alternatives)


def holds(text: str, wanted: str) -> bool:
    """Whether the folded text says it: numbers and short words count only when they stand alone.

    >>> holds("held in 2022", "22"), holds("on 09 may", "9"), holds("nothing", "no")
    (False, True, False)
    """
    if wanted.isdecimal():
        return re.search(rf"(?<!\d)0*{wanted.lstrip('0') or '0'}(?!\d)", text) is not None
    if len(wanted) <= 4 and wanted.isascii() and wanted.isalpha():
        return re.search(rf"(?<![a-z0-9]){wanted}(?![a-z0-9])", text) is not None
    return wanted in text
