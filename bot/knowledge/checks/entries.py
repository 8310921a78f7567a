"""Entries that nobody can ask for, and questions that two entries claim."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.knowledge.checks.draft import Draft
from bot.knowledge.loaded import Key
from bot.knowledge.problems import Problem

_NO_WORD = re.compile(r"[^a-z0-9]+")


def entries_without_questions(draft: Draft) -> Iterator[Problem]:
    """An entry is found by its questions."""
    for entry in draft.facts.entries:
        key: Key = ("entries", entry.id, "questions")
        if not entry.questions:
            yield draft.problem(key, "the entry has no questions; write how people ask it, per language")
        for language, questions in entry.questions.items():
            if not questions:
                words = f"the list of questions in {language!r} is empty; fill it, or remove the language"
                yield draft.problem((*key, language), words)


def repeated_phrasings(draft: Draft) -> Iterator[Problem]:
    """The same question in two entries, or twice in one, whatever its case and punctuation."""
    first: dict[str, tuple[Key, str, str]] = {}
    for entry, language, key, question in _phrasings(draft):
        other, its_entry, its_language = first.setdefault(plain(question), (key, entry, language))
        if other == key:
            continue
        if its_entry == entry and its_language != language:
            continue  # languages may share a phrasing ("Visa?"); only within one it is superfluous
        where = draft.place(other, key)
        words = f"the same question stands in the entry {its_entry!r} ({where}); keep it in one of the two"
        if its_entry == entry:
            words = f"the question stands twice in this entry, first in {where}; keep one"
        yield draft.problem(key, words, "warning")


def _phrasings(draft: Draft) -> Iterator[tuple[str, str, Key, str]]:
    """Every phrasing: its entry, its language, its place; those beside the entries, then those of the languages."""
    for entry in draft.facts.entries:
        for language, questions in entry.questions.items():
            for index, question in enumerate(questions):
                yield entry.id, language, ("entries", entry.id, "questions", language, index), question
    for language in draft.own_languages:
        for entry_id, questions in draft.knowledge.languages[language].questions.items():
            for index, question in enumerate(questions):
                yield entry_id, language, ("languages", language, "questions", entry_id, index), question


def plain(text: str) -> str:
    """The text in one case, without punctuation and double spaces; marks above and below letters stay."""
    if text.isascii():
        return " ".join(_NO_WORD.sub(" ", text.lower()).split()) or text
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(folded.translate(_SPACED).split()) or folded


class _Spaced(dict[int, int]):
    """Letter by letter: punctuation, separators and controls are spaces; each is looked up in Unicode once."""

    def __missing__(self, letter: int) -> int:
        self[letter] = ord(" ") if unicodedata.category(chr(letter))[0] in "PZC" else letter
        return self[letter]


_SPACED = _Spaced()
