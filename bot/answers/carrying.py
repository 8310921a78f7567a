"""What was understood in one language, with the facts as another one has them, so that it can answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bot.matching.candidate import Candidate
from bot.matching.catalogue import Catalogue
from bot.matching.finding import Finding, Row
from bot.matching.understood import Understood

_Item = TypeVar("_Item")


def carried(parts: Sequence[Understood], catalogue: Catalogue) -> list[Understood]:
    """The parts with the editions, topics, visits and delegations of another catalogue of the same facts."""
    return [replace(part, candidates=tuple(_candidate(one, catalogue) for one in part.candidates)) for part in parts]


def _candidate(candidate: Candidate, catalogue: Catalogue) -> Candidate:
    return replace(candidate, finding=_finding(candidate.finding, catalogue))


def _finding(finding: Finding, catalogue: Catalogue) -> Finding:
    return replace(finding, rows=tuple(_row(row, catalogue) for row in finding.rows))


def _row(row: Row, catalogue: Catalogue) -> Row:
    held = catalogue.by_id[row.held.id]
    theirs, ours = row.held.edition, held.edition
    return Row(
        held,
        _same(row.delegations, row.held.delegations, held.delegations),
        _same(row.topics, theirs.topics, ours.topics),
        _same(
            row.visits,
            (*theirs.visits, *row.held.program.visits),
            (*ours.visits, *held.program.visits),
        ),
    )


def _same(chosen: Sequence[_Item], theirs: Sequence[_Item], ours: Sequence[_Item]) -> tuple[_Item, ...]:
    """Those of our items that stand where the chosen ones stand among theirs."""
    return tuple(ours[theirs.index(item)] for item in chosen)
