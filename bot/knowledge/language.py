"""What the program knows of one language: all its words live here, as data; the code holds none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.knowledge.model import STRICT
from bot.knowledge.types import Flag, LanguageCode, Text

Words = tuple[Text, ...]
Template = Text | dict[str, Text]
"""A text with {fields} and **bold**; or one per plural category (one, few, other) of the field `count`."""


ANY, DAY, DAYS = "any", "day", "days"
"""In `forms`: the rule for all that has none of its own, for one day, and for a range of days."""


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
    inflected: Flag = False
    """True where words take so many endings that stop words are not listed with all: any form by the stemmer is one."""
    letters: dict[str, Text] = field(default_factory=dict)
    """Letters that people type for others, or leave a mark off: đ -> d, أ -> ا, 臺 -> 台. Accents need no mention."""
    syllables: Flag = False
    """True where words are several syllables, written apart: a text tells by two that stand side by side."""
    ordinal_dot: Flag = False
    """True where a full stop makes a figure a place in a row: "2. eğitim"."""
    articles: Words = ()
    """What is written together with the word behind it and changes nothing, even inside of a phrase: Arabic ال."""
    marks: Flag = False
    """True where marks make other words (Vietnamese chợ, chó, cho); one typed with them is taken at its word."""
    transliteration: dict[str, Text] = field(default_factory=dict)
    """Where people also write the language in Latin letters: sh -> ш; the longest fits first. Where a letter stands for
    several, they are separated by |, the likeliest first: y -> ы|й."""
    spaces: Flag = True
    """False where words are written without spaces between them, so that they are told apart by being known."""
    prefixes: Words = ()
    """What is written together with the word behind it: Arabic و, ال, بال."""
    suffixes: Words = ()
    """What is written together with the word before it: Turkish -de, Korean 에서. One that says something (부터, since)
    is a cue as well."""
    relations_behind: Flag = False
    """True where a relation stands behind its place or year (케냐에서, 2014'ten beri), not before it (from Kenya)."""
    stop: Words = ()
    """Words that carry no weight in a question: articles, auxiliaries, pronouns, please and thanks."""
    chatter: Words = ()
    """Whole messages that are no question (hello, thank you); answered by a friendly sentence."""
    thanks: Words = ()
    """Whole messages that only thank; answered by another friendly sentence."""
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
    months: dict[str, Words] = field(default_factory=dict)
    """Names of the months beside those of CLDR, by number: other names, inflected forms."""
    years: dict[str, Words] = field(default_factory=dict)
    """Years as words: 2016 -> twenty sixteen."""
    negations: Words = ()
    tags: Words = ()
    """Those of the negations that only ask for a yes or no where a question ends with them: Vietnamese không, chưa."""
    exclusions: Words = ()
    """Words that leave something out: besides, except, other than. What they leave out is not what is asked for."""
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
    forms: dict[str, dict[str, Text]] = field(default_factory=dict)
    """The forms that names take in a sentence, under names of the language's own: de -> programs/joint-workshop -> "del
    Taller Conjunto". `any` is the rule for all others ("de {name}"), `day` and `days` ("del {first} al {last}") those
    for dates. A template asks for one: {edition:de}."""
    names: dict[str, Words] = field(default_factory=dict)
    """What the things of the facts are called, by their place there: cities/seoul -> [Seúl]. The first is shown."""
    texts: dict[str, Text] = field(default_factory=dict)
    """The texts of the facts, by their place there: programs/seoul-program/about."""
    questions: dict[str, Words] = field(default_factory=dict)
    """The ways in which people ask for an entry, by its id."""
    checked: dict[str, Text] = field(default_factory=dict)
    """Which English wording a sentence or text was last compared with; written by `wego-bot translate --accept`."""
