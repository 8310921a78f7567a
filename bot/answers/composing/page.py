"""What a composer works with, and what it gives back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from bot.answers.naming import Naming
from bot.answers.reply import Block, Bullets, Button, Line, Paragraph
from bot.answers.sentences import Sentences, together
from bot.matching.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Desk:
    """The tools of one reply."""

    catalogue: Catalogue
    sentences: Sentences
    naming: Naming
    today: dt.date


@dataclass(frozen=True, slots=True)
class Page:
    """The composed answer to one question."""

    blocks: tuple[Block, ...]
    links: tuple[Button, ...] = ()
    sources: tuple[str, ...] = ()


def paragraph(*lines: Line) -> Paragraph:
    """Sentences as one paragraph."""
    return Paragraph(together(*lines))


def bullets(items: Iterable[Line]) -> Bullets:
    """Lines as a list."""
    return Bullets(tuple(items))
