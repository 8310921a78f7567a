"""Of two long texts the part in which they differ, with a little around it."""

from __future__ import annotations

from rapidfuzz.distance import Postfix, Prefix

AROUND = 40
"""Letters before and after what differs."""


def excerpts(before: str, after: str, most: int) -> tuple[str, str]:
    """Both texts, each in at most about ``most`` letters, so that what differs can be seen in both."""
    if max(len(before), len(after)) <= most:
        return before, after
    start = Prefix.similarity(before, after)
    same = Postfix.similarity(before[start:], after[start:])
    begin = max(0, start - AROUND)
    return _part(before, begin, len(before) - same, most), _part(after, begin, len(after) - same, most)


def _part(text: str, begin: int, end: int, most: int) -> str:
    stop = min(len(text), max(end + AROUND, begin + most // 2), begin + most)
    return f"{'… ' if begin else ''}{text[begin:stop].strip()}{' …' if stop < len(text) else ''}"


def is_cut(text: str) -> bool:
    """Whether something has been left out of a text."""
    return "…" in text
