"""The edition that "first", "latest", "longest" or "the one before" means."""

from __future__ import annotations

import datetime as dt

from bot.matching.catalogue import Catalogue, Held
from bot.matching.reading import Reading
from bot.matching.scope import Scope, of_the_kind
from bot.matching.senses import Kind


def select(selector: str, reading: Reading, scope: Scope, catalogue: Catalogue, today: dt.date) -> tuple[Held, ...]:
    """The editions that a selector picks; empty where it picks none."""
    if selector in ("previous", "following"):
        return _beside(selector, reading, scope, catalogue)
    editions = tuple(h for h in scope.editions if h.order()[0] <= today)
    editions = of_the_kind(editions, reading.cues())
    if not editions:
        return ()
    if selector == "first":
        return editions[:1]
    if selector == "latest":
        return editions[-1:]
    lengths = [held.days or 0 for held in editions]
    if not any(lengths):
        return ()
    wanted = max(lengths) if selector == "longest" else min(length for length in lengths if length)
    return tuple(held for held, length in zip(editions, lengths, strict=True) if length == wanted)


def _spoken_of(reading: Reading, catalogue: Catalogue) -> Held | None:
    """The edition in focus; of a year with several, the last."""
    focus = {sense.kind: sense.value for sense in reading.focus}
    if Kind.EDITION in focus:
        return catalogue.by_id.get(focus[Kind.EDITION])
    series = catalogue.editions_of([focus[Kind.PROGRAM]]) if Kind.PROGRAM in focus else ()
    return next((held for held in reversed(series) if str(held.edition.year) == focus.get(Kind.YEAR)), None)


def _beside(selector: str, reading: Reading, scope: Scope, catalogue: Catalogue) -> tuple[Held, ...]:
    """The editions of the year before or after the one that is named ("after 2015"), or that was spoken of."""
    now = _spoken_of(reading, catalogue)
    dated = [m for _, m in reading.of(Kind.YEAR, Kind.EDITION)]
    if dated:
        now = scope.single if any(reading.related_on_either_side(m, selector) for m in dated) else None
    if now is None:
        return ()
    series = catalogue.editions_of([now.program.id])
    several = _years_between(selector, reading)
    if several:
        wanted = now.edition.year + (several if selector == "following" else -several)
        return tuple(held for held in series if held.edition.year == wanted)
    years = sorted({held.edition.year for held in series})
    at = years.index(now.edition.year) + (1 if selector == "following" else -1)
    return tuple(h for h in series if h.edition.year == years[at]) if 0 <= at < len(years) else ()


def _years_between(selector: str, reading: Reading) -> int:
    """How many years lie between: "two years later"; 0 where a lone word follows the number ("the two previous")."""
    cues = [mention for _, mention in reading.of(Kind.CUE) if selector in mention.values(Kind.CUE)]
    said = {mention.start for mention in cues if mention.end - mention.start > 1}
    numbers = [mention for _, mention in reading.of(Kind.NUMBER) if mention.end in said]
    return int(numbers[0].values(Kind.NUMBER)[0]) if numbers else 0
