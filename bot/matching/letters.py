"""What words look like in each language: by runs of three letters, for words that no dictionary has.

A typing error, a name or an inflected form still looks like its language: "partcipants" is more French than Spanish.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.matching.words import WordTable

RUN = 3
USUAL = 10.0
"""Bits that a run of letters takes on average, in a language that may be the word's or not."""
MOST = 2.0
"""The most that the look of one word counts for or against a language, in powers of two."""
NEVER = 15
"""Bits of a run that a language does not have."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The runs of letters of some languages."""

    runs: WordTable
    """Run -> the languages that have it, with its bits in each."""

    @classmethod
    def of(cls, words: Mapping[str, Iterable[str]]) -> Letters:
        """From words, each with the languages that have it."""
        met: dict[str, list[str]] = defaultdict(list)
        for word, codes in words.items():
            runs = _runs(word)
            for code in codes:
                met[code] += runs
        bits: dict[str, list[str]] = defaultdict(list)
        for code in list(met):
            found = Counter(met.pop(code))
            whole = math.log2(sum(found.values()))
            for run, times in found.items():
                if times > 1:
                    bits[run].append(f"{code}:{min(NEVER, round(whole - math.log2(times)))}")
        return cls(WordTable({run: " ".join(parts) for run, parts in bits.items()}))

    def strangeness(self, word: str, codes: Iterable[str]) -> dict[str, float]:
        """How strange a word looks in each language: below 0 where it looks like one of its own."""
        runs = _runs(word)
        bits = dict.fromkeys(codes, float(NEVER * len(runs)))
        for run in runs:
            for part in (self.runs.get(run) or "").split():
                code, _, value = part.partition(":")
                if code in bits:
                    bits[code] += int(value) - NEVER
        return {code: max(-MOST, min(MOST, total / max(1, len(runs)) - USUAL)) for code, total in bits.items()}


def _runs(word: str) -> list[str]:
    whole = f"^{word}$"
    return [whole[at : at + RUN] for at in range(len(whole) - RUN + 1)]
