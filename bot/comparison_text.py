"""A comparison as lines of plain text: equal changes together, the gravest first, no longer than a person reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers.reply import Button
from bot.comparison import Change, Comparison, Kind

HEADINGS = {
    Kind.REGRESSION: "a test question that passed fails now",
    Kind.LOST: "answered before, and no longer",
    Kind.CHANGED: "another answer",
    Kind.GAINED: "answered now, or rightly so, and not before",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is shown; of the rest the number."""

    blocks: int = 20
    questions: int = 5
    """Of one block."""
    letters: int = 700
    """Of one answer."""


@dataclass(frozen=True, slots=True)
class Block:
    """Changes that look alike: of one kind, with the same answer before and the same after."""

    kind: Kind
    changes: tuple[Change, ...]


def blocks(comparison: Comparison) -> list[Block]:
    """All changes; the gravest kind first, and of a kind the one that most questions share."""
    groups: dict[object, list[Change]] = {}
    for change in comparison.changes:
        groups.setdefault((change.kind, change.before.shown, change.after.shown), []).append(change)
    kinds = list(Kind)
    found = [Block(group[0].kind, tuple(group)) for group in groups.values()]
    return sorted(found, key=lambda block: (kinds.index(block.kind), -len(block.changes)))


def lines(comparison: Comparison, bounds: Bounds = Bounds()) -> Iterator[str]:
    """The whole comparison: a line of figures, then block by block."""
    yield summary(comparison)
    found = blocks(comparison)
    for block in found[: bounds.blocks]:
        yield ""
        yield from block_lines(block, bounds)
    rest = [change for block in found[bounds.blocks :] for change in block.changes]
    if rest:
        yield ""
        yield f"... and {_questions(len(rest))} more whose answers change: {_by_kind(rest)}"


def summary(comparison: Comparison) -> str:
    """How many answers change, and how."""
    changes = comparison.changes
    if not changes:
        return f"No answer changes ({_questions(comparison.total)} compared)."
    return f"The answers to {len(changes):,} of {_questions(comparison.total)} change: {_by_kind(changes)}."


def block_lines(block: Block, bounds: Bounds) -> Iterator[str]:
    """One block: what kind of change it is, the questions, the answer before and the one after."""
    before, after = block.changes[0].before, block.changes[0].after
    yield f"{HEADINGS[block.kind].capitalize()} ({_questions(len(block.changes))}):"
    for change in block.changes[: bounds.questions]:
        yield f"  ? {_named(change)}"
        yield from (f"      {fault}" for fault in change.faults)
    if len(block.changes) > bounds.questions:
        yield f"    ... and {len(block.changes) - bounds.questions:,} more"
    if before.shown == after.shown:
        yield from _answer("=", before.text, before.links, bounds)
        yield "    The answer is as it was: what the test question expects has changed."
        return
    yield from _answer("-", before.text, before.links, bounds)
    yield from _answer("+", after.text, after.links, bounds)


def _named(change: Change) -> str:
    asked = change.asked
    where = f"{asked.language} {asked.category}" if asked.category is not None else "somebody asked"
    return f"{where}: {_one_line(' / '.join(asked.texts), 300)}"


def _answer(mark: str, text: str, links: tuple[Button, ...], bounds: Bounds) -> Iterator[str]:
    short = text if len(text) <= bounds.letters else f"{text[: bounds.letters].rstrip()} ..."
    shown = [*short.splitlines(), *(f"[{link.label}] {link.url}" for link in links)] or ["(nothing)"]
    yield from (f"  {mark} {line}" for line in shown)


def _one_line(text: str, letters: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[:letters].rstrip()} ..."


def _by_kind(changes: list[Change] | tuple[Change, ...]) -> str:
    counts = {kind: sum(change.kind is kind for change in changes) for kind in Kind}
    return "; ".join(f"{HEADINGS[kind]}: {count:,}" for kind, count in counts.items() if count)


def _questions(number: int) -> str:
    return f"{number:,} question{'' if number == 1 else 's'}"
