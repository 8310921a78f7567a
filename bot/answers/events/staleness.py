"""What an announcement told and is not true any more, so that staff can correct it for those who got it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.answers.events.changes import Window, window
from bot.answers.events.moment import Moment
from bot.answers.events.sighting import Sighting


class Part(StrEnum):
    """A fact that is another one now."""

    GONE = "gone"
    """The whole edition is not in the facts any more."""
    DAYS = "days"
    PLACE = "place"
    TERM = "term"
    LINK = "link"
    RESULTS = "results"


@dataclass(frozen=True, slots=True)
class Stale:
    """What of one announcement is not true any more."""

    about: str
    told: Sighting
    """What was said."""
    seen: Sighting | None
    """What is so; None where the edition is gone."""
    parts: tuple[Part, ...]

    @property
    def program(self) -> str:
        """The programme's id."""
        return self.about.partition("/")[0]

    @property
    def key(self) -> str:
        """The same as long as both are: by this it is offered once."""
        facts = f"{self.told.dumps()} {self.renewed.dumps() if self.seen else ''}"
        return f"correction:{self.about}:{hashlib.blake2b(facts.encode(), digest_size=6).hexdigest()}"

    @property
    def renewed(self) -> Sighting:
        """What the announcement tells once it is corrected: the same facts as they are now."""
        told, seen = self.told, self.seen or Sighting(self.told.year, self.told.part)
        return Sighting(
            year=seen.year,
            part=seen.part,
            days=seen.days if told.days else None,
            place=seen.place if told.place else None,
            term=seen.term if told.term else None,
            link=seen.link if told.link else "",
            results=tuple(one for one in told.results if one in seen.results),
        )


def stale(about: str, told: Sighting, seen: Sighting | None, moment: Moment) -> Stale | None:
    """What is not true any more of what an announcement told; None where all of it still is, or is past anyway.

    Nobody needs to hear that the days of an edition that is over were others, or that a window that has closed was
    taken out of the files, or has made room for the next call.
    """
    parts = tuple(_parts(told, seen, moment)) if seen else (Part.GONE,) * _matters(told, moment)
    return Stale(about, told, seen, parts) if parts else None


def _matters(told: Sighting, moment: Moment) -> bool:
    """Whether anything that was told lies ahead."""
    if told.days or not told.term:
        return not moment.over(told)
    return not moment.closed(told.term)


def _parts(told: Sighting, seen: Sighting, moment: Moment) -> Iterator[Part]:
    coming = not (moment.over(seen) and (told.days is None or moment.over(told)))
    if told.days and told.days != seen.days and coming:
        yield Part.DAYS
    if told.place and told.place != seen.place and coming:
        yield Part.PLACE
    if told.term and _misleads(told, seen, moment):
        yield Part.TERM
    if told.link and told.link != seen.link and seen.term and not moment.closed(seen.term):
        yield Part.LINK
    if any(one not in seen.results for one in told.results):
        yield Part.RESULTS


def _misleads(told: Sighting, seen: Sighting, moment: Moment) -> bool:
    """Whether somebody may still go by the days of a window that were told."""
    passed = told.term is not None and moment.closed(told.term)
    if seen.term is None:
        return not passed
    state = window(told, seen, moment)
    return state is Window.MOVED or (state is Window.FRESH and not passed)
