"""Questions about editions as events: when, how long, where, by whom, how many."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding, Row
from bot.matching.senses import Kind
from bot.matching.view import View, entry_id

TRAININGS = frozenset({"training", "workshop", "webinar", "program", "edition"})
COMING = 0.6
"""Preference for what comes over what was, where a word like "again" says so."""
BEGINNING = 0.6
"""Preference for the year in which a programme began over the days on which its editions did."""


def _known(view: View, has: Callable[[Held], object]) -> tuple[Held, ...]:
    return tuple(held for held in view.scope.editions if has(held))


def _rows(editions: tuple[Held, ...]) -> tuple[Row, ...]:
    return tuple(Row(held) for held in editions)


def _about_something(view: View) -> bool:
    return view.scope.named or view.scope.narrowed or bool(view.selected)


def _nothing(view: View, ask: Ask) -> Finding:
    """The question is understood, and no fact answers it."""
    editions = view.scope.editions if _about_something(view) else ()
    return Finding(
        ask,
        entry_id(editions, ask.value) if editions else f"trainings#{ask.value}",
        rows=_rows(editions),
        refs=view.scope.programs,
        missing=True,
        used=view.scope.used,
        selected=view.selected,
    )


def when(view: View) -> Iterator[Finding]:
    """Dates of the editions in scope."""
    if not _about_something(view) or view.only_placed():
        return
    if view.scope.absent:
        if not (view.cues & {"start", "since"} and view.scope.named):
            yield _nothing(view, Ask.WHEN)
        return
    if view.scope.editions:
        yield Finding(
            Ask.WHEN,
            entry_id(view.scope.editions, "when"),
            rows=_rows(view.scope.editions),
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


def since(view: View) -> Iterator[Finding]:
    """The year in which a programme began."""
    claimed = tuple(int(year) for year in view.reading.values(Kind.YEAR)) if view.scope.absent else ()
    if (view.scope.narrowed and not claimed) or view.selected not in ("", "first"):
        return
    for program in view.scope.programs:
        if view.catalogue.programs[program].since:
            yield Finding(
                Ask.SINCE,
                f"{program}#since",
                refs=(program,),
                used=view.scope.used | view.used_numbers(),
                rows=_rows(view.catalogue.editions_of([program])[:1]),
                numbers=claimed,
                bonus=BEGINNING if "start" in view.cues else 0.02,
                vocabulary=view.vocabulary.of(f"{program}#about"),
            )


def duration(view: View) -> Iterator[Finding]:
    """Length in days."""
    if not _about_something(view):
        return
    editions = _known(view, lambda held: held.days)
    if not editions or view.scope.absent:
        yield _nothing(view, Ask.DURATION)
        return
    yield Finding(
        Ask.DURATION,
        entry_id(editions, "duration"),
        rows=_rows(editions),
        premises=view.scope.premises,
        selected=view.selected,
        numbers=view.numbers(),
        used=view.scope.used | view.used_numbers(),
        vocabulary=view.vocabulary_of(editions, "when", "title"),
        bonus=0.01,
    )


def where(view: View) -> Iterator[Finding]:
    """Place and venue."""
    if not _about_something(view):
        return
    editions = _known(view, lambda held: held.cities)
    cues = view.cues
    claimed = view.foreign_names() + view.origins() if view.scope.named or view.cues & TRAININGS else []
    asked = bool({"where", "city", "institution", "country"} & cues) or bool("held" in cues and view.placed())
    if not asked and not claimed and not view.scope.premises:
        return
    if view.scope.absent:
        yield _nothing(view, Ask.WHERE)
    elif editions:
        yield Finding(
            Ask.WHERE,
            entry_id(editions, "where"),
            rows=_rows(editions),
            premises=view.scope.premises,
            refs=view.scope.programs,
            selected=view.selected,
            bonus=-0.1 if claimed and "organise" in cues else 0.0,
            place=claimed[0].keys[0] if claimed and "where" not in cues else "",
            used=view.scope.used | (claimed[0].used if claimed else frozenset()),
            names=claimed[0].names if claimed and "where" not in cues else frozenset(),
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


def organisers(view: View) -> Iterator[Finding]:
    """Organisers, partners and hosts; an organisation that is named makes it a yes-or-no question."""
    if not _about_something(view):
        yield from _together_with(view)
        return
    editions = _known(view, lambda held: held.organisers or held.partners)
    if view.scope.absent:
        yield _nothing(view, Ask.ORGANISERS)
        return
    named = view.reading.values(Kind.ORGANISATION)
    asked = [org for org in named if not _is_host(view, org)]
    strangers = view.foreign_names() if not asked and "who" not in view.cues else []
    programs = tuple(p for p in view.scope.programs if _has_organisers(view, p))
    by_whom = view.cues & {"who", "institution", "partner", "organiser", "role", "named"} or asked or strangers
    if not (editions or programs) or not (by_whom or _says_only(view, "organise", "held")):
        return
    involved = {org for h in editions for org in _involved(h)}
    for program in programs:
        involved.update(view.catalogue.programs[program].organisers + view.catalogue.programs[program].partners)
    yield Finding(
        Ask.ORGANISERS,
        entry_id(editions, "organisers") if editions else f"{programs[0]}#organisers",
        rows=_rows(editions),
        refs=programs,
        premises=view.scope.premises,
        selected=view.selected,
        verdict=_all_involved(asked, involved, view) if not strangers else False,
        place=strangers[0].keys[0] if strangers else asked[0] if asked else "",
        names=frozenset().union(*(s.names for s in strangers)),
        bonus=0.0 if view.cues & {"who", "institution", "partner", "organiser"} or asked or strangers else -0.2,
        used=view.scope.used | view.mentioned(Kind.ORGANISATION),
        vocabulary=view.vocabulary_of(editions, "title", "roles")
        | frozenset().union(*(view.vocabulary.of(f"{p}#about") for p in programs)),
    )


def _together_with(view: View) -> Iterator[Finding]:
    """The programmes that an organisation runs or partners: "do you have something together with the World Bank?"."""
    asked = [org for org in view.reading.values(Kind.ORGANISATION) if not _is_host(view, org)]
    programs = tuple(p.id for p in view.catalogue.facts.programs if asked and set(asked) & {*p.organisers, *p.partners})
    if programs:
        yield Finding(
            Ask.ORGANISERS,
            f"{programs[0]}#organisers",
            refs=programs,
            used=view.mentioned(Kind.ORGANISATION),
            verdict=None if "who" in view.cues else True,
            place=asked[0],
            bonus=-0.1,
        )


def _says_only(view: View, cue: str, light: str) -> bool:
    """True where a word says this and cannot as well say that: "held" tells of the event, not of who held it."""
    said = [m.values(Kind.CUE) for _, m in view.reading.of(Kind.CUE)]
    return any(cue in values and light not in values for values in said)


def _all_involved(asked: list[str], involved: set[str], view: View) -> bool | None:
    return all(org in involved for org in asked) if asked and "who" not in view.cues else None


def _is_host(view: View, organisation: str) -> bool:
    organiser = view.catalogue.facts.organiser
    return organiser is not None and organiser.organisation == organisation


def _has_organisers(view: View, program: str) -> bool:
    found = view.catalogue.programs[program]
    return bool(found.organisers or found.partners)


def _involved(held: Held) -> tuple[str, ...]:
    roles = tuple(role.organisation for role in held.edition.roles)
    venue = (held.edition.venue,) if held.edition.venue else ()
    return (*held.organisers, *held.partners, *roles, *venue)


def role(view: View) -> Iterator[Finding]:
    """What one organisation did."""
    asked = view.reading.values(Kind.ORGANISATION)
    if not _about_something(view) or not (view.cues & {"role", "function"} or _says_only(view, "organise", "held")):
        asked = [org for org in asked if not _is_host(view, org)]
    editions = tuple(held for held in view.scope.editions if any(r.organisation in asked for r in held.edition.roles))
    every = tuple(r.organisation for held in editions for r in held.edition.roles)
    if asked and editions:
        yield Finding(
            Ask.ROLE,
            entry_id(editions, "role"),
            rows=_rows(editions),
            refs=every if view.cues & {"who", "institution"} else tuple(asked),
            used=view.scope.used | view.mentioned(Kind.ORGANISATION),
            vocabulary=view.vocabulary_of(editions, "roles", "title"),
            bonus=0.02,
        )


def count_editions(view: View) -> Iterator[Finding]:
    """How many editions a programme, a year or all of them have."""
    if view.scope.absent or not view.scope.editions or ("year" in view.cues and not _about_something(view)):
        return
    if "how_many" not in view.cues and not view.scope.named:
        return  # a number alone counts editions only where a programme is named
    editions = tuple(
        held for held in view.scope.editions if held.edition.start is None or held.edition.start <= view.today
    )
    yield Finding(
        Ask.COUNT_EDITIONS,
        entry_id(editions, "count"),
        rows=_rows(editions),
        refs=view.scope.programs,
        used=view.scope.used | view.used_numbers(),
        numbers=view.numbers(),
        vocabulary=view.vocabulary_of(editions, "title"),
    )


def editions(view: View) -> Iterator[Finding]:
    """Which editions there are, or the one that a selector picks."""
    if view.only_placed():
        return
    if view.scope.absent:
        yield _nothing(view, Ask.EDITIONS)
    elif view.scope.editions and _about_something(view):
        yield Finding(
            Ask.EDITIONS,
            entry_id(view.scope.editions, "editions"),
            rows=_rows(view.scope.editions),
            premises=view.scope.premises,
            selected=view.selected,
            refs=_news_in_scope(view),
            used=view.scope.used | view.mentioned(Kind.MONTH),
            vocabulary=view.vocabulary_of(view.scope.editions, "title"),
            bonus=0.0 if view.selected else -0.2 if _asks_for_all(view) else -0.5,
        )


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
    coming = tuple(h for h in view.scope.editions if h.edition.start and h.edition.start > view.today)
    organiser = view.catalogue.facts.organiser
    programs = view.scope.programs if view.scope.named or view.scope.narrowed else ()
    spoken = [view.vocabulary.of(f"{p}#next") for p in programs] + [view.vocabulary.of("organiser#next")]
    if coming or programs or organiser:
        yield Finding(
            Ask.NEXT,
            f"{programs[0]}#next" if len(programs) == 1 else "trainings#next",
            rows=_rows(coming[:3]),
            refs=programs,
            used=view.scope.used | view.mentioned(Kind.REGION, Kind.COUNTRY),
            vocabulary=frozenset().union(*spoken),
            bonus=COMING if "next" in view.cues else 0.0,
        )


def title(view: View) -> Iterator[Finding]:
    """The official title of an edition."""
    found = _known(view, lambda held: held.edition.title) if view.scope.narrowed else ()
    if found:
        yield Finding(
            Ask.TITLE,
            entry_id(found, "title"),
            rows=_rows(found),
            used=view.scope.used,
            vocabulary=view.vocabulary_of(found, "title"),
        )


def significance(view: View) -> Iterator[Finding]:
    """Why an edition mattered."""
    found = _known(view, lambda held: held.edition.significance) if _about_something(view) else ()
    if found:
        yield Finding(
            Ask.SIGNIFICANCE,
            entry_id(found, "significance"),
            rows=_rows(found),
            used=view.scope.used,
            vocabulary=view.vocabulary_of(found, "significance", "title"),
            bonus=0.01,
        )
