"""Questions about WeGO's trainings as a whole: programmes, contacts, applications, offices, news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.matching.asks import Ask
from bot.matching.finding import Finding, Row
from bot.matching.senses import Kind
from bot.matching.view import View, entry_id


def contact(view: View) -> Iterator[Finding]:
    """Whom to ask, and under which address."""
    organiser = view.catalogue.facts.organiser
    if view.reading.values(Kind.OFFICE, Kind.NETWORK) or _other_organisation(view):
        return
    people = view.reading.values(Kind.PERSON)
    asked = bool(view.cues & {"contact", "email"})
    if people:
        if not asked and not any(view.catalogue.people[p].email for p in people):
            return
        written = tuple(p for p in people if view.catalogue.people[p].email)
        yield Finding(
            Ask.CONTACT,
            f"{people[0]}#contact",
            refs=written or tuple(people),
            missing=not written,
            used=view.mentioned(Kind.PERSON, Kind.ORGANISATION) | view.scope.used | view.used_numbers(),
            bonus=0.01,
        )
        return
    own = [c for h in view.scope.editions for c in h.contacts] if view.scope.narrowed or view.scope.named else []
    own += [c for p in view.scope.programs for c in view.catalogue.programs[p].contacts]
    found = tuple(dict.fromkeys(own)) or (organiser.contacts if organiser else ())
    if found:
        yield Finding(
            Ask.CONTACT,
            "contacts",
            refs=found,
            bonus=0.015,
            used=view.scope.used | view.mentioned(Kind.ORGANISATION) | view.used_numbers(),
        )


def _other_organisation(view: View) -> bool:
    organiser = view.catalogue.facts.organiser
    own = organiser.organisation if organiser else ""
    return any(org != own for org in view.reading.values(Kind.ORGANISATION))


def apply(view: View) -> Iterator[Finding]:
    """How to apply, and the state of the window."""
    if view.reading.values(Kind.OFFICE, Kind.NETWORK) or "deadline" in view.cues:
        return
    organiser = view.catalogue.facts.organiser
    programs = view.scope.programs if view.scope.named or view.scope.narrowed else ()
    spoken = [view.vocabulary.of(f"{p}#call") for p in programs] + [view.vocabulary.of("organiser#call")]
    if organiser or programs:
        yield Finding(
            Ask.APPLY,
            f"{programs[0]}#apply" if len(programs) == 1 else "trainings#apply",
            refs=programs,
            rows=_windows(view),
            vocabulary=frozenset().union(*spoken),
            missing=view.scope.absent,
            used=view.scope.used | _own_organisation(view) | view.used_numbers(),
        )


def deadline(view: View) -> Iterator[Finding]:
    """Until when one may apply: only a window knows."""
    windows = _windows(view)
    held = [one.edition.start for one in view.scope.editions if view.scope.narrowed and one.edition.start]
    if "end" in view.cues and not view.cues & {"apply", "call"} and held and max(held) <= view.today:
        return  # "until when did it last?"
    programs = view.scope.programs if view.scope.named or view.scope.narrowed else ()
    general = any(view.catalogue.programs[p].application for p in programs or view.catalogue.programs)
    yield Finding(
        Ask.DEADLINE,
        f"{programs[0]}#deadline" if len(programs) == 1 else "trainings#deadline",
        refs=programs,
        rows=windows,
        missing=view.scope.narrowed and not windows and not general,
        used=view.scope.used | _own_organisation(view),
    )


def call(view: View) -> Iterator[Finding]:
    """What was said of the call for applications."""
    if view.scope.absent:
        return
    if _windows(view) or any(
        view.catalogue.programs[p].application for p in view.scope.programs or view.catalogue.programs
    ):
        yield from (replace(finding, bonus=0.02) for finding in apply(view))
        return
    told = tuple(Row(h) for h in view.scope.editions if h.edition.call) if view.scope.narrowed else ()
    programs = tuple(p for p in view.scope.programs if view.catalogue.programs[p].call) if view.scope.named else ()
    organiser = view.catalogue.facts.organiser
    if told or programs or (organiser and organiser.call):
        words = [view.vocabulary_of([r.held for r in told], "call", "title"), view.vocabulary.of("organiser#call")]
        yield Finding(
            Ask.CALL,
            entry_id([r.held for r in told], "call") if told else "trainings#call",
            rows=told,
            refs=programs,
            used=view.scope.used | _own_organisation(view),
            vocabulary=frozenset().union(*words),
            bonus=0.02,
        )


def _windows(view: View) -> tuple[Row, ...]:
    chosen = view.scope.editions
    return tuple(Row(h) for h in chosen if h.edition.application)


def _own_organisation(view: View) -> frozenset[int]:
    organiser = view.catalogue.facts.organiser
    own = organiser.organisation if organiser else ""
    return frozenset(i for i, m in view.reading.of(Kind.ORGANISATION) if own in m.values(Kind.ORGANISATION))


def programs(view: View) -> Iterator[Finding]:
    """Which programmes there are."""
    if view.scope.narrowed or view.scope.named or not view.catalogue.programs:
        return
    organiser = view.catalogue.facts.organiser
    kinds = {kind for kind in ("webinar", "workshop") if kind in view.cues}
    found = tuple(p.id for p in view.catalogue.facts.programs if not kinds or p.kind.value in kinds)
    yield Finding(
        Ask.PROGRAMS,
        "trainings#programs",
        refs=found,
        bonus=-0.2,
        used=_own_organisation(view) | view.scope.used,
        vocabulary=view.vocabulary.of("organiser#about") if organiser else frozenset(),
    )


SHORT = 7
"""Words of a question on the organisation itself; a longer one only mentions it."""


def about(view: View) -> Iterator[Finding]:
    """What a named thing is."""
    if view.scope.absent or view.only_placed():
        return
    if view.scope.narrowed and view.scope.editions:
        yield Finding(
            Ask.ABOUT,
            entry_id(view.scope.editions, "about"),
            rows=tuple(Row(h) for h in view.scope.editions),
            premises=view.scope.premises,
            used=view.scope.used,
            bonus=-0.5,
            vocabulary=view.vocabulary_of(view.scope.editions, "about", "title"),
        )
        return
    for program in view.reading.values(Kind.PROGRAM):
        yield Finding(
            Ask.ABOUT,
            f"{program}#about",
            refs=tuple(view.reading.values(Kind.PROGRAM)),
            used=view.scope.used,
            bonus=-0.01,
            vocabulary=view.vocabulary.of(f"{program}#about") | view.vocabulary.of(f"{program}#format"),
        )
        return
    own = view.catalogue.facts.organiser.organisation if view.catalogue.facts.organiser else ""
    for organisation in view.reading.values(Kind.ORGANISATION):
        said = view.cues - {"what_is", "named"}
        if organisation == own and any(cue[0] != "@" for cue in said):
            continue
        if organisation == own and len(view.reading.words) > (SHORT if "what_is" in view.cues else 2):
            continue
        if view.catalogue.organisations[organisation].about:
            yield Finding(
                Ask.ABOUT,
                f"{organisation}#about",
                refs=(organisation,),
                used=view.mentioned(Kind.ORGANISATION),
                vocabulary=view.vocabulary.of(f"{organisation}#about"),
                bonus=-0.02,
            )


def purpose(view: View) -> Iterator[Finding]:
    """What a programme is for."""
    organiser = view.catalogue.facts.organiser
    if organiser and organiser.purpose and not (view.scope.named or view.scope.narrowed):
        yield Finding(
            Ask.PURPOSE,
            "trainings#purpose",
            used=view.scope.used | _own_organisation(view),
            vocabulary=view.vocabulary.of("organiser#purpose"),
        )
    for program in view.scope.programs if view.scope.named or view.scope.narrowed else ():
        if view.catalogue.programs[program].purpose:
            yield Finding(
                Ask.PURPOSE,
                f"{program}#purpose",
                refs=(program,),
                used=view.scope.used,
                bonus=0.01,
                premises=view.scope.premises,
                rows=tuple(Row(h) for h in view.scope.editions[:1]),
                vocabulary=view.vocabulary.of(f"{program}#purpose"),
            )


def difference(view: View) -> Iterator[Finding]:
    """Two programmes side by side."""
    named = tuple(view.reading.values(Kind.PROGRAM))
    if len(named) >= 2:
        yield Finding(
            Ask.DIFFERENCE,
            "trainings#difference",
            refs=named,
            used=view.scope.used,
            bonus=0.02,
            vocabulary=view.vocabulary.of(f"{named[0]}#about") | view.vocabulary.of(f"{named[1]}#about"),
        )


OFFICE_FACETS = {
    Ask.OFFICES: ("about", "offices"),
    Ask.HOSTING: ("hosting", "hosting"),
    Ask.FUNCTIONS: ("functions", "functions"),
    Ask.BENEFITS: ("benefits", "benefits"),
    Ask.SEEKING: ("seeking", "seeking"),
    Ask.OFFICE_PROGRAMS: ("programs", "programs"),
}


def offices(view: View, ask: Ask) -> Iterator[Finding]:
    """One facet of the regional offices as a whole."""
    network = view.catalogue.facts.offices
    chosen = ask is Ask.HOSTING and {"select", "host"} <= view.cues and not view.scope.named
    if network is None or not (view.reading.values(Kind.NETWORK, Kind.OFFICE) or chosen):
        return
    vocabulary, field = OFFICE_FACETS[ask]
    if not getattr(network, field) or (ask is Ask.OFFICES and view.reading.values(Kind.OFFICE)):
        return
    single = bool(view.reading.of(Kind.OFFICE))
    one = single and ask is Ask.HOSTING and not view.cues & {"select", "how", "apply"}
    one = one or (single and ask is Ask.OFFICE_PROGRAMS and bool(view.cues & {"when", "start", "since"}))
    sought = view.mentioned(Kind.REGION, Kind.COUNTRY) if ask in (Ask.SEEKING, Ask.HOSTING) else frozenset()
    yield Finding(
        ask,
        f"regional-offices#{field}",
        missing=one,
        used=view.mentioned(Kind.NETWORK, Kind.OFFICE) | _own_organisation(view) | sought | view.used_numbers(),
        numbers=view.numbers(),
        vocabulary=view.vocabulary.of(f"offices#{vocabulary}"),
        names=view.reading.names if ask in (Ask.HOSTING, Ask.SEEKING) else frozenset(),
        bonus=0.0 if ask is Ask.OFFICES else 0.01,
    )


def office_at(view: View) -> Iterator[Finding]:
    """Whether a part of the world has an office."""
    network = view.catalogue.facts.offices
    if network is None:
        return
    named = view.reading.values(Kind.OFFICE)
    regions = set(view.reading.values(Kind.REGION))
    wider = {wide for region in regions for wide in view.catalogue.around(region)}
    for country in view.reading.values(Kind.COUNTRY):
        wider.update(view.catalogue.countries[country].regions)
    if not named and not ((regions or wider) and view.reading.values(Kind.NETWORK)):
        return
    # Where an office is sought, one of a wider part of the world does not serve: Southeast Asia, and an office in Asia.
    wider -= {wide for sought in network.seeking_regions for wide in view.catalogue.around(sought)}
    found = tuple(o.id for o in network.offices if o.id in named or (regions | wider) & set(o.regions))
    asked = [f"region:{r}" for r in view.reading.values(Kind.REGION)] + [
        f"country:{c}" for c in view.reading.values(Kind.COUNTRY)
    ]
    yield Finding(
        Ask.OFFICE_AT,
        "regional-offices#offices",
        refs=found,
        verdict=bool(found),
        place=asked[0] if asked else "",
        missing=bool(found) and (bool(view.cues & {"where", "contact", "email"}) or _asks_which_city(view)),
        used=view.mentioned(Kind.OFFICE, Kind.NETWORK, Kind.REGION, Kind.COUNTRY) | _own_organisation(view),
        vocabulary=view.vocabulary.of("offices#about"),
        bonus=0.005,
    )


def _asks_which_city(view: View) -> bool:
    """True for "in which city is it?", or country; not for "which office is there for a city of Central Asia?"."""
    said = view.reading.of(Kind.CUE)
    asking = {m.end for _, m in said if {"which", "where", "what_is"} & set(m.values(Kind.CUE))}
    places = [m for _, m in said if {"city", "country"} & set(m.values(Kind.CUE))]
    return any(m.start in asking or m.end in asking for m in places)
