"""Words, perhaps half typed -> the programmes and editions whose names, places or years hold them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answers.composing.page import Desk
from bot.matching.catalogue import Held
from bot.matching.text import words

SHORTEST = 2
"""Letters of a word that is looked for."""


@dataclass(frozen=True, slots=True)
class Named:
    """A programme, or one of its editions."""

    name: str
    program: str
    held: Held | None = None


def all_programs(desk: Desk) -> list[Named]:
    """Every programme, in the order of the knowledge."""
    return [Named(desk.naming.program(program.id), program.id) for program in desk.catalogue.facts.programs]


def named(desk: Desk, text: str) -> list[Named]:
    """Those that hold most of the words, programmes first; of as many words, rare ones count more."""
    typed = [word for word in words(text) if len(word) >= SHORTEST]
    things = {one: _words(desk, one) for one in (*all_programs(desk), *_editions(desk))}
    counts, weights = dict.fromkeys(things, 0), dict.fromkeys(things, 0.0)
    for number, word in enumerate(typed):
        fits = _begun(word) if number == len(typed) - 1 else word.__eq__
        hits = [one for one, held in things.items() if any(map(fits, held))]
        for one in hits:
            counts[one] += 1
            weights[one] += 1 / len(hits)
    most = max(counts.values(), default=0)
    found = [one for one, count in counts.items() if 0 < count == most]
    return sorted(found, key=lambda one: -weights[one])


def _begun(start: str) -> Callable[[str], bool]:
    """The last word may not be typed to its end."""
    return lambda word: word.startswith(start)


def _editions(desk: Desk) -> list[Named]:
    return [Named(desk.naming.edition(held), held.program.id, held) for held in reversed(desk.catalogue.held)]


def _words(desk: Desk, one: Named) -> frozenset[str]:
    """All that may be typed for it."""
    cities = one.held.cities if one.held else desk.catalogue.programs[one.program].cities
    countries = [desk.catalogue.cities[city].country for city in cities]
    texts = [one.name, *map(desk.naming.city, cities), *map(desk.naming.country, countries)]
    texts += [desk.naming.program(one.program), str(one.held.edition.year)] if one.held else []
    return frozenset(word for text in texts for word in words(text))
