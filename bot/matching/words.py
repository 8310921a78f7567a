"""Many words that are only looked up: sorted in one string, so that they take little room and are read back at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping


class WordList:
    """A set of words, found by bisection."""

    __slots__ = ("_starts", "_text")

    def __init__(self, words: Iterable[str] = ()) -> None:
        kept = sorted(word.encode() for word in set(words) if word and "\n" not in word)
        self._text = b"\n".join(kept)
        self._starts = array("I")
        at = 0
        for word in kept:
            self._starts.append(at)
            at += len(word) + 1
        self._starts.append(at)  # where the next word would begin

    def __contains__(self, word: str) -> bool:
        return self.find(word) is not None

    def find(self, word: str) -> int | None:
        """The place of a word in the order; None where it is none of them."""
        wanted = word.encode("utf-8", "surrogatepass")
        text, starts = self._text, self._starts
        low, high = 0, len(starts) - 1
        while low < high:
            middle = (low + high) // 2
            found = text[starts[middle] : starts[middle + 1] - 1]
            if found == wanted:
                return middle
            if found < wanted:
                low = middle + 1
            else:
                high = middle
        return None

    def __iter__(self) -> Iterator[str]:
        return iter(self.listed())

    def listed(self) -> list[str]:
        """All words in their order; made anew each time, for it takes ten times the room."""
        return self._text.decode().split("\n") if self._text else []

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number + 1] - 1].decode()


class WordTable:
    """A mapping from words to short texts, found by bisection."""

    __slots__ = ("_numbers", "_values", "_words")

    def __init__(self, values: Mapping[str, str]) -> None:
        self._words = WordList(values)
        self._values = WordList(values.values())
        places = {text: number for number, text in enumerate(self._values)}
        self._numbers = array("I", (places.get(values[word], 0) for word in self._words))

    def get(self, word: str) -> str | None:
        """The text of a word; None where it is not known."""
        number = self._words.find(word)
        return None if number is None else self._values[self._numbers[number]]
