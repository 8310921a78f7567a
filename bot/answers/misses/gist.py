"""What was read of a question, as far as it helps to find alike ones: things and cues are the same in every language.

Taken when the question is answered, for then it has been read, and what a follow-up leaves out is known.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from bot.matching.asks import LIGHT
from bot.matching.reading import Reading
from bot.matching.repair import LONGEST
from bot.matching.senses import ENTITIES, Kind, Mention, Sense
from bot.matching.understood import Understood

MOST = 40
"""Things, cues or words of a gist; a message with more is no question."""
HARD = ENTITIES | {Kind.YEAR, Kind.MONTH, Kind.NUMBER, Kind.ORDINAL}
"""Kinds of things that tell one question from another, whatever else they share."""
UNPUBLISHED = "unpublished"
"""The cue of words of which nobody has published anything: fees, visas, prizes. Which it is, only the word tells."""
VAGUE = LIGHT | {"how", "novel", UNPUBLISHED}
"""Cues that do not tell what is asked."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What was read of a question."""

    ask: str = ""
    """What is asked, where that was understood: an Ask."""
    things: tuple[str, ...] = ()
    """What is named, as kind:id, and whether it is denied; sorted."""
    cues: tuple[str, ...] = ()
    """What shows what is asked, where that was not understood; sorted."""
    words: tuple[str, ...] = ()
    """Stems of the words that say something else, in the question's language; sorted."""
    follows: bool = False
    """True where it leaves out what was spoken of before."""
    read: bool = True
    """False where nothing was recognised but words: of free entries, all of them, so that they have to be the same."""

    def dumps(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> Gist | None:
        """From JSON; None where there is none, or another version of the program wrote it."""
        try:
            found = json.loads(text) if text else {}
            things, cues, words = (tuple(map(str, found[name])) for name in ("things", "cues", "words"))
            return cls(str(found["ask"]), things, cues, words, bool(found["follows"]), bool(found["read"]))
        except (KeyError, TypeError, ValueError):
            return None


def gist(parts: Sequence[Understood], stem: Callable[[str], str]) -> Gist:
    """The gist of a message: of the sentences that ask, where there are such, else of all."""
    asked = [part for part in parts if part.asked] or list(parts)
    readings = [part.reading for part in asked]
    if not any(reading.mentions or reading.unknown for reading in readings):
        return Gist(words=_some(stem(word[:LONGEST]) for reading in readings for word in reading.words), read=False)
    return Gist(
        ask=" ".join(_some(part.best.finding.ask.value for part in asked if part.settled and part.best)),
        things=_some(thing for reading in readings for thing in _things(reading)),
        cues=_some(cue for reading in readings for cue in _cues(reading)),
        words=_some(stem(word[:LONGEST]) for reading in readings for word in _words(reading)),
        follows=any(reading.focus for reading in readings),
    )


def _some(found: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found)))[:MOST]


def _cues(reading: Reading) -> Iterator[str]:
    """What asks; a word that may as well carry no weight ("do") does not."""
    for mention in reading.mentions:
        if not mention.has(Kind.STOP):
            yield from (cue for cue in mention.values(Kind.CUE) if cue not in VAGUE)


def _things(reading: Reading) -> Iterator[str]:
    for mention in reading.mentions:
        if mention.has(Kind.NEGATION):
            yield Kind.NEGATION.value  # also one that denies no fact: two that read alike would stand in one group
        if not mention.has(Kind.STOP):
            yield from (_name(sense) for sense in mention.senses if sense.kind in HARD)
    yield from map(_name, reading.focus)


def _name(sense: Sense) -> str:
    return f"{sense.kind.value}:{sense.value}"


def _words(reading: Reading) -> tuple[str, ...]:
    """The words that have no meaning here, or none but that nothing is published of them.

    Of "how much is the fee?" the fee alone; of "how much is it?" what there is.
    """
    untold = [" ".join(reading.words[m.start : m.end]) for m in reading.mentions if _says_itself(m)]
    single = [*(reading.words[at] for at in sorted(reading.unknown)), *(word for word in untold if " " not in word)]
    return tuple(single or untold)


def _says_itself(mention: Mention) -> bool:
    return UNPUBLISHED in mention.values(Kind.CUE) and mention.kinds.isdisjoint(HARD | {Kind.STOP})
