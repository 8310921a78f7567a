"""Blocks -> their first lines, where all of them would fill a group's screen; and a question that stands for itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answers.assistant import Assistant
from bot.answers.browsing import question
from bot.answers.reply import Block, Bullets, Line, Paragraph, Question, Reply, Span

ROOM = 700
"""Letters of an answer where others read along."""
MARKS = 3
"""Letters of a line beside its own: its bullet and its end."""
_MORE = "…"


def shortened(blocks: Sequence[Block], room: int = ROOM) -> tuple[list[Block], bool]:
    """The first lines, about as many letters as there is room for; True where something was left out."""
    kept: list[Block] = []
    left = room
    for block in blocks:
        lines = [block.line] if isinstance(block, Paragraph) else list(block.items)
        fitting = _fitting(lines, left)
        left -= sum(map(_size, fitting))
        if fitting:
            kept.append(Paragraph(fitting[0]) if isinstance(block, Paragraph) else Bullets(tuple(fitting)))
        if len(fitting) < len(lines):
            return _ended(kept, lines[0], room), True
    return kept, False


def _fitting(lines: Iterable[Line], room: int) -> list[Line]:
    found: list[Line] = []
    for line in lines:
        room -= _size(line)
        if room < 0:
            break
        found.append(line)
    return found


def _ended(kept: list[Block], following: Line, room: int) -> list[Block]:
    """What is kept, with a sign that it goes on; of a first line that is too long alone, its beginning."""
    if kept:
        return [*kept, Paragraph((Span(_MORE),))]
    text = "".join(span.text for span in following)[:room]
    return [Paragraph((Span(f"{text.rpartition(' ')[0] or text} {_MORE}"),))]


def _size(line: Line) -> int:
    return sum(len(span.text) for span in line) + MARKS


def standalone(assistant: Assistant, asked: Question, reply: Reply) -> str:
    """The bot's own words that get the same answer where nothing was spoken of before; empty where it has none.

    A follow-up such as "and the topics?" gets another answer alone, so there the nearest own words must do.
    """
    own = _own_words(assistant, asked, reply)
    if (
        own
        and not _same(assistant, Question(own, asked.today, asked.language), reply)
        and _same(assistant, asked, reply)
    ):
        return ""
    return own


def _own_words(assistant: Assistant, asked: Question, reply: Reply) -> str:
    """The question that the bot itself would offer for what was answered."""
    name, _, ask = reply.entry.partition("#")
    if ask:
        return question(assistant.desk(asked.today, reply.language), f"ask:{ask}:{name}") or ""
    facts = assistant.tongue(reply.language).facts
    phrasings = next((entry.questions for entry in facts.entries if entry.id == name), {})
    return next(iter(phrasings.get(reply.language) or next(iter(phrasings.values()), ())), "")


def _same(assistant: Assistant, asked: Question, reply: Reply) -> bool:
    alone, _ = assistant.answer(asked)
    return alone.blocks == reply.blocks
