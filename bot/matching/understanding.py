"""A message -> what its sentences ask, each with its candidates.

A long message is read sentence by sentence; a sentence that is not understood as a whole is read clause by clause.
What one sentence names, the next may leave out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.matching.asks import LIGHT, WEAK, Ask
from bot.matching.belief import learnt
from bot.matching.clauses import Clauses
from bot.matching.frame import Frame, after, mentioned
from bot.matching.matcher import FactMatcher
from bot.matching.passages import Passages
from bot.matching.reading import Reading
from bot.matching.senses import ENTITIES, Kind, Mention
from bot.matching.text import Sentence, clean, sentences
from bot.matching.understood import Understood

SHORT = 40
NOD = 2
NODDING = frozenset({"how_many", "list", "named", "what_is", "which"})
"""Characters, weighty words and cues of a sentence that only asks for a nod: "Is that the right number?"."""
NODDED = frozenset({"teach"})
"""Cues that say nothing there where the word is a stop word as well."""
MOST_SENTENCES = 24
MOST_CLAUSES = 12
MOST_ANSWERS = 3

TOGETHER = frozenset({"when", "where", "who", "how_many", "duration"})
"""Cues that two question words may give side by side: when and where."""

SUBSTANCE = 2.0
"""What a clause must explain to be answered without its sentence, lest a scrap of it ("who writes it") be answered."""

HALF = 1.0
"""What each of two questions in one sentence must explain: one weighty word or cue."""

_Part = TypeVar("_Part")
_CLAUSE = re.compile(r"\s*(?:[,:;()\[\]،؛、]|\s[-–—]+\s|\n|->|=>|\.{2,}|\.\s+)\s*")
_ASIDE = re.compile(r"\s*\([^()]{1,200}\)\s*")


class Understanding:
    """Understands messages in one language."""

    def __init__(self, facts: FactMatcher, passages: Passages) -> None:
        self._facts = facts
        self._passages = passages
        self._reads = Clauses(facts, passages)

    def understand(self, message: str, frame: Frame, today: dt.date) -> tuple[list[Understood], Frame]:
        """What the message asks, and the frame that it leaves."""
        found: list[Understood] = []
        read = _telling(sentences(clean(message)))
        told = self._confirmed(read)
        nodded = len(told) < len(read)
        for sentence in told:
            for found_part in self._sentence(sentence, frame, today):
                told_only = len(told) > 1 and _narrative(found_part)
                part = replace(found_part, candidates=()) if told_only else found_part
                frame = self._follow(frame, part)
                found.append(part)
        if not any(part.settled for part in found) and (len(found) > 1 or nodded):
            whole = self._reads.understand(" ".join(clean(message).split()), frame, today, asked=False)
            recalled = self._passages.recalled(whole.reading)
            if recalled and not whole.settled and (nodded or _generic(found[-1].reading)):
                whole = replace(whole, candidates=(recalled, *whole.candidates))
            if whole.settled:
                return [whole], self._follow(frame, whole)
        sure = learnt().believed(found)
        return ([sure], self._follow(frame, sure)) if sure else (found, frame)

    def _confirmed(self, told: list[Sentence]) -> list[Sentence]:
        """Sentences that the next one only puts in question ("Is that right?") are asked themselves."""
        kept: list[Sentence] = []
        for sentence in told:
            if kept and self._nods(sentence, kept[-1]):
                kept[-1] = replace(kept[-1], asked=True)
            else:
                kept.append(sentence)
        return kept

    def _nods(self, sentence: Sentence, before: Sentence) -> bool:
        """True for "Is that right?" and, behind a sentence that asks nothing itself, for "Which city was it?"."""
        if not sentence.asked or len(sentence.text) > SHORT:
            return False
        reading = self._facts.reader.read(sentence.text)
        if reading.unknown or reading.weight() > NOD or any(m.kinds & ENTITIES for m in reading.mentions):
            return False
        light = {cue for _, m in reading.of(Kind.STOP) for cue in m.values(Kind.CUE)}  # "tell us something about that"
        return reading.cues() - (light & NODDED) <= (NODDING if before.asked else NODDING | WEAK)

    def _follow(self, frame: Frame, part: Understood) -> Frame:
        if part.settled and part.best:
            return after(frame, part.reading, part.best.finding, self._facts.catalogue)
        return mentioned(frame, part.reading, self._facts.edition(part.reading))

    def _sentence(self, sentence: Sentence, frame: Frame, today: dt.date) -> list[Understood]:
        whole = self._reads.understand(sentence.text, frame, today, asked=sentence.asked)
        if whole.settled:
            return self._both(whole, frame, today, sentence.asked) or [whole]
        without = self._without_aside(sentence, frame, today)
        if without is not None:
            return [without]
        opened = self._opened(whole, frame, today, sentence.asked)
        if opened is not None:
            return [opened]
        clauses = ends([c for c in _CLAUSE.split(sentence.text) if any(ch.isalnum() for ch in c)], MOST_CLAUSES)
        parts = self._clauses(clauses, frame, today, sentence.asked) if len(clauses) > 1 else []
        if len(parts) > 1 and ":" in sentence.text and parts[-1].settled and sentence.text.endswith("?"):
            return [parts[-1]]
        if _tells(parts):
            return [part for part in parts if part.settled and part.best and part.best.explained >= SUBSTANCE]
        joined = list(self._joined(whole, frame, today, sentence.asked))
        open_ = replace(whole, clauses=tuple(parts))
        return joined or [self._first_alternative(whole, frame, today, sentence.asked) or open_]

    def _opened(self, whole: Understood, frame: Frame, today: dt.date, asked: bool) -> Understood | None:
        """The indirect question behind "I would like to know if"; what stands before it tells why it is asked."""
        words = whole.reading.raw
        for mention in whole.reading.mentions:
            if mention.has(Kind.OPENER) and mention.end < len(words):
                told = self._facts.reader.read(" ".join(words[: mention.start]))
                if told.unknown and not any(m.has(Kind.STORY) for m in told.mentions):
                    continue  # "What did Bill Gates tell the participants?"
                behind = self._follow(frame, Understood("", told, ()))
                question = self._reads.understand(" ".join(words[mention.end :]), behind, today, asked=asked)
                if question.settled and question.best and question.best.explained >= HALF and question.best.typed:
                    return question
        return None

    def _first_alternative(self, whole: Understood, frame: Frame, today: dt.date, asked: bool) -> Understood | None:
        """What stands before "or", where what stands behind names nothing that the answer would have to heed."""
        words = whole.reading.raw
        for mention in whole.reading.mentions:
            if not mention.has(Kind.ALTERNATIVE) or not 2 <= mention.start < len(words) - 1:
                continue
            first = self._reads.understand(" ".join(words[: mention.start]), frame, today, asked=asked)
            tail = self._facts.reader.read(" ".join(words[mention.end :]))
            heeded = any(m.kinds & {Kind.YEAR, Kind.EDITION, Kind.PROGRAM, Kind.PERSON} for m in tail.mentions)
            if first.settled and first.best and first.best.explained >= SUBSTANCE and not heeded:
                return first
        return None

    def _without_aside(self, sentence: Sentence, frame: Frame, today: dt.date) -> Understood | None:
        """The sentence without what stands in brackets, where that names nothing and is no number."""
        asides = _ASIDE.findall(sentence.text)
        if not asides:
            return None
        for aside in asides:
            reading = self._facts.reader.read(aside)
            kinds = {sense.kind for m in reading.mentions for sense in m.senses}
            if reading.names or kinds & (ENTITIES | {Kind.YEAR, Kind.NUMBER, Kind.ORDINAL, Kind.MONTH}):
                return None
        found = self._reads.understand(_ASIDE.sub(" ", sentence.text), frame, today, asked=sentence.asked)
        return found if found.settled else None

    def _clauses(self, clauses: list[str], frame: Frame, today: dt.date, asked: bool) -> list[Understood]:
        parts = []
        for clause in clauses:
            part = self._reads.understand(clause, frame, today, asked=asked)
            frame = self._follow(frame, part)
            parts.append(part)
        return parts

    def _joined(self, whole: Understood, frame: Frame, today: dt.date, asked: bool) -> Iterator[Understood]:
        """Two questions in one sentence, cut at "and" or "but": both halves must be understood."""
        words = whole.reading.raw
        halves = list(self._asked_together(whole, frame, today, asked))
        if len(halves) > 1:
            yield from halves
            return
        for mention in whole.reading.mentions:
            least = 1 if any(m.start == mention.end and _asks(m) for m in whole.reading.mentions) else 2
            if mention.has(Kind.JOINER) and 2 <= mention.start <= len(words) - least:
                first = self._reads.understand(" ".join(words[: mention.start]), frame, today, asked=asked)
                if not first.settled or not (first.best and first.best.typed):
                    continue
                second = self._reads.understand(
                    " ".join(words[mention.end :]), self._follow(frame, first), today, asked=asked
                )
                if second.settled and second.best and second.best.typed:
                    yield from (first, second)
                    return

    def _asked_together(self, whole: Understood, frame: Frame, today: dt.date, asked: bool) -> Iterator[Understood]:
        """ "When and where was it held?": two question words beside a joiner ask both of what follows."""
        words, mentions = whole.reading.raw, whole.reading.mentions
        for before, joiner, behind in zip(mentions, mentions[1:], mentions[2:], strict=False):
            together = before.end == joiner.start and joiner.end == behind.start and joiner.has(Kind.JOINER)
            cues = [set(one.values(Kind.CUE)) & TOGETHER for one in (before, behind)]
            if not together or not (_asks(before) and _asks(behind)) or cues[0] == cues[1]:
                continue
            for one in (before, behind):
                alone = [*words[: before.start], *words[one.start : one.end], *words[behind.end :]]
                part = self._reads.understand(" ".join(alone), frame, today, asked=asked)
                if part.settled and part.best and part.best.typed:
                    yield part
            return

    def _both(self, whole: Understood, frame: Frame, today: dt.date, asked: bool) -> list[Understood]:
        """Two questions of which the sentence as a whole would answer only one."""
        parts = list(self._joined(whole, frame, today, asked))
        asks = [part.best.finding.ask for part in parts if part.best and part.best.explained >= HALF]
        best = whole.best.finding if whole.best else None
        from_where = best is not None and best.ask is Ask.COUNT_PEOPLE and "origin" in whole.reading.cues()
        if best is None or len(set(asks)) < 2 or best.ask not in asks or from_where:
            return []  # "how many came, and from where?" is answered as a whole
        meant = {row.held.id for row in best.rows}
        astray = any(meant and row.held.id not in meant for p in parts if p.best for row in p.best.finding.rows)
        return [] if astray else parts


def _telling(told: list[Sentence]) -> list[Sentence]:
    """The sentences to read: all, or of a very long message those that ask, and the first and last of the others."""
    asked = ends([at for at, sentence in enumerate(told) if sentence.asked], MOST_SENTENCES // 2)
    kept = {*asked, *ends(range(len(told)), MOST_SENTENCES - len(asked))}
    return [told[at] for at in sorted(kept)]


def ends(parts: Sequence[_Part], most: int) -> list[_Part]:
    """The parts, or the first and the last of too many: the question is seldom in the middle."""
    if len(parts) <= most:
        return list(parts)
    return [*parts[: most // 2], *parts[-(most - most // 2) :]]


def _tells(parts: list[Understood]) -> bool:
    """True where some clause is understood, and those behind it add nothing that is left open.

    What stands before the question may be a preamble ("asking for a friend in Cairo: ..."); what stands behind it may
    only be a remark about the writer, for it could as well be a condition.
    """
    settled = [i for i, part in enumerate(parts) if _says_enough(part)]
    if not settled or not all(_remark(part.reading) for part in parts[settled[-1] + 1 :]):
        return False
    before = [part.reading for part in parts[: settled[-1]]]
    return all(reading.harmless(m) for reading in before for _, m in reading.of(Kind.NEGATION))


def _says_enough(part: Understood) -> bool:
    """True for a question by itself; not for the choice of people in "who is taller, Andrew or Alexandra?"."""
    if not (part.settled and part.best and part.best.explained >= SUBSTANCE):
        return False
    choice = bool(part.reading.of(Kind.ALTERNATIVE)) and bool(part.reading.of(Kind.PERSON))
    return part.best.typed or not choice


def _narrative(part: Understood) -> bool:
    """A sentence about the writer that asks nothing, however well it is understood."""
    mentions = part.reading.mentions
    story = next((m.start for m in mentions if m.has(Kind.STORY)), None)
    if story is None or any(m.has(Kind.OPENER) and m.start >= story for m in mentions):
        return False  # "I would like to know the list of ..." asks
    return not part.asked and part.best is not None and not part.best.typed


def _asks(mention: Mention) -> bool:
    """True for a question word that can stand beside another one: when, where, who."""
    return not TOGETHER.isdisjoint(mention.values(Kind.CUE))


def _generic(reading: Reading) -> bool:
    """ "Which city was it?", "What is it called?": the sentence names nothing, the story before it does."""
    return not reading.unknown and not any(mention.kinds & ENTITIES for mention in reading.mentions)


def _remark(reading: Reading) -> bool:
    if any(m.has(Kind.STORY) for m in reading.mentions):
        return True
    names = any(sense.kind in ENTITIES for m in reading.mentions for sense in m.senses)
    if not all(reading.harmless(mention) for _, mention in reading.of(Kind.NEGATION)):
        return False  # "..., but not in 2017"
    return not names and not reading.unknown and not (reading.cues() - LIGHT)
