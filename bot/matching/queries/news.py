"""Questions about what was reported in some year, month or day."""

from __future__ import annotations

from collections.abc import Iterator

from bot.knowledge.model import News
from bot.matching.asks import Ask
from bot.matching.finding import Finding
from bot.matching.senses import Kind
from bot.matching.view import View

PREFERRED = 0.6
"""Preference over "no edition in that year", which is true as well but says less."""


def reports(view: View) -> Iterator[Finding]:
    """The reports of the time that the question names, of the organisations and subjects that it names besides."""
    years = {int(year) for year in view.reading.values(Kind.YEAR)}
    if view.scope.named or not years:
        return
    found = [item for item in view.catalogue.facts.news if item.date.year in years and _fits(view, item)]
    if found and (view.scope.absent or "news" in view.cues):
        used = view.mentioned(
            Kind.YEAR, Kind.MONTH, Kind.NUMBER, Kind.ORGANISATION, Kind.TOPIC, Kind.COUNTRY, Kind.REGION
        )
        yield Finding(
            Ask.NEWS,
            found[0].id if len(found) == 1 else "news",
            refs=tuple(item.id for item in found),
            used=used | view.scope.used,
            bonus=PREFERRED,
        )


def _fits(view: View, item: News) -> bool:
    months = {int(month) for month in view.reading.values(Kind.MONTH)}
    if months and item.date.month not in months:
        return False
    if view.numbers() and item.date.day not in view.numbers():
        return False
    organiser = view.catalogue.facts.organiser
    own = organiser.organisation if organiser else ""
    named = {
        Kind.ORGANISATION: set(item.organisations) | {own},
        Kind.TOPIC: set(item.topics),
        Kind.COUNTRY: set(item.countries),
        Kind.REGION: set(item.regions),
    }
    return all(set(view.reading.values(kind)) <= known for kind, known in named.items())
