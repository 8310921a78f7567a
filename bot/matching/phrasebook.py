"""Phrases by their stems, with the forms in which they are written and what each means.

There are thousands in every language, and only few are met: so they are kept as text, and read when they are looked up.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.matching.senses import Sense
from bot.matching.words import WordTable

Forms = tuple[tuple[str, tuple[Sense, ...]], ...]
"""Words as written, with a space between them -> their meanings."""

REMEMBERED = 2_000
"""Phrases that are kept as they were read."""
_FORM, _MEANING = "\x1e", "\x1f"


class Phrasebook:
    """A mapping from stems to forms; filled once, then closed."""

    __slots__ = ("_closed", "_longest", "_open", "_read", "_senses")

    def __init__(self) -> None:
        self._open: dict[str, dict[str, tuple[Sense, ...]]] = {}
        self._longest: dict[str, int] = {}
        self._senses: tuple[tuple[Sense, ...], ...] = ()
        self._closed = WordTable({})
        self._read: dict[str, Forms] = {}

    def add(self, stems: Sequence[str], typed: Sequence[str], sense: Sense) -> None:
        """Learn a form of a phrase, or one more meaning of it."""
        forms = self._open.setdefault(" ".join(stems), {})
        written = " ".join(typed)
        senses = forms.get(written, ())
        if sense not in senses:
            forms[written] = (*senses, sense)
        if self._longest.get(stems[0], 0) < len(stems):
            self._longest[stems[0]] = len(stems)

    def close(self) -> None:
        """Turn what was learnt into text."""
        numbers: dict[tuple[Sense, ...], int] = {}
        for forms in self._open.values():
            for senses in forms.values():
                numbers.setdefault(senses, len(numbers))
        self._senses = tuple(numbers)
        self._closed = WordTable({key: _told(key, forms, numbers) for key, forms in self._open.items()})
        self._open = {}

    def longest(self, stem: str) -> int:
        """How many words the longest phrase has that begins with a stem; 0 where there is none."""
        return self._longest.get(stem, 0)

    def forms(self, stems: Sequence[str]) -> Forms:
        """The forms of a phrase; none where there is no such phrase."""
        if not self.longest(stems[0]):
            return ()
        key = " ".join(stems)
        found = self._read.get(key)
        if found is None:
            found = self._look_up(key)
            if len(self._read) < REMEMBERED and not self._open:
                self._read[key] = found
        return found

    def _look_up(self, key: str) -> Forms:
        if self._open:
            return tuple(self._open.get(key, {}).items())
        text = self._closed.get(key)
        if text is None:
            return ()
        parts = (form.partition(_MEANING) for form in text.split(_FORM))
        return tuple((written or key, self._senses[int(number)]) for written, _, number in parts)

    def __getstate__(self) -> tuple[None, dict[str, object]]:
        """What the compiled cache keeps: not what was looked up."""
        return None, {name: {} if name == "_read" else getattr(self, name) for name in self.__slots__}


def _told(key: str, forms: dict[str, tuple[Sense, ...]], numbers: dict[tuple[Sense, ...], int]) -> str:
    """The forms as text; one that is written like the stems needs no words of its own."""
    return _FORM.join(
        f"{'' if written == key else written}{_MEANING}{numbers[senses]}" for written, senses in forms.items()
    )


def meanings(forms: Forms, typed: str) -> tuple[Sense, ...]:
    """The meanings of the form that was typed; of all forms where just this one is not listed."""
    for written, senses in forms:
        if written == typed:
            return senses
    if len(forms) == 1:
        return forms[0][1]
    return tuple(dict.fromkeys(sense for _, senses in forms for sense in senses))
