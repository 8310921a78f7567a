"""All that was read from a knowledge folder, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.knowledge.language import LanguagePack
from bot.knowledge.model import Facts
from bot.knowledge.others import OtherLanguage
from bot.knowledge.questions import QuestionFile


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Facts, languages and test questions of one folder."""

    facts: Facts
    languages: dict[str, LanguagePack] = field(default_factory=dict)
    """By code; packs that the folder does not bring are those that travel with the program."""
    dictionaries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Per language: ordinary words as they are spelt, the commonest first, so that they are not taken for typing errors
    or names, and that the language is recognised by them."""
    others: dict[str, OtherLanguage] = field(default_factory=dict)
    """Languages that are recognised and not understood."""
    questions: tuple[QuestionFile, ...] = ()
    strict: bool = True
    """True where the folder holds typed facts: then every weighty word of a question must be explained."""
