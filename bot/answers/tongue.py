"""One language: what is asked in it is understood, and answered in it.

The facts and their names and texts in the language, the words by which it is understood and the sentences in which it
answers are computed once; a tongue can be pickled, and none knows of another.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from bot.answers import dates
from bot.answers.bidi import isolate, isolated_blocks, runs_to_the_left
from bot.answers.chatting import Chatter
from bot.answers.composer import compose
from bot.answers.composing.editions import outlook
from bot.answers.composing.page import Desk, bullets, paragraph
from bot.answers.composing.shared import contacts
from bot.answers.ear import Ear, Progress, heard, spoken
from bot.answers.misses.gist import Gist, gist
from bot.answers.naming import Naming
from bot.answers.reply import Block, Line, Outcome, Reply
from bot.answers.sentences import Sentences, plain
from bot.answers.suggesting import suggestions
from bot.answers.tracing import trace
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.localising import localised
from bot.knowledge.model import Facts
from bot.matching.asks import Ask
from bot.matching.candidate import BELIEVED
from bot.matching.catalogue import Catalogue
from bot.matching.compiling import FALLBACK
from bot.matching.finding import Finding
from bot.matching.frame import Frame
from bot.matching.matcher import FactMatcher
from bot.matching.passages import Passages
from bot.matching.reading import Reading
from bot.matching.senses import Kind
from bot.matching.stemming import Stemmer
from bot.matching.text import words
from bot.matching.understanding import MOST_ANSWERS, Understanding
from bot.matching.understood import Understood
from bot.matching.vocabulary import Vocabulary

Keep = Callable[[str, Callable[[], Ear]], Ear]
"""A digest of what an ear has learnt, and how to make it -> the ear, made now or kept from before."""

_DOTTED = re.compile(r"(?<![\w.])(\d{1,2})\.(?=\s+[^\W\d_])")
COUNTS = frozenset({Ask.COUNT_PEOPLE, Ask.COUNT_COUNTRIES, Ask.COUNT_CITIES})


def making(_: str, make: Callable[[], Ear]) -> Ear:
    """Keep nothing."""
    return make()


class Understands(Protocol):
    """What finds out what a message asks."""

    def understand(self, message: str, frame: Frame, today: dt.date) -> tuple[list[Understood], Frame]:
        """What the message asks, and what the next one may leave out."""


class Tongue:
    """Answers questions in one language from one knowledge; holds no state of its own."""

    def __init__(
        self, knowledge: Knowledge, language: str, progress: Progress | None = None, keep: Keep = making
    ) -> None:
        self.language = language
        self.strict = knowledge.strict
        pack = replace(knowledge.languages[language], language=language)
        self.catalogue = Catalogue(localised(knowledge.facts, pack))
        self.sentences = Sentences(pack, knowledge.languages[FALLBACK])
        self.naming = Naming(self.catalogue, self.sentences, language)
        pack = replace(pack, locale=self.sentences.locale)
        dictionary = knowledge.dictionaries.get(language, ())

        def make() -> Ear:
            if self.strict:
                return Ear.of(pack, self.catalogue, dictionary, progress)
            return Ear.of_entries(pack, self.facts, dictionary)

        ear = keep(heard(self.facts, language, strict=self.strict), make)
        self._reader, self._chatting = ear.reader, ear.chatting
        self._places = {n: forms[0] for n, forms in pack.ordinals.items() if forms} if pack.ordinal_dot else {}
        self._understanding = (
            self._explaining(ear, ear.passages) if ear.passages else self._likening(knowledge, progress)
        )
        self._reader.settle()

    @property
    def facts(self) -> Facts:
        """The facts, with their names and texts in the language."""
        return self.catalogue.facts

    def _explaining(self, ear: Ear, passages: Passages) -> Understands:
        """For typed facts: every weighty word of a question must be explained."""
        vocabulary = Vocabulary(self.catalogue, ear.reader, spoken(self.language), ear.told)
        return Understanding(FactMatcher(ear.reader, self.catalogue, vocabulary), passages)

    def _likening(self, knowledge: Knowledge, progress: Progress | None) -> Understands:
        """For free entries alone: likeness to their phrasings decides."""
        from bot.matching.entries import EntryUnderstanding  # brings NumPy, which typed facts do without

        entries = self.facts.entries
        asked = Counter(language for entry in entries for language in entry.questions)
        pack = knowledge.languages.get(asked.most_common(1)[0][0]) if asked else None
        stemmer = Stemmer(pack.stemmer if pack else None)
        stop = frozenset(word for phrase in (pack.stop if pack else ()) for word in words(phrase))
        understanding = EntryUnderstanding(entries, stemmer, stop, progress)
        stemmer.settle()
        return understanding

    def telling(self, text: str) -> list[str]:
        """The stems of the words of a text, stop words left out: by which texts are compared."""
        light = self._chatting.words
        return [self._reader.lexicon.stemmer(word) for word in self._reader.words(text) if word not in light]

    def reading(self, sentence: str) -> Reading:
        """What is recognised in a sentence of the knowledge."""
        return self._reader.read(sentence)

    def gist(self, parts: Sequence[Understood]) -> Gist:
        """What a message in this language says, to find alike ones."""
        return gist(parts, self._reader.lexicon.stemmer)

    def greeting(self) -> Reply:
        """What the bot is, with questions to begin with."""
        offers = tuple(self._examples())
        return self._offering(self.sentences.line("greeting" if self.strict else "greeting-any"), offers)

    def _examples(self) -> Iterator[str]:
        if self.strict:
            yield from (self.sentences.text(key) for key in ("ask-programs", "ask-next", "ask-contact"))
            return
        for entry in self.facts.entries[:3]:
            yield from next(iter(entry.questions.values()), ())[:1]

    def _offering(self, line: Line, offers: tuple[str, ...]) -> Reply:
        blocks = (paragraph(line), bullets(plain(offer) for offer in offers))
        return Reply(Outcome.SUGGEST, blocks, self.language, suggestions=offers)

    def understand(self, text: str, frame: Frame, today: dt.date) -> tuple[list[Understood], Frame]:
        """What a message in this language asks, and what the next one may leave out."""
        return self._understanding.understand(self._ordinals(text), frame, today)

    def _ordinals(self, text: str) -> str:
        """The text with "2." as a word, where a full stop makes a figure a place in a row."""
        if not self._places:
            return text
        return _DOTTED.sub(lambda found: self._places.get(found.group(1), found.group()), text)

    def reply(self, parts: Sequence[Understood], today: dt.date) -> Reply:
        """The reply in this language to what a message asks."""
        desk = self.desk(today)
        answered = worth_answering(parts)
        reply = self._answer(desk, answered, parts) if answered else self._not_known(desk, parts)
        if not runs_to_the_left(self.sentences.locale):
            return reply
        return replace(reply, blocks=isolated_blocks(reply.blocks), suggestions=tuple(map(isolate, reply.suggestions)))

    def answered(self, text: str, today: dt.date) -> Reply:
        """The reply to a question in this language that stands for itself."""
        return self.reply(self.understand(text, Frame(), today)[0], today)

    def desk(self, today: dt.date) -> Desk:
        """The tools to compose a page with."""
        return Desk(self.catalogue, self.sentences, Naming(self.catalogue, self.sentences, self.language), today)

    def chatter(self, text: str) -> Chatter | None:
        """Whether a message only greets or thanks; free entries answer greetings of their own."""
        return self._chatting.heard(text) if self.strict else None

    def greet(self, chatter: Chatter) -> Reply:
        """For a greeting or thanks."""
        line = self.sentences.line("welcome" if chatter is Chatter.THANKS else "chatter")
        return Reply(Outcome.UNKNOWN, (paragraph(line),), self.language, asks=False)

    def ask_again(self, offered: tuple[str, ...]) -> Reply:
        """For a number that was not offered."""
        return replace(self._offering(self.sentences.line("choose", count=len(offered)), offered), asks=False)

    def cannot_read(self, language: str, languages: Sequence[str], today: dt.date) -> Reply:
        """For a message in a language that the bot does not understand; the codes of those that it does."""
        desk = self.desk(today)
        own = desk.naming.list([dates.own_name(code) for code in languages])
        foreign = dates.language_name(language, desk.naming.locale)
        line = self.sentences.line("foreign", language=foreign, languages=own)
        organiser = self.facts.organiser
        whom = contacts(desk, organiser.contacts, "whom-to-ask") if organiser else ()
        return Reply(Outcome.UNKNOWN, (paragraph(line), *whom), self.language, foreign=language)

    def _answer(self, desk: Desk, answered: Sequence[Understood], parts: Sequence[Understood]) -> Reply:
        pages = [compose(desk, finding) for part in answered for finding in _findings(part)]
        blocks = [block for page in pages for block in page.blocks]
        if desk.naming.borrowed:
            blocks.append(paragraph(self.sentences.line("in-english")))
        for part in parts:
            if part.asked and part not in answered and not part.answered and part.reading.weight() > 1:
                blocks.append(paragraph(self.sentences.line("part-unknown", question=part.text)))
        first = answered[0].best
        assert first is not None
        return Reply(
            Outcome.ANSWER,
            _once(blocks),
            self.language,
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
        offers = () if missing else suggestions(ranked, self.naming, self.sentences, self.facts)
        lines: list[Line] = self._missing(desk, missing) if missing else []
        if not lines:
            lines = [self.sentences.line("suggest" if offers else "unknown")]
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
            self.language,
            best.finding.entry if best else "",
            round(best.confidence, 3) if best else 0.0,
            offers,
            candidates=_candidates(parts),
            trace=trace(parts),
        )

    def _missing(self, desk: Desk, finding: Finding) -> list[Line]:
        """Understood, and not published; an edition that is not listed is named as such."""
        if finding.ask is Ask.DEADLINE:
            return [self.sentences.line("no-deadline")]
        if finding.ask is Ask.NEXT:
            return outlook(desk, finding)
        if finding.rows:
            return [self.sentences.line("missing")]
        held = self.catalogue.editions_of(finding.refs)
        if held and len(finding.refs) == 1:
            program = self.naming.program(finding.refs[0])
            return [self.sentences.line("not-held", program=program, editions=self.naming.editions(held))]
        programs = finding.refs and set(finding.refs) <= set(self.catalogue.programs)
        return [self.sentences.line("not-held-any" if programs else "missing")]


def _findings(part: Understood) -> list[Finding]:
    """What answers a part; "how many, and from where?" and "how many countries, how many people?" take two."""
    best = part.best
    if best is None:
        return []
    beside: frozenset[Ask] = frozenset()
    if best.finding.ask in COUNTS and _counts_twice(part):
        beside = COUNTS - {best.finding.ask}
    elif best.finding.ask is Ask.COUNT_PEOPLE and part.reading.cues() & {"origin", "where", "country", "city"}:
        beside = frozenset({Ask.PARTICIPANTS})
    more = (c.finding for c in part.candidates[1:] if c.finding.ask in beside and c.confidence >= BELIEVED)
    return [best.finding, *[finding for finding in [next(more, None)] if finding and not finding.missing]]


def _counts_twice(part: Understood) -> bool:
    """True for "how many countries and how many people?"."""
    return sum("how_many" in mention.values(Kind.CUE) for _, mention in part.reading.of(Kind.CUE)) > 1


def _once(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without repetitions: whom to write to is said once, at the end."""
    return tuple(dict.fromkeys(reversed(blocks)))[::-1]


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
