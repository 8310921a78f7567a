"""What a text is about: the programmes, editions and news that it stands with, names, or is asked for by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.answers.tongue import Tongue
from bot.answers.truth.claims import sentences_of
from bot.answers.truth.told import Told
from bot.knowledge.localising import SOURCE
from bot.knowledge.model import News
from bot.matching.catalogue import Held
from bot.matching.reading import Reading
from bot.matching.senses import Kind
from bot.matching.text import words

_TELLING = 2
"""Words of a name of news from which it is taken for one."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Programmes by id, and single editions of theirs where the text is about these."""

    programs: tuple[str, ...] = ()
    editions: tuple[Held, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.programs)


class Library:
    """Finds the subjects of one language's texts."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self.catalogue = tongue.catalogue
        self._questions = {entry.id: entry.questions for entry in tongue.facts.entries}
        self._announced = {one.id: one.about for one in tongue.facts.announcements}
        self._news = [(name, item) for item in tongue.facts.news for name in _names(item, tongue.language)]

    def owner(self, told: Told) -> Subjects:
        """The programme or edition that a text stands with, or that an entry is asked for by."""
        section, _, rest = told.place[1].partition("/")
        steps = rest.split("/")
        if section == "announcements":
            return self._about(self._announced.get(steps[0]) or "")
        if section == "programs" and steps[0] in self.catalogue.programs:
            held = self.catalogue.by_id.get(f"{steps[0]}/{steps[2]}") if len(steps) > 3 else None
            return Subjects((steps[0],), (held,) if held and steps[1] == "editions" else ())
        if section == "entries":
            questions = self._questions.get(steps[0], {})
            asked = questions.get(self.tongue.language) or questions.get(SOURCE, ())
            return _common([self.named(one.reading) for text in asked for one in sentences_of(text, self.tongue)])
        return Subjects()

    def _about(self, announced: str) -> Subjects:
        """What an announcement says that it is about."""
        program = announced.partition("/")[0]
        held = self.catalogue.by_id.get(announced)
        return Subjects((program,) if program in self.catalogue.programs else (), (held,) if held else ())

    def named(self, reading: Reading) -> Subjects:
        """The programmes and editions that a sentence names."""
        editions = [self.catalogue.by_id[one] for one in reading.values(Kind.EDITION) if one in self.catalogue.by_id]
        programs = [*reading.values(Kind.PROGRAM), *(held.program.id for held in editions)]
        return Subjects(tuple(dict.fromkeys(programs)), tuple(editions))

    def news(self, told: Told) -> tuple[News, ...]:
        """The news that a text stands with, or names by some words."""
        section, _, rest = told.place[1].partition("/")
        if section == "news":
            return tuple(item for item in self.tongue.facts.news if item.id == rest.partition("/")[0])
        text = f" {' '.join(words(told.text))} "
        named = [item for name, item in self._news if f" {name} " in text]
        return tuple({item.id: item for item in named}.values())


def _names(item: News, language: str) -> Iterable[str]:
    own = item.names.get(language) or item.names.get(SOURCE, ())
    return (" ".join(found) for found in map(words, own) if len(found) >= _TELLING)


def _common(named: list[Subjects]) -> Subjects:
    """The one programme that most questions of an entry name, where they agree on it."""
    programs = {program for subjects in named for program in subjects.programs}
    return Subjects(tuple(programs)) if len(programs) == 1 else Subjects()
