"""Pieces that several answers share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answers.composing.page import Desk, bullets, paragraph
from bot.answers.reply import Block, Line
from bot.matching.catalogue import Held


def sources(editions: Iterable[Held]) -> tuple[str, ...]:
    """Where the facts on some editions come from."""
    return tuple(dict.fromkeys(s for held in editions for s in held.edition.sources or held.program.sources))


def contacts(desk: Desk, people: Sequence[str], lead: str = "contacts") -> tuple[Block, ...]:
    """Whom to write to, with addresses; nothing where nobody is named."""
    items = [contact_line(desk, person) for person in people if desk.catalogue.people[person].email]
    return (paragraph(desk.sentences.line(lead)), bullets(items)) if items else ()


def contact_line(desk: Desk, person: str) -> Line:
    """Mr. Andrew Lim: andrew@we-gov.org."""
    found = desk.catalogue.people[person]
    return desk.sentences.line("contact-item", person=desk.naming.person(found), email=found.email or "")
