"""What a language says of its own, compared with the English that it is written from: what is missing, what is stale.

Every sentence and text has a key: ``templates/when``, ``phrases/help``, ``texts/news/awards/title``,
``names/cities/seoul``, ``questions/visa``, ``cues/deadline``. A language notes for each sentence and text by which
English wording it was made (`checked`, a digest); where the English has changed since, it is stale until somebody has
looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.knowledge.fields import TEAM
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.language import LanguagePack, Template
from bot.knowledge.localising import SOURCE, named_places, told_places
from bot.knowledge.wording import Wording, digest

Source = Mapping[str, Wording]
"""Key -> the English."""

COMPARED = ("templates", "phrases", "texts")
"""Sections whose wording is compared; names and phrasings stand for themselves."""
OWN_NAMES = ("people/", "testimonials/", "news/", "organisations/")
"""Things whose English name serves in every language where it has no other."""


class Translation:
    """One language beside English."""

    def __init__(self, knowledge: Knowledge, code: str, source: Source | None = None) -> None:
        """``source``: what was gathered for another language of the same knowledge."""
        self.code = code
        self._pack = knowledge.languages.get(code) or LanguagePack(language=code)
        self.source = source or sources(knowledge)

    def missing(self) -> dict[str, Wording]:
        """What English has and this language does not, with the English."""
        return {key: wording for key, wording in self.source.items() if self.own(key) is None and self._wanted(key)}

    def stale(self) -> list[str]:
        """Keys of sentences and texts whose English has changed since they were compared, or never were."""
        return [key for key in self.compared() if self._pack.checked.get(key) != digest(self.source[key])]

    def never_compared(self) -> list[str]:
        """Those of them that nobody has noted to have compared."""
        return [key for key in self.compared() if key not in self._pack.checked]

    def compared(self) -> list[str]:
        """Keys of all sentences and texts that this language has and English too."""
        return [key for key in self.source if key.partition("/")[0] in COMPARED and self.own(key) is not None]

    def own(self, key: str) -> Wording | None:
        """What this language has under a key; None where it has nothing."""
        section, _, name = key.partition("/")
        found: Mapping[str, Wording] = getattr(self._pack, section)
        return found.get(name) or None

    def noted(self, key: str) -> str:
        """By which English wording something was made, as was noted; empty where nothing was."""
        return self._pack.checked.get(key, "")

    def _wanted(self, key: str) -> bool:
        section, _, name = key.partition("/")
        if section == "phrases" and name.startswith(TEAM):
            return False
        return section != "names" or not (name.startswith(OWN_NAMES) or "/editions/" in name)


def sources(knowledge: Knowledge) -> Source:
    """Everything that a language is asked to have, in English."""
    return dict(_source(knowledge))


def _source(knowledge: Knowledge) -> Iterator[tuple[str, Wording]]:
    english = knowledge.languages[SOURCE]
    sections: dict[str, Mapping[str, Template]] = {"templates": english.templates, "phrases": english.phrases}
    for section, templates in sections.items():
        for name, template in templates.items():
            yield f"{section}/{name}", template
    for name, cues in english.cues.items():
        yield f"cues/{name}", cues
    for place, names in named_places(knowledge.facts).items():
        yield f"names/{place}", names
    for place, text in told_places(knowledge.facts).items():
        yield f"texts/{place}", text
    for entry in knowledge.facts.entries:
        if SOURCE in entry.questions:
            yield f"questions/{entry.id}", entry.questions[SOURCE]
