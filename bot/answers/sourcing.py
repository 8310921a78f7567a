"""Where an answer is from: the sources that its facts name, as a reader is told of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from bot.answers import dates
from bot.answers.composing.page import Desk, bullets, paragraph
from bot.answers.reply import Block, Line
from bot.answers.sentences import plain
from bot.knowledge.model import Facts


def cited(desk: Desk, sources: Iterable[str]) -> tuple[Block, ...]:
    """The sources as a list: title, day and link, as far as the knowledge has them."""
    return (paragraph(desk.sentences.line("sources")), bullets(_line(desk, source) for source in sources))


def _line(desk: Desk, name: str) -> Line:
    """One source; by the words in which it is named, where the knowledge does not tell more of it."""
    source = desk.catalogue.sources.get(name)
    if source is None:
        return plain(name)
    line = plain(desk.naming.text(source.title))
    if source.date:
        line = desk.sentences.line("source-dated", title=line, date=dates.day(source.date, desk.naming.locale))
    return desk.sentences.line("source-linked", source=line, link=source.link) if source.link else line


def named_sources(facts: Facts) -> frozenset[str]:
    """Every source that some fact names."""
    return frozenset(_named(facts))


def _named(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _named(one)
    elif dataclasses.is_dataclass(value):
        yield from (one for one in getattr(value, "sources", ()) if isinstance(one, str))
        for field in dataclasses.fields(value):
            yield from _named(getattr(value, field.name))
