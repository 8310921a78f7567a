"""Questions about editions as events: when, how long, where, by whom, how many."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.knowledge.model import Delegation
from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding, Row
from bot.matching.reading import ASKING
from bot.matching.senses import Kind
from bot.matching.view import Origin, View, entry_id

TRAININGS = frozenset({"training", "workshop", "webinar", "program", "edition"})
COMING = 0.6
"""Preference for what comes over what was, where a word like "again" says so."""


def known(view: View, has: Callable[[Held], object]) -> tuple[Held, ...]:
    return tuple(held for held in view.scope.editions if has(held))


def rows(editions: tuple[Held, ...]) -> tuple[Row, ...]:
    return tuple(Row(held) for held in editions)


def not_known(view: View, ask: Ask) -> Finding:
    """The question is understood, and no fact answers it."""
    editions = view.scope.editions if view.about_something else ()
    return Finding(
        ask,
        entry_id(editions, ask.value) if editions else f"trainings#{ask.value}",
        rows=rows(editions),
        refs=view.scope.programs,
        missing=True,
        used=view.scope.used,
        selected=view.selected,
    )


def when(view: View) -> Iterator[Finding]:
    """Dates of the editions in scope."""
    if not view.about_something or view.only_placed():
        return
    if view.scope.absent:
        if to_come(view) or not (view.cues & {"start", "since"} and view.scope.named):
            yield not_known(view, Ask.WHEN)
        return
    if view.scope.editions:
        yield Finding(
            Ask.WHEN,
            entry_id(view.scope.editions, "when"),
            rows=rows(view.scope.editions),
            premises=view.scope.premises,
            selected=view.selected,
            numbers=view.numbers(),
            vocabulary=view.vocabulary_of(view.scope.editions, "when", "title"),
            used=view.scope.used | view.used_numbers() | view.mentioned(Kind.MONTH),
        )
        return
    for program in view.scope.programs:
        began = view.catalogue.programs[program].since and view.cues & {"start", "since"}
        if view.catalogue.programs[program].outlook and not began:
            yield Finding(
                Ask.NEXT,
                f"{program}#next",
                refs=(program,),
                used=view.scope.used,
                vocabulary=view.vocabulary.of(f"{program}#next"),
            )


def where(view: View) -> Iterator[Finding]:
    """Place and venue."""
    if not view.about_something:
        return
    editions = known(view, lambda held: held.cities)
    cues = view.cues
    inside = around(view, editions)
    others = [one for one in view.origins() if one not in inside]
    claimed = view.foreign_names() + others if view.scope.named or view.cues & TRAININGS else []
    claimed = [] if "where" in cues else claimed  # "which places in Nepal were there?" claims nothing
    asked = bool({"where", "city", "institution", "country"} & cues)
    asked = asked or ("held" in cues and bool(view.placed() or inside))
    if not asked and not claimed and not view.scope.premises:
        return
    if view.scope.absent:
        yield not_known(view, Ask.WHERE)
    elif editions:
        yield Finding(
            Ask.WHERE,
            entry_id(editions, "where"),
            rows=rows(editions),
            premises=view.scope.premises,
            refs=view.scope.programs,
            selected=view.selected,
            bonus=-0.1 if claimed and "organise" in cues and "held" not in cues else 0.05 if claimed else 0.0,
            place=claimed[0].keys[0] if claimed else "",
            used=view.scope.used.union(*(one.used for one in [*inside, *claimed[:1]])),
            names=claimed[0].names if claimed else frozenset(),
            vocabulary=view.vocabulary_of(editions, "title", "when"),
        )
    else:
        for program in view.scope.programs:
            if view.catalogue.programs[program].cities:
                yield Finding(
                    Ask.WHERE,
                    f"{program}#where",
                    refs=(program,),
                    used=view.scope.used,
                    vocabulary=view.vocabulary.of(f"{program}#about"),
                )


def around(view: View, editions: tuple[Held, ...]) -> list[Origin]:
    """The places named that hold all cities of the editions: "in Korea" is no contradiction to Seoul."""
    cities = {city: view.catalogue.cities[city].country for held in editions for city in held.cities}
    homes = [view.homes(Delegation(country=country, city=city)) for city, country in cities.items()]
    return [one for one in view.origins() if homes and all(one.fits(home) for home in homes)]


def count_editions(view: View) -> Iterator[Finding]:
    """How many editions a programme, a year or all of them have."""
    if view.scope.absent or not view.scope.editions or ("year" in view.cues and not view.about_something):
        return
    if "how_many" not in view.cues and not view.scope.named:  # nor is "how often?" without a programme meant so
        return  # a number alone counts editions only where a programme is named
    editions = tuple(
        held for held in view.scope.editions if held.edition.start is None or held.edition.start <= view.today
    )
    yield Finding(
        Ask.COUNT_EDITIONS,
        entry_id(editions, "count"),
        rows=rows(editions),
        refs=view.scope.programs,
        used=view.scope.used | view.used_numbers(),
        numbers=view.numbers(),
        vocabulary=view.vocabulary_of(editions, "title"),
    )


def editions(view: View) -> Iterator[Finding]:
    """Which editions there are, or the one that a selector picks."""
    if view.only_placed() or ("next" in view.cues and not _coming(view)):
        return  # "the next one in March" is none of those that were
    if view.scope.absent:
        yield not_known(view, Ask.EDITIONS)
    elif view.scope.editions and (view.about_something or _asks_for_each(view)):
        yield Finding(
            Ask.EDITIONS,
            entry_id(view.scope.editions, "editions"),
            rows=rows(view.scope.editions),
            premises=view.scope.premises,
            selected=view.selected,
            refs=_news_in_scope(view),
            used=view.scope.used | view.mentioned(Kind.MONTH),
            vocabulary=view.vocabulary_of(view.scope.editions, "title"),
            bonus=0.0 if view.selected else -0.2 if _asks_for_all(view) else -0.5,
        )


def _asks_for_each(view: View) -> bool:
    """True for "which editions were there?" and "the list of all trainings with dates", whatever the programme."""
    listed = bool(view.cues & {"which", "list", "existing"})
    return listed and ("edition" in view.cues or ("when" in view.cues and bool(view.cues & TRAININGS)))


def _asks_for_all(view: View) -> bool:
    """True for "which editions were there?" and "which trainings were held in 2012?"."""
    held = "held" in view.cues and not view.scope.named
    return held or bool(view.cues & {"edition", "list"})


def _news_in_scope(view: View) -> tuple[str, ...]:
    """News of the same years, where the question asks what happened and names no programme."""
    if view.scope.named or "news" not in view.cues:
        return ()
    years = view.reading.values(Kind.YEAR)
    return tuple(item.id for item in view.catalogue.facts.news if str(item.date.year) in years)


def upcoming(view: View) -> Iterator[Finding]:
    """The next edition, or what is said of it; a place or name that is asked for must be the edition's."""
    years = view.reading.values(Kind.YEAR)
    if (
        view.scope.narrowed
        and (view.scope.absent or years)
        and not all(int(y) >= view.today.year for y in years or ["0"])
    ):
        return
    coming = _coming(view)
    organiser = view.catalogue.facts.organiser
    programs = view.scope.programs if view.scope.named or view.scope.narrowed else ()
    spoken = [view.vocabulary.of(f"{p}#next") for p in programs] + [view.vocabulary.of("organiser#next")]
    if coming or programs or organiser:
        yield Finding(
            Ask.NEXT,
            f"{programs[0]}#next" if len(programs) == 1 else "trainings#next",
            rows=rows(coming[:3]),
            refs=programs,
            missing=not coming and not ASKING.isdisjoint(view.cues) and bool(years or view.reading.values(Kind.MONTH)),
            used=view.scope.used | view.mentioned(Kind.REGION, Kind.COUNTRY),
            vocabulary=frozenset().union(*spoken),
            bonus=COMING if "next" in view.cues else 0.0,
        )


def _coming(view: View) -> tuple[Held, ...]:
    return tuple(h for h in view.scope.editions if h.edition.start and h.edition.start > view.today)


def title(view: View) -> Iterator[Finding]:
    """The official title of an edition."""
    found = known(view, lambda held: held.edition.title) if view.scope.narrowed else ()
    if found:
        yield Finding(
            Ask.TITLE,
            entry_id(found, "title"),
            rows=rows(found),
            used=view.scope.used,
            vocabulary=view.vocabulary_of(found, "title"),
        )


def significance(view: View) -> Iterator[Finding]:
    """Why an edition mattered."""
    found = known(view, lambda held: held.edition.significance) if view.about_something else ()
    if found:
        yield Finding(
            Ask.SIGNIFICANCE,
            entry_id(found, "significance"),
            rows=rows(found),
            used=view.scope.used,
            vocabulary=view.vocabulary_of(found, "significance", "title"),
            bonus=0.01,
        )


def to_come(view: View) -> bool:
    """True for "when does the one of 2030 start?", which does not ask when the programme did."""
    years = [int(year) for year in view.reading.values(Kind.YEAR)]
    began = [view.catalogue.programs[program].since or 0 for program in view.scope.programs]
    dated = view.scope.absent and "when" in view.cues and "since" not in view.cues
    return dated and bool(years) and all(max(years) > year for year in began)
