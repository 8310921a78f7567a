"""The nearest known word to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

_ALIKE = 0.6
_SHOWN = 12


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that differs least from `word`, where one is near enough to be meant."""
    scorer = OSA.normalized_similarity
    found = process.extractOne(word.lower(), sorted(known), scorer=scorer, processor=str.lower, score_cutoff=_ALIKE)
    return found[0] if found else None


def hint(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'answer'?`, or nothing."""
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near else ""


def listing(known: Iterable[str]) -> str:
    """The known words for a message; the first dozen of many."""
    words = list(known)
    more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return ", ".join(words[:_SHOWN]) + more
