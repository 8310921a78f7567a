"""The one door: a question and a conversation go in, a reply and the conversation come out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from bot.answers import dates
from bot.answers.composer import compose
from bot.answers.composing.page import Desk, Page, bullets, paragraph
from bot.answers.composing.shared import contacts
from bot.answers.conversation import Conversation
from bot.answers.naming import Naming
from bot.answers.reply import Block, Line, Outcome, Question, Reply
from bot.answers.sentences import Sentences, plain
from bot.answers.suggesting import suggestions
from bot.answers.tracing import trace
from bot.knowledge.knowledge import Knowledge
from bot.matching.asks import Ask
from bot.matching.candidate import BELIEVED
from bot.matching.catalogue import Catalogue
from bot.matching.compiling import FALLBACK, reader
from bot.matching.finding import Finding
from bot.matching.frame import Frame
from bot.matching.matcher import FactMatcher
from bot.matching.passages import Passages
from bot.matching.stemming import Stemmer
from bot.matching.text import words
from bot.matching.understanding import MOST_ANSWERS, Understanding
from bot.matching.understood import Understood
from bot.matching.vocabulary import Vocabulary

Progress = Callable[[int, int], None]
"""Told how much of how much is done."""


class Understands(Protocol):
    """What finds out what a message asks."""

    def understand(self, message: str, frame: Frame, today: dt.date) -> tuple[list[Understood], Frame]:
        """What the message asks, and what the next one may leave out."""


class Assistant:
    """Answers questions from one knowledge; holds no state of its own."""

    def __init__(self, knowledge: Knowledge, progress: Progress | None = None) -> None:
        self.knowledge = knowledge
        self.catalogue = Catalogue(knowledge.facts)
        pack = knowledge.languages[FALLBACK]
        self._sentences = Sentences(pack)
        self._chatter = frozenset(word for phrase in pack.chatter for word in words(phrase))
        self._stop = frozenset(word for phrase in pack.stop for word in words(phrase)) | self._chatter
        self._naming = Naming(self.catalogue, self._sentences, FALLBACK)
        self._understanding = self._explaining(progress) if knowledge.strict else self._likening(progress)

    @classmethod
    def build(cls, knowledge: Knowledge, *, progress: Progress | None = None) -> Assistant:
        """Everything that questions need, computed once; the result can be pickled."""
        return cls(knowledge, progress)

    def _explaining(self, progress: Progress | None) -> Understands:
        """For typed facts: every weighty word of a question must be explained."""
        pack, facts = self.knowledge.languages[FALLBACK], self.knowledge.facts
        dictionary = self.knowledge.dictionaries.get(FALLBACK, frozenset())
        read = reader(pack, facts, dictionary, dates.months(self._sentences.locale))
        vocabulary = Vocabulary(self.catalogue, read.lexicon.stemmer, (FALLBACK,))
        passages = Passages(read, facts, FALLBACK, progress)
        return Understanding(FactMatcher(read, self.catalogue, vocabulary), passages)

    def _likening(self, progress: Progress | None) -> Understands:
        """For free entries alone: likeness to their phrasings decides."""
        from bot.matching.entries import EntryUnderstanding  # brings NumPy, which typed facts do without

        entries = self.knowledge.facts.entries
        asked = Counter(language for entry in entries for language in entry.questions)
        pack = self.knowledge.languages.get(asked.most_common(1)[0][0]) if asked else None
        stemmer = Stemmer(pack.stemmer if pack else None)
        stop = frozenset(word for phrase in (pack.stop if pack else ()) for word in words(phrase))
        return EntryUnderstanding(entries, stemmer, stop, progress)

    def greeting(self, language: str | None = None) -> Reply:
        """What the bot is, with questions to begin with."""
        offers = tuple(self._examples())
        return self._offering(self._sentences.line("greeting" if self.knowledge.strict else "greeting-any"), offers)

    def _examples(self) -> Iterator[str]:
        if self.knowledge.strict:
            yield from (self._sentences.text(key) for key in ("ask-programs", "ask-next", "ask-contact"))
            return
        for entry in self.knowledge.facts.entries[:3]:
            yield from next(iter(entry.questions.values()), ())[:1]

    def _offering(self, line: Line, offers: tuple[str, ...]) -> Reply:
        blocks = (paragraph(line), bullets(plain(offer) for offer in offers))
        return Reply(Outcome.SUGGEST, blocks, FALLBACK, suggestions=offers)

    def answer(self, question: Question, conversation: Conversation = Conversation()) -> tuple[Reply, Conversation]:  # noqa: B008
        """The reply to one message, and what the conversation remembers of it."""
        number = _number(question.text) if conversation.offered else None
        if number is not None and not 1 <= number <= len(conversation.offered):
            return self._ask_again(conversation), conversation
        text = question.text if number is None else conversation.offered[number - 1]
        if self.knowledge.strict and self._is_chatter(text):
            return self._greet(), conversation
        parts, frame = self._understanding.understand(text, conversation.frame, question.today)
        desk = self.desk(question.today)
        answered = worth_answering(parts)
        reply = self._answer(desk, answered, parts) if answered else self._not_known(desk, parts)
        offered = reply.suggestions or (conversation.offered if number else ())
        return reply, Conversation(frame, offered, reply.language)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages whose phrasings are understood."""
        if self.knowledge.strict:
            return (FALLBACK,)
        return tuple(dict.fromkeys(language for entry in self.knowledge.facts.entries for language in entry.questions))

    @property
    def naming(self) -> Naming:
        """How things are called in the replies."""
        return self._naming

    def desk(self, today: dt.date) -> Desk:
        """The tools to compose a page with, beside the one door."""
        return Desk(self.catalogue, self._sentences, self._naming, today)

    def understood(self, question: Question, conversation: Conversation = Conversation()) -> list[Understood]:  # noqa: B008
        """What a message is read as, part by part, with every candidate: for checks."""
        return self._understanding.understand(question.text, conversation.frame, question.today)[0]

    def _is_chatter(self, text: str) -> bool:
        """A greeting or thanks and nothing else."""
        found = words(text)
        return 0 < len(found) <= 8 and not self._chatter.isdisjoint(found) and self._stop.issuperset(found)

    def _greet(self) -> Reply:
        return Reply(Outcome.UNKNOWN, (paragraph(self._sentences.line("chatter")),), FALLBACK)

    def _ask_again(self, conversation: Conversation) -> Reply:
        """For a number that was not offered."""
        return self._offering(self._sentences.line("choose", count=len(conversation.offered)), conversation.offered)

    def _answer(self, desk: Desk, answered: Sequence[Understood], parts: Sequence[Understood]) -> Reply:
        pages = [compose(desk, finding) for part in answered for finding in _findings(part)]
        blocks = [block for page in pages for block in page.blocks]
        for part in parts:
            if part.asked and part not in answered and not part.answered and part.reading.weight() > 1:
                blocks.append(paragraph(self._sentences.line("part-unknown", question=part.text)))
        first = answered[0].best
        assert first is not None
        return Reply(
            Outcome.ANSWER,
            _once(blocks),
            FALLBACK,
            first.finding.entry,
            round(first.confidence, 3),
            links=tuple(dict.fromkeys(link for page in pages for link in page.links)),
            sources=tuple(dict.fromkeys(source for page in pages for source in page.sources)),
            candidates=_candidates(answered),
            trace=trace(parts),
        )

    def _not_known(self, desk: Desk, parts: Sequence[Understood]) -> Reply:
        missing = next((p.best.finding for p in parts if p.settled and p.best and p.best.finding.missing), None)
        ranked = sorted((c for part in parts for c in part.candidates), key=lambda c: c.order(), reverse=True)
        offers = () if missing else suggestions(ranked, self._naming, self._sentences, self.knowledge.facts)
        lines: list[Line] = self._missing(missing) if missing else []
        if not lines:
            lines = [self._sentences.line("suggest" if offers else "unknown")]
        blocks: list[Block] = [paragraph(*lines)]
        if offers:
            blocks.append(bullets(plain(offer) for offer in offers))
        organiser = self.catalogue.facts.organiser
        if organiser and not offers:
            blocks += contacts(desk, organiser.contacts, "whom-to-ask")
        best = ranked[0] if ranked else None
        return Reply(
            Outcome.SUGGEST if offers else Outcome.UNKNOWN,
            tuple(blocks),
            FALLBACK,
            best.finding.entry if best else "",
            round(best.confidence, 3) if best else 0.0,
            offers,
            candidates=_candidates(parts),
            trace=trace(parts),
        )

    def _missing(self, finding: Finding) -> list[Line]:
        """Understood, and not published; an edition that is not listed is named as such."""
        if finding.ask.value == "deadline":
            return [self._sentences.line("no-deadline")]
        if finding.rows:
            return [self._sentences.line("missing")]
        held = self.catalogue.editions_of(finding.refs)
        if held and len(finding.refs) == 1:
            program = self._naming.program(finding.refs[0])
            return [self._sentences.line("not-held", program=program, editions=self._naming.editions(held))]
        return [self._sentences.line("not-held-any" if finding.refs else "missing")]


def _findings(part: Understood) -> list[Finding]:
    """What answers a part: "how many, and from where?" takes the list of participants as well."""
    best = part.best
    if best is None:
        return []
    if best.finding.ask is Ask.COUNT_PEOPLE and part.reading.cues() & {"origin", "where", "country", "city"}:
        listed = [
            c.finding for c in part.candidates[1:] if c.finding.ask is Ask.PARTICIPANTS and c.confidence >= BELIEVED
        ]
        return [best.finding, *(finding for finding in listed[:1] if not finding.missing)]
    return [best.finding]


def _once(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without repetitions: whom to write to is said once, at the end."""
    return tuple(dict.fromkeys(reversed(blocks)))[::-1]


def _number(text: str) -> int | None:
    """The number that a message is: "2", "2.", "#2"."""
    typed = text.strip().removeprefix("#").rstrip(".)")
    return int(typed) if typed.isdecimal() and len(typed) <= 2 else None


def worth_answering(parts: Sequence[Understood]) -> list[Understood]:
    """The parts to answer: questions before remarks, each answer once; nothing where the last question is not known."""
    answered = [part for part in parts if part.answered]
    asked = [part for part in answered if part.asked]
    chosen = asked or answered
    missing = [p for p in parts if p.settled and not p.answered]
    if missing and not asked and parts.index(missing[-1]) > parts.index(answered[-1] if answered else missing[-1]):
        return []
    found: dict[str, Understood] = {}
    for part in chosen:
        if part.best:
            found.setdefault(part.best.finding.entry, part)
    return list(found.values())[:MOST_ANSWERS]


def _candidates(parts: Sequence[Understood]) -> tuple[tuple[str, float], ...]:
    best: dict[str, float] = {}
    for part in parts:
        for candidate in part.candidates:
            entry = candidate.finding.entry
            best[entry] = max(best.get(entry, 0.0), round(candidate.confidence, 3))
    return tuple(sorted(best.items(), key=lambda pair: -pair[1])[:5])


__all__ = ["Assistant", "Page"]
