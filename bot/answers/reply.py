"""The values that pass the one door: a question goes in, a reply comes out.

A reply is a list of blocks, not marked-up text: each renderer (terminal, plain, Telegram) escapes what it must, and a
name that holds an asterisk stays a name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from bot.answers.misses.gist import Gist


class Outcome(StrEnum):
    """What the reply claims."""

    ANSWER = "answer"
    """The question is answered."""
    SUGGEST = "suggest"
    """Not sure: up to three real questions are offered."""
    UNKNOWN = "unknown"
    """Not known: says so and names whom to ask."""


@dataclass(frozen=True, slots=True)
class Question:
    """One message of a person."""

    text: str
    today: dt.date
    language: str | None = None
    """The language that the person set, where one is set (BCP 47)."""
    client: str | None = None
    """The language of the person's Telegram, where it tells one."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    bold: bool = False


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; every item is one line."""

    items: tuple[Line, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The items as plain text."""
        return tuple(_flat(item) for item in self.items)


Block = Paragraph | Bullets


@dataclass(frozen=True, slots=True)
class Button:
    """A link that is shown as a button."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to the person, and by what right."""

    outcome: Outcome
    blocks: tuple[Block, ...]
    language: str
    entry: str = ""
    """The best candidate's id, also where it was not good enough; empty where there is none."""
    confidence: float = 0.0
    suggestions: tuple[str, ...] = ()
    """Questions that the bot can surely answer, in the reply's language."""
    links: tuple[Button, ...] = ()
    sources: tuple[str, ...] = ()
    candidates: tuple[tuple[str, float], ...] = ()
    """Best first: id and confidence on one scale from 0 to 1."""
    foreign: str = ""
    """The language of the question, where the bot does not understand it."""
    asks: bool = True
    """False where the message asked nothing: a greeting, thanks, a number that was not offered."""
    gist: Gist = field(default=Gist(), repr=False)
    """What was read of the message, to find alike ones."""
    trace: tuple[str, ...] = field(default=(), repr=False)
    """What was recognised, what was weighed and why the winner won, a line each: for `ask --explain`."""

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks without a list that only repeats the offers: for a place that shows those in its own way."""
        repeated = self.suggestions
        return tuple(b for b in self.blocks if not (repeated and isinstance(b, Bullets) and b.texts == repeated))

    @property
    def text(self) -> str:
        """The reply as plain text."""
        return "\n".join(_plain(block) for block in self.blocks)


def _plain(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _flat(block.line)
    return "\n".join(f"- {_flat(item)}" for item in block.items)


def _flat(line: Line) -> str:
    return "".join(span.text for span in line)
