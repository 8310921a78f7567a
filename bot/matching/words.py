"""Many words that are only looked up: kept in one string, so that they take little room and are read back at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from zlib import crc32

_END: Final = b"\n"


class WordList:
    """A set of words, found by their checksum: the open hash table of the textbooks, in an array."""

    __slots__ = ("_slots", "_text")

    def __init__(self, words: Iterable[str] = ()) -> None:
        kept = sorted(word.encode() + _END for word in set(words) if word and "\n" not in word)
        self._text = b"".join(kept)
        self._slots = array("I", bytes(4 * (len(kept) * 3 // 2 + 1)))
        """1 + where a word begins, in the first slot from its own that was free; 0 in a free one."""
        slots, size, begin = self._slots, len(self._slots), 1
        for word in kept:  # as _search does, which need not compare them here: none is there twice
            slot = crc32(word) % size
            while slots[slot]:
                slot = slot + 1 if slot + 1 < size else 0
            slots[slot] = begin
            begin += len(word)

    def _search(self, word: bytes) -> int:
        """The slot of a word with its end, or the free one that it would take."""
        text, slots = self._text, self._slots
        size = len(slots)
        slot = crc32(word) % size
        while (begin := slots[slot]) and not text.startswith(word, begin - 1):
            slot = slot + 1 if slot + 1 < size else 0
        return slot

    def __contains__(self, word: str) -> bool:
        return self.find(word) is not None

    def find(self, word: str) -> int | None:
        """The slot of a word; None where it is none of them."""
        slot = self._search(word.encode("utf-8", "surrogatepass") + _END)
        return slot if self._slots[slot] else None

    def slots(self) -> int:
        """How many slots there are, the free ones included."""
        return len(self._slots)

    def __iter__(self) -> Iterator[str]:
        return iter(self._text.decode().split("\n")[:-1])

    def __len__(self) -> int:
        return self._text.count(_END)

    def __getitem__(self, slot: int) -> str:
        begin = self._slots[slot] - 1
        return self._text[begin : self._text.index(_END, begin)].decode()


class WordsByLength:
    """A set of words in which those of about one length are looked through."""

    __slots__ = ("_lists",)

    def __init__(self, words: Iterable[str]) -> None:
        lengths: dict[int, list[str]] = {}
        for word in words:
            lengths.setdefault(len(word), []).append(word)
        self._lists = {length: WordList(lengths[length]) for length in sorted(lengths)}

    def about(self, length: int, reach: int) -> list[str]:
        """The words that have so many letters, up to ``reach`` more or fewer; made anew each time."""
        near = (self._lists.get(n) for n in range(length - reach, length + reach + 1))
        return [word for known in near if known is not None for word in known]

    def __contains__(self, word: str) -> bool:
        return len(word) in self._lists and word in self._lists[len(word)]

    def __iter__(self) -> Iterator[str]:
        return (word for known in self._lists.values() for word in known)


class WordTable:
    """A mapping from words to short texts, each text kept once."""

    __slots__ = ("_texts", "_values", "_words")

    def __init__(self, values: Mapping[str, str]) -> None:
        self._words = WordList(values)
        self._values = WordList(values.values())
        self._texts = array("I", bytes(4 * self._words.slots()))
        """The slot of a word -> that of its text."""
        places = {text: self._slot(self._values, text) for text in set(values.values())}
        for word in self._words:
            self._texts[self._slot(self._words, word)] = places[values[word]]

    @staticmethod
    def _slot(words: WordList, word: str) -> int:
        slot = words.find(word)
        assert slot is not None, f"{word!r} is kept in no list: it is empty, or of more than one line"
        return slot

    def get(self, word: str) -> str | None:
        """The text of a word; None where it is not known."""
        slot = self._words.find(word)
        return None if slot is None else self._values[self._texts[slot]]
