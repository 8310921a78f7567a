"""The parts of the matching over the made-up knowledge, one by one."""

from __future__ import annotations

from functools import cache

from bot.answers import dates
from bot.matching.catalogue import Catalogue
from bot.matching.compiling import reader
from bot.matching.matcher import FactMatcher
from bot.matching.passages import Passages
from bot.matching.reader import Reader
from bot.matching.vocabulary import Vocabulary
from tests.answers.asking import knowledge_of
from tests.answers.made_up import WHOLE


@cache
def reader_of(text: str) -> Reader:
    """Reads clauses with the English pack and the names of one file of YAML."""
    knowledge = knowledge_of(text)
    pack = knowledge.languages["en"]
    return reader(pack, knowledge.facts, knowledge.dictionaries["en"], dates.months(pack.locale or "en"))


def made_up_reader() -> Reader:
    """Reads clauses with the made-up names."""
    return reader_of(WHOLE)


@cache
def made_up_catalogue() -> Catalogue:
    """The made-up facts, arranged for questions."""
    return Catalogue(knowledge_of(WHOLE).facts)


@cache
def made_up_matcher() -> FactMatcher:
    """Understands questions on the made-up facts."""
    read = made_up_reader()
    return FactMatcher(read, made_up_catalogue(), Vocabulary(made_up_catalogue(), read, ("en",)))


@cache
def passages_of(text: str) -> Passages:
    """Entries and news of one file of YAML."""
    return Passages(reader_of(text), knowledge_of(text).facts, "en")
