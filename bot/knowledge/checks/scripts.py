"""Letters of two alphabets inside one word: they look alike, but nobody can type what was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.knowledge.checks.draft import Draft, walk
from bot.knowledge.problems import Problem

# Only these three share shapes; digits and combining marks belong to all, and Japanese words mix by nature.
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_CYRILLIC_OR_GREEK = re.compile("[\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff]")
_WORD = re.compile(r"[^\W_]+")


def mixed_scripts(draft: Draft) -> Iterator[Problem]:
    """Each text with a word that mixes Latin with Cyrillic or Greek letters."""
    for key, value in (*draft.values, *walk(draft.knowledge.languages, ("languages",))):
        if not isinstance(value, str) or value.isascii():
            continue
        if not (_CYRILLIC_OR_GREEK.search(value) and _LATIN.search(value)):
            continue
        for word in _WORD.findall(value):
            odd = odd_letter(word)
            if odd:
                name = unicodedata.name(odd).lower()
                words = f"the word {word!r} mixes two alphabets: {odd!r} is {name}; type the word anew"
                yield draft.problem(key, words)
                break


def odd_letter(word: str) -> str | None:
    """The first letter of the script that has fewer letters in the word, where it has two scripts."""
    latin, other = _LATIN.findall(word), _CYRILLIC_OR_GREEK.findall(word)
    if not latin or not other:
        return None
    return str(other[0] if len(other) <= len(latin) else latin[0])
