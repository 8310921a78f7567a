"""Phrases by their stems, with the forms in which they are written and what each means.

There are thousands in every language, so each is kept as two short texts, and equal meanings are kept once.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.matching.senses import Sense

Forms = tuple[tuple[str, tuple[Sense, ...]], ...]
"""Words as written, with a space between them -> their meanings."""


class Phrasebook:
    """A mapping from stems to forms."""

    __slots__ = ("_forms", "_longest", "_shared")

    def __init__(self) -> None:
        self._forms: dict[str, Forms] = {}
        self._longest: dict[str, int] = {}
        self._shared: dict[tuple[Sense, ...], tuple[Sense, ...]] = {}

    def add(self, stems: Sequence[str], typed: Sequence[str], sense: Sense) -> None:
        """Learn a form of a phrase, or one more meaning of it."""
        key, written = " ".join(stems), " ".join(typed)
        forms = dict(self._forms.get(key, ()))
        senses = forms.get(written, ())
        if sense not in senses:
            senses = (*senses, sense)
            forms[key if written == key else written] = self._shared.setdefault(senses, senses)
            self._forms[key] = tuple(forms.items())
        if self._longest.get(stems[0], 0) < len(stems):
            self._longest[stems[0]] = len(stems)

    def longest(self, stem: str) -> int:
        """How many words the longest phrase has that begins with a stem; 0 where there is none."""
        return self._longest.get(stem, 0)

    def forms(self, stems: Sequence[str]) -> Forms:
        """The forms of a phrase; none where there is no such phrase."""
        return self._forms.get(stems[0] if len(stems) == 1 else " ".join(stems), ())


def meanings(forms: Forms, typed: str) -> tuple[Sense, ...]:
    """The meanings of the form that was typed; of all forms where just this one is not listed."""
    for written, senses in forms:
        if written == typed:
            return senses
    if len(forms) == 1:
        return forms[0][1]
    return tuple(dict.fromkeys(sense for _, senses in forms for sense in senses))
