"""Reply -> text for a terminal, much as Telegram would show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answers.reply import Block, Line, Paragraph, Reply, Span
from bot.terminal.wrapping import breaks, tame

_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What the output can show."""

    colour: bool = False
    """True where escape sequences are understood: a terminal, not a pipe."""
    width: int | None = None
    """Columns of the terminal; None: lines are as long as they come."""

    def bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_PLAIN}" if self.colour and text else text

    def faint(self, text: str) -> str:
        return f"{_FAINT}{text}{_PLAIN}" if self.colour and text else text


def render(reply: Reply, style: Style) -> str:
    """The whole reply: its text, its links, and the questions that it offers, numbered."""
    links = [f"{tame(link.label)}: {tame(link.url)}" for link in reply.links]
    offers = [f"{number}. {tame(question)}" for number, question in enumerate(reply.suggestions, 1)]
    return "\n".join([*_blocks(reply.body, style), *links, *offers])


def explanation(reply: Reply, style: Style) -> str:
    """Why the bot said so: outcome, trace and sources, a line each."""
    head = [f"{reply.outcome.value}, {reply.entry or 'no entry'}, confidence {reply.confidence:.2f}"]
    sources = [f"source {source}" for source in reply.sources]
    return "\n".join(style.faint(f"  {tame(line)}") for line in [*head, *reply.trace, *sources])


def _blocks(blocks: Iterable[Block], style: Style) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _wrapped(block.line, style)
        else:
            for item in block.items:
                yield from _wrapped(item, style, bullet="• " if style.colour else "- ")


def _wrapped(line: Line, style: Style, bullet: str = "") -> Iterator[str]:
    """The lines of one paragraph or item; those after a bullet hang under its text."""
    indent = bullet
    for part in _split(line):
        text = "".join(span.text for span in part)
        width = max(style.width - len(bullet), _NARROWEST) if style.width else None
        for start, end in breaks(text, width) if width else [(0, len(text))]:
            yield indent + _styled(part, start, end, style)
            indent = " " * len(bullet)


def _split(line: Line) -> Iterator[Line]:
    """The tamed line, cut where its own text breaks the line."""
    part: list[Span] = []
    for span in line:
        first, *rest = tame(span.text).split("\n")
        part.append(Span(first, span.bold))
        for text in rest:
            yield tuple(part)
            part = [Span(text, span.bold)]
    yield tuple(part)


def _styled(line: Line, start: int, end: int, style: Style) -> str:
    """The letters from start to end of the line, each run in its style."""
    pieces: list[str] = []
    offset = 0
    for span in line:
        piece = span.text[max(start - offset, 0) : max(end - offset, 0)]
        pieces.append(style.bold(piece) if span.bold else piece)
        offset += len(span.text)
    return "".join(pieces)
