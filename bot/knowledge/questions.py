"""The test questions that lie beside the knowledge, and the floors they must reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.knowledge.model import STRICT
from bot.knowledge.types import Date, Flag, LanguageCode, Share, Slug, Text


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation whose last reply is judged."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    ask: tuple[Text, ...]
    """What the person types, message by message; the last reply is judged."""
    says: tuple[Text, ...] = ()
    """Every one must stand in the reply; alternatives are separated by |."""
    never: tuple[Text, ...] = ()
    """None may stand in the reply."""
    entry: Text | None = None
    """The id that must win, such as seoul-program/2016."""
    unknown: Flag = False
    """True where the bot must not claim an answer."""


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """One file of test questions: one language, one category."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    language: LanguageCode
    category: Slug
    floor: Share = 1.0
    """The share that must pass; `wego-bot eval` fails below it."""
    today: Date | None = None
    """The day on which the questions are asked; a fixed one keeps the answers fixed."""
    questions: tuple[Case, ...] = field(default=())
