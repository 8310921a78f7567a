"""The languages of the world that the bot does not understand, by which it knows that it does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.knowledge.model import STRICT
from bot.knowledge.types import LanguageCode, Text


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """One such language."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    words: tuple[Text, ...] = ()
    """Its commonest words, the commonest first."""
    letters: Text = ""
    """Letters that it has and none of ours."""
    script: Text | None = None
    """Its script as Unicode calls it (DEVANAGARI), where no language of ours is written in it."""


@dataclass(frozen=True, slots=True)
class OtherLanguages:
    """The file languages/others.yaml."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    others: dict[LanguageCode, OtherLanguage] = field(default_factory=dict)
