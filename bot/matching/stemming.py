"""Words -> stems, by the Snowball algorithm that a language pack names; none for languages that have none."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=16)
def _algorithm(name: str) -> object:
    import snowballstemmer

    return snowballstemmer.stemmer(name)


class Stemmer:
    """A callable from a folded word to its stem; words that were seen before cost a look-up."""

    def __init__(self, algorithm: str | None) -> None:
        self.algorithm = algorithm
        self._seen: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        if self.algorithm is None or word.isdecimal():
            return word
        stem = self._seen.get(word)
        if stem is None:
            stem = str(_algorithm(self.algorithm).stemWord(word))  # type: ignore[attr-defined]
            if len(self._seen) < 50_000:
                self._seen[word] = stem
        return stem
