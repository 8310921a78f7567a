"""Every text that participants may read, with its place and its language."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields

from bot.knowledge.checks.draft import walk
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.language import LanguagePack, Template
from bot.knowledge.loaded import Key
from bot.knowledge.model import Facts


@dataclass(frozen=True, slots=True)
class Told:
    """One text in one language."""

    place: tuple[str, str]
    """The same for all languages: the section, and what is told there: texts, entries/visa/answer."""
    language: str
    key: Key
    """Where it is written."""
    text: str
    """A sentence with plural forms: all of them, one below the other."""


def told(knowledge: Knowledge, *, spoken: Collection[str], own: Collection[str]) -> list[Told]:
    """The texts of the facts in the languages that are spoken, then those of the packs that a folder has itself.

    What travels with the program is checked where it comes from.
    """
    found = [*_facts(knowledge.facts)]
    for code, pack in knowledge.languages.items():
        found += _pack(code, pack) if code in own else ()
    return [one for one in found if one.language in spoken]


def _facts(facts: Facts) -> Iterator[Told]:
    for section in fields(Facts):
        for key, value in walk(getattr(facts, section.name), (section.name,)):
            for language, text in value.items() if isinstance(value, dict) else ():
                if isinstance(text, str):
                    yield Told(("texts", "/".join(map(str, key))), language, (*key, language), text)


def _pack(code: str, pack: LanguagePack) -> Iterator[Told]:
    for place, text in pack.texts.items():
        yield Told(("texts", place), code, ("languages", code, "texts", place), text)
    for section, templates in (("templates", pack.templates), ("phrases", pack.phrases)):
        for name, template in templates.items():
            yield Told((section, name), code, ("languages", code, section, name), _whole(template))


def _whole(template: Template) -> str:
    return template if isinstance(template, str) else "\n\n".join(template.values())
