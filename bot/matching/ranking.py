"""How common each word is in each language: what tells languages apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from bot.knowledge.knowledge import Knowledge
from bot.knowledge.language import LanguagePack
from bot.matching.phrases import expand
from bot.matching.stemming import Stemmer
from bot.matching.text import tokens

MOST_OF_DICTIONARY = 15_000
"""Words of each dictionary that are known here."""
FEW = 200
"""Words of another language that are not yet its commonest ones in their order."""
UNKNOWN = 16
"""The rank, in powers of two, that stands for a word which a language does not have."""
COMMON, BORROWED = 9, 12
"""The rank of a cue or stop word that the dictionary has, and of one that it does not: it may be English."""
UNMARKED = 1
"""What a word typed without its marks counts less, in the same measure."""
Ranks = dict[str, float]
"""Language -> rank, in powers of two: 3 for the eight commonest words."""

plain = Stemmer(None).plain


def ranking(knowledge: Knowledge, packs: Mapping[str, LanguagePack]) -> dict[str, Ranks]:
    """Word -> its ranks, in the languages of the packs and in all others that the knowledge knows of."""
    ranks: dict[str, Ranks] = {}
    for code, pack in packs.items():
        for word, rank in _ranked(pack, knowledge.dictionaries.get(code, ())):
            _note(ranks, word, code, rank)
    for code, other in knowledge.others.items():
        if code not in packs:
            least = 0 if len(other.words) > FEW else COMMON - 2
            for position, word in enumerate(other.words):
                _note(ranks, word, code, max(least, _power(position)))
    return ranks


def packed(found: Ranks) -> str:
    """The ranks of a word as a short text."""
    return " ".join(f"{code}:{rank:g}" for code, rank in found.items())


def unpacked(found: str) -> Ranks:
    """The ranks that a short text holds."""
    return {code: float(rank) for code, _, rank in (part.partition(":") for part in found.split(" "))}


def _ranked(pack: LanguagePack, dictionary: Iterable[str]) -> Iterator[tuple[str, float]]:
    """The words of a language with their ranks in powers of two."""
    own = set()
    for position, word in zip(range(MOST_OF_DICTIONARY), dictionary, strict=False):
        if not word[:1].isupper():
            own.add(plain(word.casefold()))
            yield word.casefold(), _power(position)
    said = (
        pack.stop,
        pack.chatter,
        pack.thanks,
        pack.joiners,
        pack.openers,
        pack.story,
        pack.negations,
        pack.exclusions,
    )
    groups = (*said, tuple(pack.spellings), *pack.cues.values())
    for word in _words(phrase for group in groups for phrase in group):
        yield word, COMMON if not own or plain(word) in own else BORROWED


def _words(phrases: Iterable[str]) -> Iterable[str]:
    """The words of many phrases, each once, in their order; most stand in hundreds of them."""
    pieces = dict.fromkeys(piece for phrase in phrases for text in expand(phrase) for piece in text.split())
    return dict.fromkeys(token.text for piece in pieces for token in tokens(piece))


def _note(ranks: dict[str, Ranks], word: str, code: str, rank: float) -> None:
    _note_form(ranks, word, code, rank)
    unmarked = plain(word)
    if unmarked != word:
        _note_form(ranks, unmarked, code, rank + UNMARKED)


def _note_form(ranks: dict[str, Ranks], form: str, code: str, rank: float) -> None:
    known = ranks.get(form)
    if known is None:
        ranks[form] = {code: min(UNKNOWN, rank)}
    else:
        known[code] = min(known.get(code, UNKNOWN), rank)


def _power(position: int) -> float:
    return max(3.0, round(math.log2(position + 2), 1))
