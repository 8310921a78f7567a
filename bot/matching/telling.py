"""Whether a text holds words of a question: by their stems; in a language of syllables, by pairs of them.

Vietnamese writes every syllable apart. A text of sixty syllables has half of all frequent ones, and would explain any
question; that it has two of them side by side in the same order says what a word says elsewhere.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise


def keys(stems: Sequence[str], *, syllables: bool) -> set[str]:
    """What a text is looked up by: its stems and, where words are several syllables, its neighbours in pairs."""
    return {*stems, *(_pairs(stems) if syllables else ())}


def told(stems: Sequence[str], start: int, end: int, known: Container[str], *, syllables: bool) -> bool:
    """Whether a text with these keys has the words from `start` to `end` of a question."""
    if not all(stem in known for stem in stems[start:end]):
        return False
    if not syllables or len(stems) == 1:
        return True
    if end - start > 1:
        return all(pair in known for pair in _pairs(stems[start:end]))
    return any(pair in known for pair in _pairs(stems[max(0, start - 1) : end + 1]))


def _pairs(stems: Sequence[str]) -> list[str]:
    return [f"{first} {second}" for first, second in pairwise(stems)]
