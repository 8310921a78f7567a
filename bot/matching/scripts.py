"""In which script words are written, as Unicode calls it: LATIN, CJK, HANGUL."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from bot.matching.text import tokens


def script_of_all(words: Iterable[str]) -> str:
    """The script of most words."""
    count = Counter(script_of(token.text) for phrase in words for token in tokens(phrase) if not token.text.isdecimal())
    return count.most_common(1)[0][0] if count else ""


@lru_cache(maxsize=4096)
def script_of(word: str) -> str:
    """The script of a word's first letter, as Unicode calls it: LATIN, CJK, HANGUL."""
    letter = next((character for character in word if character.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
