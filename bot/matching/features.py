"""Text to sparse vectors: words, pairs of neighbouring words, and runs of 3 and 4 characters across words.

A feature is a 64-bit key. The two top bits name its family, the others are a rolling hash of what it consists of, so
that a whole corpus is encoded by a few array operations and no dictionary of n-grams is kept in memory.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Words = Callable[[str], Sequence[str]]
Weight = Callable[[str], float]

FAMILIES: Final = 3  # 0: runs of characters, 1: words, 2: pairs of words
MAX_TEXT: Final = 2_000  # characters of a text that are read; a question longer than this has been asked by then
_FAMILY_SHIFT: Final = np.uint64(62)
_KEY_BITS: Final = np.uint64(2)
_MULTIPLIER: Final = np.uint64(0x9E37_79B9_7F4A_7C15)
_ORDERS: Final = (3, 4)
_SPACE: Final = 0x20
_BREAK: Final = 0  # between two texts; no run of characters crosses it
# Scripts written without spaces between words: Thai to Lao, Myanmar, Khmer, kana, ideographs and their extensions.
_UNSPACED: Final = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip


def plain_words(text: str) -> list[str]:
    """Split into runs of letters, marks and digits, compatibility-normalised and without case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return ["".join(run) for is_word, run in groupby(folded, _is_word_character) if is_word]


def full_weight(word: str) -> float:
    """The weight of a word when nothing is known about its language."""
    return 1.0


def units(text: str, words: Words) -> tuple[str, ...]:
    """The words of the first MAX_TEXT characters; scripts without spaces give one unit per character.

    Letters are decomposed, so that an accent or the last consonant of a Korean syllable is a character of its own and
    a spelling without it still shares most runs.
    """
    found: list[str] = []
    for word in words(text[:MAX_TEXT]):
        if word.isascii():
            found.append(word)
        elif any(_is_unspaced(character) for character in word):
            found.extend(word)
        else:
            found.append(unicodedata.normalize("NFD", word))
    return tuple(unit for unit in found if unit)


class Encoder:
    """Numbers the words of a corpus and turns texts, given as units, into feature keys."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def learn(self, texts: Iterable[Sequence[str]]) -> None:
        """Give every new word of the texts a number."""
        numbers = self._numbers
        for text in texts:
            for word in text:
                numbers.setdefault(word, len(numbers) + 1)

    def number(self, word: str) -> int:
        """The number of a word, counted from 1; 0 for a word that was never learnt."""
        return self._numbers.get(word, 0)

    def encode(self, texts: Sequence[Sequence[str]]) -> tuple[NDArray[np.int32], Keys]:
        """Row (index of the text) and key of every feature occurrence of all texts.

        Rows ascend among the occurrences of one key. An unknown word has the key of number 0, as has every
        pair that it is part of: they match nothing learnt.
        """
        parts = (_character_runs(texts), *self._word_features(texts))
        rows = np.concatenate([part[0] for part in parts]).astype(np.int32)
        keys = [(part[1] >> _KEY_BITS) | (np.uint64(i) << _FAMILY_SHIFT) for i, part in enumerate(parts)]
        return rows, np.concatenate(keys)

    def _word_features(
        self, texts: Sequence[Sequence[str]]
    ) -> tuple[tuple[NDArray[np.int64], Keys], tuple[NDArray[np.int64], Keys]]:
        # A text is laid out as 0 w1 w2 .. wn 0, so that its first and last word make pairs with the border.
        get = self._numbers.get
        flat = np.array([n for text in texts for n in (-1, *[get(word, 0) for word in text], -1)], dtype=np.int64)
        lengths = np.array([len(text) + 2 for text in texts], dtype=np.int64)
        rows = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
        inside = flat >= 0
        left, right = flat[:-1], flat[1:]
        paired = (rows[:-1] == rows[1:]) & (inside[:-1] | inside[1:])
        unknown = (left == 0) | (right == 0)
        codes = flat.astype(np.uint64)
        pairs = codes[:-1] * _MULTIPLIER + codes[1:]
        pairs[unknown] = 0
        return (rows[inside], codes[inside] * _MULTIPLIER), (rows[:-1][paired], pairs[paired] * _MULTIPLIER)


def family(keys: Keys) -> NDArray[np.int64]:
    """The family of every key, 0 to FAMILIES - 1."""
    return (keys >> _FAMILY_SHIFT).astype(np.int64)


def _character_runs(texts: Sequence[Sequence[str]]) -> tuple[NDArray[np.int64], Keys]:
    joined = [f" {' '.join(text)} {chr(_BREAK)}" for text in texts]
    characters = np.frombuffer("".join(joined).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = characters.astype(np.uint64)
    lengths = np.array([len(text) for text in joined], dtype=np.int64)
    rows = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    ends = np.repeat(np.cumsum(lengths) - 1, lengths)  # where the text's break stands
    position = np.arange(len(codes), dtype=np.int64)
    found_rows, found_keys = [], []
    hashes = codes
    for order in range(2, max(_ORDERS) + 1):
        hashes = hashes[:-1] * _MULTIPLIER + codes[order - 1 :] if len(hashes) else hashes
        if order in _ORDERS:
            inside = position[: len(hashes)] + order <= ends[: len(hashes)]
            found_rows.append(rows[: len(hashes)][inside])
            found_keys.append(hashes[inside])
    return np.concatenate(found_rows), np.concatenate(found_keys) * _MULTIPLIER


def _is_word_character(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return code >= 0x0E00 and any(first <= code <= last for first, last in _UNSPACED)
