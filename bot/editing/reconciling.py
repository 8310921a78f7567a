"""Two people's edits of one file, put together line by line where they do not touch each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

_Region = tuple[int, int, list[bytes]]
"""From one line of the base up to another, and what stands there instead."""


def reconciled(base: bytes, one: bytes, other: bytes) -> bytes | None:
    """What both wanted; None where they changed the same lines, or neighbours, which only a person can put together."""
    lines = _lines(base)
    if max(data.count(b"\n") for data in (base, one, other)) > MANY:
        return None
    ours, theirs = _regions(lines, _lines(one)), _regions(lines, _lines(other))
    merged: list[bytes] = []
    at = 0
    end = -1
    for region in sorted([*ours, *(region for region in theirs if region not in ours)], key=lambda found: found[:2]):
        start, stop, new = region
        if start <= end:
            return None
        merged += [*lines[at:start], *new]
        at = end = stop
    return b"".join([*merged, *lines[at:]])


MANY = 20_000
"""Lines from which on it takes too long: none of our files has as many."""


def _lines(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def _regions(base: Sequence[bytes], changed: Sequence[bytes]) -> list[_Region]:
    matcher = SequenceMatcher(None, base, changed)
    return [
        (start, stop, list(changed[begin:finish]))
        for kind, start, stop, begin, finish in matcher.get_opcodes()
        if kind != "equal"
    ]
