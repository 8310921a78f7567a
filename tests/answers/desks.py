"""The tools of a page in a language, without the compiling that only questions need."""

from __future__ import annotations

from functools import cache

from bot.answers.composing.page import Desk
from bot.answers.naming import Naming
from bot.answers.sentences import Sentences
from bot.folder import read_knowledge
from bot.knowledge.folders import packaged_folder
from bot.knowledge.localising import localised
from bot.matching.catalogue import Catalogue
from tests.answers.asking import TODAY


@cache
def desk_of(language: str = "en") -> Desk:
    """Over the knowledge that travels with the program."""
    knowledge = read_knowledge(packaged_folder(), {"en", language})
    pack = knowledge.languages[language]
    sentences, catalogue = Sentences(pack, knowledge.languages["en"]), Catalogue(localised(knowledge.facts, pack))
    return Desk(catalogue, sentences, Naming(catalogue, sentences, language), TODAY)
