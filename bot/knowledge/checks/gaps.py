"""Values that are there but hold nothing, and languages that are used but not spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, cast

from bot.knowledge.checks.draft import Draft
from bot.knowledge.loaded import Key
from bot.knowledge.model import Entry
from bot.knowledge.problems import Problem


def empty_names(draft: Draft) -> Iterator[Problem]:
    """Names and texts that must be there need at least one language, and a language at least one name."""
    for key, record in draft.records:
        for name in _required(cast("Any", type(record))):
            # Empty questions have a rule with better words.
            if getattr(record, name) == {} and not (isinstance(record, Entry) and name == "questions"):
                yield draft.problem((*key, name), f"'{name}' is empty; write at least one language, such as 'en: ...'")
    for key, value in draft.values:
        for language, texts in value.items() if isinstance(value, dict) and "questions" not in key else ():
            if texts == ():
                words = f"the list in {language!r} is empty; fill it, or remove the language"
                yield draft.problem((*key, language), words)


def cases_without_messages(draft: Draft) -> Iterator[Problem]:
    """A test question asks something."""
    for file, questions in zip(draft.question_files, draft.knowledge.questions, strict=False):
        for index, case in enumerate(questions.questions):
            if not case.ask:
                key: Key = ("questions", file, index, "ask")
                yield draft.problem(key, "the list is empty; write what the person types")


def languages_without_a_pack(draft: Draft) -> Iterator[Problem]:
    """A language that the program knows no words of cannot be answered in; said once per language."""
    used: dict[str, Key] = {}
    for key, value in draft.values:
        for language in value if isinstance(value, dict) else ():
            used.setdefault(language, (*key, language))
    for file, questions in zip(draft.question_files, draft.knowledge.questions, strict=False):
        used.setdefault(questions.language, ("questions", file, "language"))
    for language, key in used.items():
        if language not in draft.knowledge.languages:
            words = f"there is no folder languages/{language}, so nothing is understood or said in {language!r}"
            yield draft.problem(key, words, "warning")


@cache
def _required(record: Any) -> tuple[str, ...]:
    """The fields without a default."""
    items = fields(record)
    return tuple(item.name for item in items if item.default is MISSING and item.default_factory is MISSING)
