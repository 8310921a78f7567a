"""Mending what thumbs do: typing errors, missing spaces, digits for letters.

Only a word that neither the knowledge nor the dictionary knows is touched; a number never is, and one known name never
becomes another. A mended word is marked, and counts a little less.
"""

from __future__ import annotations

import re

from bot.matching.lexicon import Lexicon
from bot.matching.words import WordsByLength

_LEET = str.maketrans("013457", "oieast")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_FIGURES = str.maketrans("oil", "011")
_YEAR = re.compile(r"19\d\d|20\d\d|2100", re.ASCII)
_VOWELS = frozenset("aeiouy")
LONG_NAME = 9
"""Letters from which a name may be two edits away: "Harvard" is no "Harare"."""
LONGEST = 40
"""Letters of a word, drawn-out ones counted once; a longer one is no word, and is looked at no closer."""
MOST_REPAIRS = 16
"""Words that are mended in one message; more of them is no question in this language."""


def repair(word: str, lexicon: Lexicon, *, to_names: bool = False) -> list[str]:
    """The words that were meant, or nothing where the word is right, a number or beyond repair.

    ``to_names`` keeps to the words of names: "Quito" in the middle of a sentence is no "quite".
    """
    if word.isdecimal() or lexicon.knows(word):
        return []
    if any(c.isdecimal() for c in word):
        return _leet(word, lexicon)
    squeezed = _DRAWN_OUT.sub(r"\1", word)
    if squeezed != word:
        return [squeezed] if lexicon.knows(squeezed) else repair(squeezed, lexicon, to_names=to_names)
    if not 4 <= len(word) <= LONGEST:
        return []
    known = lexicon.names if to_names else lexicon.repairable
    return _nearest(word, known, lexicon) or (
        [] if to_names else _without_vowels(word, lexicon) or _split(word, lexicon)
    )


def _leet(word: str, lexicon: Lexicon) -> list[str]:
    if not any(c.isalpha() for c in word):
        return []
    figures = word.translate(_FIGURES)
    if sum(c.isdecimal() for c in word) > 1 and _YEAR.fullmatch(figures):
        return [figures]
    plain = word.translate(_LEET)
    if not plain.isalpha():
        return []
    return [plain] if lexicon.knows(plain) else repair(plain, lexicon)


def _nearest(word: str, words: WordsByLength, lexicon: Lexicon) -> list[str]:
    """The known word fewest edits away; ties go to the one that begins alike."""
    from rapidfuzz import process  # late: a question without a typing error does not pay for the import
    from rapidfuzz.distance import OSA

    reach = 1 if len(word) < 6 else 2 if len(word) < 11 else 3
    found = process.extract(word, words.about(len(word), reach), scorer=OSA.distance, score_cutoff=reach, limit=12)
    near = [
        (edits, _unlike(word, known), known)
        for known, edits, _ in found
        if _plausible(word, known, int(edits), name=lexicon.only_named(known))
    ]
    return [min(near)[2]] if near else []


def _plausible(word: str, known: str, edits: int, *, name: bool) -> bool:
    if name and edits > 1 and len(word) < LONG_NAME:
        return False
    if len(known) < 4 and edits > 0:
        return len(known) == 3 and len(word) == 4 and sorted(set(word)) == sorted(set(known))
    if edits >= 2 and word[0] != known[0] and word[:2] != known[1::-1]:
        return False
    return not (edits >= 2 and len(known) < 6)


def _unlike(word: str, known: str) -> float:
    """Lower for words that begin alike, lowest where only the order of the letters differs."""
    from rapidfuzz.distance import JaroWinkler

    return -JaroWinkler.similarity(word, known) - (sorted(word) == sorted(known))


def _without_vowels(word: str, lexicon: Lexicon) -> list[str]:
    """ "prgrm" for "program": only where the word has no vowel at all and one known word fits."""
    if not word.isascii() or _VOWELS & set(word):
        return []
    fits = [known for known in lexicon.repairable if known[0] == word[0] and _skeleton(known) == word]
    return [min(fits, key=len)] if fits else []


def _skeleton(word: str) -> str:
    return "".join(c for c in word if c not in _VOWELS)


def _split(word: str, lexicon: Lexicon) -> list[str]:
    """Two or three known words written without a space; the split with the longest first word wins."""
    for at in range(len(word) - 3, 2, -1):
        head, tail = word[:at], word[at:]
        if not lexicon.within(head):
            continue
        if lexicon.within(tail):
            return [head, tail]
        for second in range(len(tail) - 3, 2, -1):
            if lexicon.within(tail[:second]) and lexicon.within(tail[second:]):
                return [head, tail[:second], tail[second:]]
    return []
