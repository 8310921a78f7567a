"""Which languages a knowledge has, how each is recognised, and what is said in it before anybody has asked anything.

It is small, so that a start reads it and no language beside English.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.knowledge.knowledge import Knowledge
from bot.knowledge.language import Template
from bot.matching.compiling import FALLBACK, named
from bot.matching.recognising import Recogniser


@dataclass(frozen=True, slots=True)
class Repertoire:
    """All languages at a glance."""

    languages: tuple[str, ...]
    recogniser: Recogniser
    phrases: dict[str, dict[str, Template]]
    """The bot's own sentences by language."""

    @classmethod
    def of(cls, knowledge: Knowledge) -> Repertoire:
        """The languages of some knowledge. Where it has free entries alone, English is the only one that answers."""
        speaking = [code for code, pack in knowledge.languages.items() if pack.cues and pack.templates]
        languages = tuple(sorted({FALLBACK, *(speaking if knowledge.strict else ())}))
        return cls(
            languages,
            Recogniser.build(knowledge, languages),
            {code: pack.phrases for code, pack in knowledge.languages.items()},
        )

    def nearest(self, code: str | None) -> str | None:
        """The language that a code of Telegram means: pt-br is pt; None where there is none of ours."""
        language = (code or "").casefold().replace("_", "-").partition("-")[0]
        return language if language in self.languages else None


def known(knowledge: Knowledge) -> str:
    """A digest of all that a repertoire learns from the facts, beside the languages' own words."""
    learnt = (knowledge.strict, tuple(named(knowledge.facts)))
    return hashlib.blake2b(repr(learnt).encode(errors="surrogatepass"), digest_size=20).hexdigest()
