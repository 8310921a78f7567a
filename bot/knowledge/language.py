"""What the program knows of one language: all its words live here, as data; the code holds none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.knowledge.model import STRICT
from bot.knowledge.types import LanguageCode, Text

Words = tuple[Text, ...]
Template = Text | dict[str, Text]
"""A text with {fields} and **bold**; or one per plural category (one, few, other) of the field `count`."""


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """One language: the words by which questions are understood and the templates by which they are answered.

    A pack may be spread over several files of its folder; sections are merged.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    language: LanguageCode | None = None
    """The language's code; the folder carries the same name."""
    locale: Text | None = None
    """The CLDR locale by which dates, numbers and lists are written, where it is not the code itself: en_GB."""
    stemmer: Text | None = None
    """The Snowball algorithm for it (english, spanish), where there is one."""
    stop: Words = ()
    """Words that carry no weight in a question: articles, auxiliaries, pronouns, please and thanks."""
    chatter: Words = ()
    """Whole messages that are no question (hello, thank you); answered by a friendly sentence."""
    story: Words = ()
    """Words by which a clause tells about the writer and asks nothing: I work, my boss, our council."""
    spellings: dict[str, Text] = field(default_factory=dict)
    """What people type, and what they mean: u -> you, pls -> please."""
    ordinary: Words = ()
    """Words that look like a cue or a name but are not: train is not training."""
    numbers: dict[str, Words] = field(default_factory=dict)
    """Words for numbers: 2 -> two."""
    ordinals: dict[str, Words] = field(default_factory=dict)
    """Words for places in a row: 2 -> second, 2nd."""
    negations: Words = ()
    alternatives: Words = ()
    """Words between two alternatives of a question: or. What stands behind may be left open."""
    joiners: Words = ()
    """Words at which a message with two questions may be cut: and, but, also."""
    openers: Words = ()
    """Words behind which an indirect question begins: I would like to *know* if, could you *tell* me."""
    cues: dict[str, Words] = field(default_factory=dict)
    """Cue -> the words and phrases that give it. [optional] and (this|that) may be used."""
    templates: dict[str, Template] = field(default_factory=dict)
    """The sentences of composed answers."""
    phrases: dict[str, Template] = field(default_factory=dict)
    """The bot's own sentences: greetings, help, not known."""
