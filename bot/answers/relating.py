"""What a person may want to know next: up to three questions that follow from an answer and surely have one.

First comes what else is known of the same thing (an edition, a programme, the organiser, the regional offices), then
the same question about its neighbours in time, then what speaks of the same things in other words: entries, news,
programmes. Each question is asked before it is offered, and offered only if it is answered, by something else.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from bot.answers.likeness import Likeness
from bot.answers.own_questions import OwnQuestion, own_questions
from bot.answers.places import OFFICE_FIELDS
from bot.answers.reply import Outcome, Reply
from bot.answers.suggesting import asking
from bot.answers.tongue import Tongue
from bot.answers.windows import State, window
from bot.knowledge.loaded import Key
from bot.knowledge.model import Entry
from bot.matching.asks import Ask

REMEMBERED = 5_000
"""Answers of which it is remembered what follows."""
MOST = 3
LIKE = 0.2
"""How much a text has to share with an answer, 0 to 1."""

NATURAL = (
    Ask.TOPICS,
    Ask.PARTICIPANTS,
    Ask.VISITS,
    Ask.ORGANISERS,
    Ask.WHEN,
    Ask.ABOUT,
    Ask.COUNT_PEOPLE,
    Ask.WHERE,
    Ask.DURATION,
)
"""What is asked of an edition or a programme, the most telling first; all else follows as it stands."""

TOLD = {
    Ask.ABOUT: {Ask.WHEN, Ask.WHERE, Ask.DURATION, Ask.ORGANISERS, Ask.COUNT_PEOPLE},
    Ask.WHEN: {Ask.DURATION},
    Ask.DURATION: {Ask.WHEN},
}
"""What is asked -> what its answer says as well."""


class Relating:
    """The questions that the bot can offer after its answers; worked out when they are first asked for."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue
        self._own: dict[Key, list[OwnQuestion]] = defaultdict(list)
        for asked in own_questions(tongue.facts, tongue.naming):
            self._own[_thing(asked)].append(asked)
        for found in self._own.values():
            found.sort(key=lambda asked: NATURAL.index(asked.ask) if asked.ask in NATURAL else len(NATURAL))
        self._ids = {entry.id for entry in tongue.facts.entries}
        self._told = dict(chain(self._entries(), self._news(), self._programs()))
        self._likeness = Likeness(self._told, tongue.telling)
        self._day = dt.date.min
        self._answers: dict[str, str] = {}
        self._after: dict[tuple[str, str], tuple[str, ...]] = {}

    @property
    def questions(self) -> set[str]:
        """All questions that may be offered."""
        apply = asking(Ask.APPLY, "", self._tongue.naming.sentences)
        return {apply, *self._told, *(asked.text for found in self._own.values() for asked in found)} - {""}

    def after(self, reply: Reply, today: dt.date) -> tuple[str, ...]:
        """The questions that follow from an answer."""
        if today != self._day:
            self._day, self._answers, self._after = today, {}, {}
        key = (reply.entry, reply.text)
        found = self._after.get(key)
        if found is None:
            if len(self._after) >= REMEMBERED:
                self._after.clear()
            found = self._after[key] = self._following(reply)
        return found

    def _following(self, reply: Reply) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for text in self._candidates(reply):
            answered = self._answered(text)
            if answered and answered != reply.entry and answered not in found:
                found[answered] = text
            if len(found) == MOST:
                break
        return tuple(found.values())

    def _answered(self, text: str) -> str:
        """The id of what answers a question today, where nothing was spoken of before; empty where nothing does."""
        if text and text not in self._answers:
            reply = self._tongue.answered(text, self._day)
            self._answers[text] = reply.entry if reply.outcome is Outcome.ANSWER else ""
        return self._answers.get(text, "")

    def _candidates(self, reply: Reply) -> Iterator[str]:
        name, _, asked = reply.entry.partition("#")
        ask = Ask(asked) if asked in set(Ask) else None
        thing = self._thing_of(name, ask)
        if self._may_apply(name):
            yield asking(Ask.APPLY, "", self._tongue.naming.sentences)
        if thing is not None:
            said = TOLD.get(ask, set()) if ask else set()
            yield from (one.text for one in self._own.get(thing, ()) if one.ask is not ask and one.ask not in said)
            yield from self._neighbours(name, ask)
            yield from (one.text for one in self._own.get(thing[:2], ()) if one.ask is not ask)
        yield from self._likeness.nearest(reply.text, LIKE)

    def _thing_of(self, name: str, ask: Ask | None) -> Key | None:
        """What an answer is about; None for an entry, a report, a person: what stands for itself."""
        catalogue = self._tongue.catalogue
        held = catalogue.by_id.get(name)
        if held is not None:
            return ("programs", held.program.id, "editions", held.edition.id)
        if name in catalogue.programs:
            return ("programs", name)
        if name in catalogue.news or name in self._ids:
            return None
        return ("offices",) if ask in OFFICE_FIELDS else ("organiser",)

    def _may_apply(self, name: str) -> bool:
        """Whether a window of the edition or programme is open, or will be."""
        catalogue = self._tongue.catalogue
        found = catalogue.by_id[name].edition if name in catalogue.by_id else catalogue.programs.get(name)
        application = found.application if found else None
        return application is not None and window(application, self._day).state is not State.CLOSED

    def _neighbours(self, name: str, ask: Ask | None) -> Iterator[str]:
        """The same question on the edition after, and on the one before; of a programme, what is known of its last."""
        catalogue = self._tongue.catalogue
        held = catalogue.by_id.get(name)
        if held is not None:
            row = catalogue.editions_of([held.program.id])
            at = row.index(held)
            near = [*row[at + 1 : at + 2], *reversed(row[max(0, at - 1) : at])]
        else:
            near = list(catalogue.editions_of([name])[-1:])
        for one in near:
            asked = self._own.get(("programs", one.program.id, "editions", one.edition.id), [])
            yield from (question.text for question in asked if held is None or question.ask is ask)

    def _entries(self) -> Iterator[tuple[str, str]]:
        """The first phrasing of each entry, and what it and the answer say."""
        for entry in self._tongue.facts.entries:
            asked = _first(entry, self._tongue.naming.language)
            yield asked, f"{asked} {self._tongue.naming.text(entry.answer)}"

    def _news(self) -> Iterator[tuple[str, str]]:
        naming = self._tongue.naming
        for item in self._tongue.facts.news:
            title = naming.text(item.title)
            yield title, f"{title} {naming.text(item.text)}"

    def _programs(self) -> Iterator[tuple[str, str]]:
        for program in self._tongue.facts.programs:
            for asked in self._own.get(("programs", program.id), ()):
                if asked.ask is Ask.ABOUT:
                    yield asked.text, f"{asked.text} {self._tongue.naming.text(program.about)}"


def _thing(asked: OwnQuestion) -> Key:
    """What a question is about: an edition, a programme, or the section that its fact stands in."""
    if asked.key[0] != "programs":
        return asked.key[:1]
    if asked.edition:
        program, _, edition = asked.edition.partition("/")
        return ("programs", program, "editions", edition)
    return asked.key[:4] if asked.key[2:3] == ("editions",) else asked.key[:2]


def _first(entry: Entry, language: str) -> str:
    return (entry.questions.get(language) or next(iter(entry.questions.values())))[0]
