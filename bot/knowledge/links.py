"""Every link of the knowledge with its place: those that are fields, and those inside of texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.knowledge.checks.draft import Draft, walk
from bot.knowledge.fields import TEAM
from bot.knowledge.knowledge import Knowledge, Position
from bot.knowledge.loaded import Key, Positions

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”«»]+", re.IGNORECASE)
"""A link in a text, with the marks of the sentence behind it."""
_ENDING = ".,;:!?)]}»”…。，、）؟،"
"""What ends a sentence behind a link and is none of it."""
_FIELDS = ("url", "link")
_SPOKEN = ("texts", "templates", "phrases")


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link and one place where it is written."""

    url: str
    position: Position


def links_in(text: str) -> tuple[str, ...]:
    """The links of a text, each once."""
    return tuple(dict.fromkeys(found.rstrip(_ENDING) for found in LINK.findall(text)))


def links(knowledge: Knowledge, positions: Positions, languages: Collection[str]) -> tuple[WrittenLink, ...]:
    """All of the facts and of the packs of some languages, sorted by place; one that stands twice is there twice."""
    draft = Draft(knowledge, positions)
    found = {WrittenLink(_whole(url), draft.at(key)) for key, url in _written(draft, languages)}
    return tuple(sorted(found, key=lambda one: (one.position.file, one.position.line, one.position.column, one.url)))


def _written(draft: Draft, languages: Collection[str]) -> Iterator[tuple[Key, str]]:
    for key, record in draft.records:
        for field in _FIELDS:
            url = getattr(record, field, None)
            if isinstance(url, str):
                yield (*key, field), url
    packs = ((code, pack) for code, pack in draft.knowledge.languages.items() if code in languages)
    spoken = (
        found
        for code, pack in packs
        for section in _SPOKEN
        for found in walk(getattr(pack, section), ("languages", code, section))
    )
    for key, value in (*draft.values, *spoken):
        # Lists are names and the phrasings of questions, which nobody is shown as a link.
        for name, text in value.items() if isinstance(value, dict) else ():
            if isinstance(text, str) and not name.startswith(TEAM):  # there they are examples of what to type
                yield from (((*key, name), url) for url in links_in(text))


def _whole(url: str) -> str:
    return url if "://" in url else f"https://{url}"
