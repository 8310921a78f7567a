"""Questions on who organised: organisers, partners, and what each organisation did."""

from __future__ import annotations

from collections.abc import Iterator

from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding
from bot.matching.queries.editions import known, not_known, rows
from bot.matching.senses import Kind
from bot.matching.view import View, entry_id


def organisers(view: View) -> Iterator[Finding]:
    """Organisers, partners and hosts; an organisation that is named makes it a yes-or-no question."""
    if not view.about_something:
        yield from _together_with(view)
        return
    editions = known(view, lambda held: held.organisers or held.partners)
    if view.scope.absent:
        yield not_known(view, Ask.ORGANISERS)
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
        rows=rows(editions),
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
            verdict=None if view.cues & {"who", "when", "year"} else True,
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
    if not view.about_something or not (view.cues & {"role", "function"} or _says_only(view, "organise", "held")):
        asked = [org for org in asked if not _is_host(view, org)]
    editions = tuple(held for held in view.scope.editions if any(r.organisation in asked for r in held.edition.roles))
    every = tuple(r.organisation for held in editions for r in held.edition.roles)
    if asked and editions:
        yield Finding(
            Ask.ROLE,
            entry_id(editions, "role"),
            rows=rows(editions),
            refs=every if view.cues & {"who", "institution"} else tuple(asked),
            used=view.scope.used | view.mentioned(Kind.ORGANISATION),
            vocabulary=view.vocabulary_of(editions, "roles", "title"),
            bonus=0.02,
        )
