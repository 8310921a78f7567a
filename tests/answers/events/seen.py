"""What the tests of events share: made-up editions as they are seen, and moments."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from zoneinfo import ZoneInfo

from bot.answers.composing.page import Desk
from bot.answers.events.moment import Moment
from bot.answers.events.sighting import Days, Place, Sighting, Term
from bot.answers.naming import Naming
from bot.answers.sentences import Sentences
from bot.folder import read_knowledge
from bot.knowledge.folders import packaged_folder
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.localising import localised
from bot.matching.catalogue import Catalogue

ZONE = "Europe/Stockholm"
ABOUT = "harbour-workshop/2027"


def day(text: str) -> dt.date:
    """5-24 of 2027, or a whole date."""
    return dt.date.fromisoformat(text if len(text) == 10 else f"2027-{text}")


def days(first: str, last: str) -> Days:
    return Days(day(first), day(last))


def term(opens: str, closes: str, zone: str = ZONE) -> Term:
    """A day alone means its last minute."""
    ends, _, clock = closes.partition(" ")
    return Term(day(opens), dt.datetime.combine(day(ends), dt.time.fromisoformat(clock or "23:59")), zone)


def at(text: str, zone: str = ZONE, hour: int = 0) -> Moment:
    """03-01 12:00 there; the organiser lives in Stockholm."""
    when, _, clock = text.partition(" ")
    local = dt.datetime.combine(day(when), dt.time.fromisoformat(clock or "12:00"), ZoneInfo(zone))
    return Moment(local.timestamp(), ZONE, hour)


BARE = Sighting(2027)
"""An edition of which only the year is known."""
WHOLE = Sighting(
    2027,
    days=days("05-24", "05-28"),
    place=Place(("shelbyville",), "harbour-board"),
    term=term("03-01", "03-31"),
    link="https://example.org/apply",
)
PAST = replace(WHOLE, year=2026, days=days("2026-10-12", "2026-10-16"), term=None, link="")

LANGUAGES = ("ar", "en", "es", "fr", "id", "ko", "pt", "ru", "tr", "vi", "zh")
OURS = replace(WHOLE, place=Place(("seoul",), "shrdc"), term=term("03-01", "03-31 18:00", "Asia/Seoul"))
"""With places that the knowledge has which travels with the program."""


@cache
def _knowledge(languages: frozenset[str]) -> Knowledge:
    return read_knowledge(packaged_folder(), languages)


@cache
def desk(language: str = "en") -> Desk:
    """To write with in one language, on a day before everything; it cannot be asked, so it is quickly there."""
    knowledge = _knowledge(frozenset({"en"}) if language == "en" else frozenset(LANGUAGES))
    pack = replace(knowledge.languages[language], language=language)
    catalogue = Catalogue(localised(knowledge.facts, pack))
    sentences = Sentences(pack, knowledge.languages["en"])
    return Desk(catalogue, sentences, Naming(catalogue, sentences, language), day("02-01"))
