"""Time zones for people: by part of the world and city, in their own language, and found by what they type."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from bot.answers.cldr import cldr
from bot.answers.composing.page import Desk
from bot.knowledge.types import Names

REGIONS: Final = {"africa": "002", "americas": "019", "asia": "142", "europe": "150", "oceania": "009"}
"""Parts of the world, with the number under which CLDR names each."""
_CONTINENTS: Final = {
    "Africa": "africa",
    "America": "americas",
    "Asia": "asia",
    "Europe": "europe",
    "Arctic": "europe",
    "Pacific": "oceania",
    "Australia": "oceania",
}
_ISLANDS: Final = {
    "africa": "Atlantic/Cape_Verde Atlantic/St_Helena Indian/Antananarivo Indian/Comoro Indian/Mahe Indian/Mauritius "
    "Indian/Mayotte Indian/Reunion",
    "americas": "Atlantic/Bermuda Atlantic/Stanley",
    "asia": "Indian/Maldives",
    "europe": "Atlantic/Azores Atlantic/Canary Atlantic/Faroe Atlantic/Madeira Atlantic/Reykjavik",
    "oceania": "Indian/Christmas Indian/Cocos",
}
"""Zones whose names tell an ocean."""
_PARTS: Final = 2
"""Names of more parts are towns whose clocks differed long ago; Argentina's are all such."""
LIKELY: Final = 72.0
"""Of 100: from here on a name may have been meant."""
FEW = 4
"""Zones of a country that is not vast."""
NEAR, SEVERAL = 4, 16
"""The most zones that are suggested, and that are offered where a country has several."""
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-]) ?(\d{1,2})(?::?([0-5]\d))?")


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody may have meant."""

    zones: tuple[str, ...] = ()
    sure: bool = False
    """True where one of these was meant; False where they only look like it."""


@cache
def _existing() -> dict[str, str]:
    """Every name of the tz database, by its folded form."""
    return {_fold(name): name for name in available_timezones() - {"Factory", "localtime", "posixrules"}}


def is_zone(name: str) -> bool:
    """Whether the tz database has it, in this spelling."""
    return _existing().get(_fold(name)) == name


@cache
def _territories() -> Mapping[str, str]:
    """Zones that people are shown, with the country in whose time they are: a code of two letters."""
    from babel.core import get_global

    known = set(_existing().values())
    found = dict(get_global("zone_territories"))
    return {zone: country for zone, country in found.items() if zone in known and _region_of(zone)}


@cache
def _by_country() -> Mapping[str, frozenset[str]]:
    """A country -> its zones."""
    countries = set(_territories().values())
    return {one: frozenset(zone for zone, country in _territories().items() if country == one) for one in countries}


@cache
def _earlier_names() -> Mapping[str, list[str]]:
    """A zone -> other names that it had: CLDR names cities by one of them."""
    from babel.core import get_global

    found: dict[str, list[str]] = {}
    for old, new in dict(get_global("zone_aliases")).items():
        found.setdefault(new, []).append(old)
    return found


def _region_of(zone: str) -> str:
    """The part of the world of a zone; empty for one that nobody is shown."""
    area, *rest = zone.split("/")
    if not rest or (len(rest) >= _PARTS and rest[0] != "Argentina"):
        return ""
    return _CONTINENTS.get(area) or next((region for region, names in _ISLANDS.items() if zone in names.split()), "")


def regions(locale: str) -> list[tuple[str, str]]:
    """The parts of the world with their names, in the order of the language's letters."""
    named = cldr(locale).territories
    return sorted(((region, str(named[number])) for region, number in REGIONS.items()), key=lambda one: _fold(one[1]))


@lru_cache(maxsize=4096)
def name(zone: str, locale: str) -> str:
    """The city of a zone in a language, where CLDR has it; else as the tz database spells it."""
    places: Any = cldr(locale).time_zones
    for one in (zone, *_earlier_names().get(zone, ())):
        city = places.get(one, {}).get("city")
        if city:
            return str(city)
    return zone.rpartition("/")[2].replace("_", " ")


def offset(zone: str, now: float) -> str:
    """How far its clocks are from UTC at a moment: UTC+5:30."""
    seconds = _offset(zone, now)
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return "UTC" if not seconds else f"UTC{'+' if seconds > 0 else '−'}{hours}" + (f":{minutes:02}" if minutes else "")


def _offset(zone: str, now: float) -> int:
    found = dt.datetime.fromtimestamp(now, ZoneInfo(zone)).utcoffset() or dt.timedelta()
    return int(found.total_seconds())


def cities(desk: Desk, region: str) -> tuple[str, ...]:
    """The zones of a part of the world: of the countries that the knowledge tells of first, then by name."""
    return _ordered(desk, [zone for zone in _territories() if _region_of(zone) == region])


def _ordered(desk: Desk, zones: Iterable[str]) -> tuple[str, ...]:
    likely, locale = _likely(desk), desk.naming.locale
    return tuple(sorted(zones, key=lambda zone: (zone not in likely, _fold(name(zone, locale)))))


def _likely(desk: Desk) -> frozenset[str]:
    """Those of the cities and countries whence people came and where they went; of a vast country its named cities."""
    catalogue = desk.catalogue
    homes = {(one.country, one.city or "") for held in catalogue.held for one in held.delegations}
    homes |= {(catalogue.cities[city].country or "", city) for city in catalogue.locations if city in catalogue.cities}
    named = {_fold(one) for _, city in homes if city in catalogue.cities for one in _all(catalogue.cities[city].names)}
    found: set[str] = set()
    for country in {country.upper() for country, _ in homes}:
        zones = _by_country().get(country, frozenset())
        found |= zones if len(zones) <= FEW else {one for one in zones if _fold(name(one, "en")) in named}
    return frozenset(found)


def _all(names: Names) -> Iterable[str]:
    return (one for group in names.values() for one in group)


def find(desk: Desk, typed: str, now: float) -> Found:
    """The zones that somebody means who types a name of the tz database, a city, a country, or a distance from UTC."""
    wanted = _fold(typed[:100])
    if not wanted:
        return Found()
    if wanted in _existing():
        return Found((_existing()[wanted],), sure=True)
    distance = _OFFSET.fullmatch(wanted)
    if distance:
        found = _ordered(desk, _at(distance, now))[:SEVERAL]
        return Found(found, sure=bool(found))
    names = _names(desk)
    if wanted in names:
        return Found(_ordered(desk, names[wanted])[:SEVERAL], sure=True)
    return Found(_near(wanted, names))


def _at(distance: re.Match[str], now: float) -> list[str]:
    """The zones in which it is that much earlier or later than UTC now."""
    sign, hours, minutes = distance.groups()
    seconds = (int(hours) * 60 + int(minutes or 0)) * 60 * (1 if sign == "+" else -1)
    return [zone for zone in _territories() if _offset(zone, now) == seconds]


def _names(desk: Desk) -> dict[str, frozenset[str]]:
    """Folded names of zones, cities and countries -> their zones; what a zone is called goes before all else."""
    found: dict[str, frozenset[str]] = {}
    for zone in _territories():
        for called in (zone.rpartition("/")[2], name(zone, "en"), name(zone, desk.naming.locale)):
            found[_fold(called)] = frozenset([zone])
    by_country = _by_country()
    facts = desk.catalogue.facts
    places = [(city.country, city.names) for city in facts.cities]
    places += [(country.id, country.names) for country in facts.countries]
    words = [(code.upper(), one) for code, names in places if code for one in _all(names)]
    for locale in ("en", desk.naming.locale):
        words += [(code, str(text)) for code, text in cldr(locale).territories.items()]
    for code, text in words:
        if code in by_country:
            found.setdefault(_fold(text), by_country[code])
    return found


def _near(wanted: str, names: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Zones of places that look like what was typed: those that have one, else those that have several."""
    from rapidfuzz import fuzz, process

    alike = process.extract(wanted, list(names), scorer=fuzz.ratio, score_cutoff=LIKELY, limit=3 * NEAR)
    several = [names[match] for match, _, _ in alike]
    single = [zones for zones in several if len(zones) == 1]
    return tuple(dict.fromkeys(zone for zones in single or several for zone in sorted(zones)))[:NEAR]


def _fold(text: str) -> str:
    """Small letters without marks and what cannot be seen, words with one space between them."""
    plain = unicodedata.normalize("NFKD", text.replace("_", " ")).casefold()
    seen = (one for one in plain if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    return " ".join("".join(seen).split())
