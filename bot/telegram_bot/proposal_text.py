"""What a proposal changes, in words for staff: values that differ, answers that change, mistakes in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.reply import Block, Bullets, Line, Paragraph, Span
from bot.answers.sentences import joined, plain
from bot.comparison import Comparison, Kind
from bot.comparison_text import Block as Alike
from bot.comparison_text import Bounds, blocks, lines
from bot.editing.excerpts import excerpts, is_cut
from bot.editing.preview import Preview
from bot.editing.proposal import Changed
from bot.editing.records import Became, Difference, differences, sizes
from bot.editing.translations import is_left_behind, is_note, language_of
from bot.knowledge.differing import State, unified
from bot.knowledge.document import Tree
from bot.knowledge.problems import Problem
from bot.telegram_bot.team import Team, bullets

MOST = 12
"""Values that differ, as far as a message shows them ..."""
FEW = 3
"""... answers that change, and findings."""
SHORT = 240
"""Letters of an answer in a message."""
_KINDS = {
    Kind.REGRESSION: "team-kind-regression",
    Kind.LOST: "team-kind-lost",
    Kind.CHANGED: "team-kind-changed",
    Kind.GAINED: "team-kind-gained",
}
_KEYS = {Became.NEW: "team-value-new", Became.GONE: "team-value-gone", Became.ALTERED: "team-value-altered"}


def changes_told(team: Team, changes: Sequence[Changed]) -> list[Block]:
    """Value by value; file by file where there are several."""
    told: list[Block] = []
    notes = [change for change in changes if is_note(change)]
    shown = [change for change in changes if change not in notes]
    for change in shown:
        if len(shown) > 1:
            told.append(Paragraph((Span(change.file, bold=True),)))
        told += _told(team, change)
    if notes:
        told.append(team.paragraph("team-noted", languages=", ".join(language_of(change) for change in notes)))
    return told


def _told(team: Team, change: Changed) -> Iterator[Block]:
    if change.before is None or change.after is None:
        yield team.paragraph("team-file-new" if change.before is None else "team-file-gone", file=change.file)
    found = list(differences(_tree(change, change.before), _tree(change, change.after)))
    if not found and change.before is not None and change.after is not None:
        yield team.paragraph("team-layout")
        return
    if found:
        yield Bullets(tuple(_value(team, one) for one in found[:MOST]))
    if len(found) > MOST:
        yield team.paragraph("team-more-values", count=len(found) - MOST)


def _value(team: Team, one: Difference) -> Line:
    path: Line = (Span(" › ".join(one.path), bold=True),)
    return team.line(_KEYS[one.became], path=path, before=plain(one.before), after=plain(one.after))


def _tree(change: Changed, data: bytes | None) -> Tree | None:
    """What the file holds; None for one that is not there, or cannot be read, which is told later."""
    from bot.knowledge.reader import read

    return read(data, change.file).tree if data is not None else None


def difference_file(changes: Sequence[Changed]) -> bytes:
    """Line by line, as a text to be looked through; empty where the message shows it all."""
    told: list[str] = []
    for change in changes:
        found = list(differences(_tree(change, change.before), _tree(change, change.after)))
        if len(found) <= MOST and not any(is_cut(one.before + one.after) for one in found):
            continue
        state = State.NEW if change.before is None else State.GONE if change.after is None else State.CHANGED
        told += [f"{change.file}: {state}", *unified(_lines(change.before), _lines(change.after)), ""]
    return "\n".join(told).encode()


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode("utf-8-sig", "replace").splitlines()


@dataclass(frozen=True, slots=True)
class Wiped:
    """A file that loses most of its records."""

    file: str
    lost: int
    had: int


def wiped(changes: Sequence[Changed]) -> list[Wiped]:
    """Files that keep less than half of what they hold: all of it gone, or a file that was cut off."""
    found = []
    for change in changes:
        had, has = sizes(_tree(change, change.before), _tree(change, change.after))
        if had and has * 2 < had:
            found.append(Wiped(change.file, had - has, had))
    return found


def problems_told(problems: Sequence[Problem], most: int) -> Iterator[Block]:
    """Each at its line, as far as they are shown."""
    yield bullets(str(problem) for problem in problems[:most])


def preview_told(team: Team, preview: Preview) -> Iterator[Block]:
    """What was found: the answers that change, the gravest first, and what the change brings with it."""
    comparison = preview.comparison
    if comparison is None:
        errors = [one for one in preview.problems if one.level == "error"] or list(preview.problems)
        yield team.paragraph("team-faulty", count=len(errors))
        yield from problems_told(errors, MOST)
        if len(errors) > MOST:
            yield team.paragraph("team-more-mistakes", count=len(errors) - MOST)
        return
    if preview.blind:
        yield team.paragraph("team-blind")
        return
    yield from _answers(team, comparison)
    if comparison.regressions:
        yield team.paragraph("team-tests-how")
    found = findings(preview)
    if found:
        yield team.paragraph("team-findings", count=len(found))
        yield from problems_told(found, FEW)
        if len(found) > FEW:
            yield team.paragraph("team-more-findings", count=len(found) - FEW)


def findings(preview: Preview) -> list[Problem]:
    """What the change brings, but for translations that are out of date, which are told by their languages."""
    return [problem for problem in preview.problems if not is_left_behind(problem.message)]


def _answers(team: Team, comparison: Comparison) -> Iterator[Block]:
    count = len(comparison.changes)
    if not count:
        yield team.paragraph("team-answers-same", total=f"{comparison.total:,}")
        return
    yield team.paragraph("team-answers", count=count, total=f"{comparison.total:,}")
    found = blocks(comparison)
    for alike in found[:FEW]:
        yield from _alike(team, alike)
    rest = sum(len(alike.changes) for alike in found[FEW:])
    if rest:
        yield team.paragraph("team-more-answers", count=rest)


def _alike(team: Team, alike: Alike) -> Iterator[Block]:
    first, more = alike.changes[0], len(alike.changes) - 1
    questions = " / ".join(first.asked.texts)
    also: Line = (Span(" "), *team.line("team-and-more", count=more)) if more else ()
    kind = team.line(_KINDS[alike.kind])
    yield Paragraph(joined([*kind, Span(" "), Span(f"“{_cut(questions)}”", bold=True), *also]))
    items = [] if first.before.shown == first.after.shown else _both(team, first.before.text, first.after.text)
    items += [plain(fault) for fault in first.faults]
    if items:
        yield Bullets(tuple(items))


def _both(team: Team, before: str, after: str) -> list[Line]:
    """The two answers; of long ones the part in which they differ."""
    was, now = excerpts(" ".join(before.split()), " ".join(after.split()), SHORT)
    return [team.line("team-was", answer=was), team.line("team-is", answer=now)]


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rstrip()} …"


def preview_file(preview: Preview) -> bytes:
    """All of it as a text; empty where the message shows it all."""
    comparison = preview.comparison
    if comparison is None:
        many = preview.problems if len(preview.problems) > MOST else ()
        return "\n".join(map(str, many)).encode()
    told = lines(comparison, Bounds(blocks=500, questions=50, letters=4000)) if len(blocks(comparison)) > FEW else ()
    findings = map(str, preview.problems if len(preview.problems) > FEW else ())
    return "\n".join([*told, *findings]).encode()


def is_grave(preview: Preview) -> bool:
    """Whether somebody should think twice: test questions fail, or answers steal each other's questions."""
    regressions = preview.comparison.regressions if preview.comparison else 0
    lost = any(change.kind is Kind.LOST for change in preview.comparison.changes) if preview.comparison else False
    return bool(regressions or lost or findings(preview))
