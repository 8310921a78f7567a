"""Questions about those who took part: who, from where, was one of them there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.knowledge.model import Delegation
from bot.knowledge.model import Kind as ProgramKind
from bot.matching.asks import LIGHT, Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding, Row
from bot.matching.queries import editions, testimonials
from bot.matching.senses import Kind, Mention
from bot.matching.view import Origin, View, entry_id

KINDS = frozenset({"training", "workshop", "webinar", "program"})
AGAIN = 0.25
"""Preference for those who came again where one word says that they did."""


def asked_of(view: View) -> tuple[Held, ...]:
    """The editions in scope whose participants are known."""
    return tuple(held for held in of_the_kind(view) if held.delegations)


def of_the_kind(view: View) -> tuple[Held, ...]:
    """The editions in scope; webinars alone where they are meant, for other kinds of trainings are mixed up freely."""
    webinars = "webinar" in view.cues
    return tuple(held for held in view.scope.editions if not webinars or held.program.kind is ProgramKind.WEBINAR)


def missing(view: View, ask: Ask) -> Finding:
    """The question on participants is understood, and no fact answers it."""
    editions = view.scope.editions if view.scope.narrowed or view.scope.named else ()
    return Finding(
        ask,
        entry_id(editions, ask.value) if editions else f"trainings#{ask.value}",
        missing=True,
        rows=tuple(Row(h) for h in editions),
        refs=view.scope.programs,
        used=view.scope.used,
        bonus=-0.3 if ask in (Ask.PARTICIPANTS, Ask.ATTENDANCE) else 0.0,
    )


def come_from(view: View, held: Held, origins: list[Origin]) -> tuple[Delegation, ...]:
    """The delegations of an edition from some places; all of them where no place is named."""
    if not origins:
        return held.delegations
    return tuple(d for d in held.delegations if any(o.fits(view.homes(d)) for o in origins))


def participants(view: View) -> Iterator[Finding]:
    """Who came, all of them or those from some place."""
    origins = view.origins()
    if not origins and not (view.cues & {"people", "attend", "city", "country", "institution"}):
        return
    if "what_is" in view.cues and not view.cues & {"people", "attend", "origin", "list"}:
        return  # "what is the capital of Mongolia?"
    about = view.scope.narrowed or view.scope.named or "people" in view.cues
    if not about and not (origins and view.cues & {"attend", "origin"}):
        return
    known = asked_of(view)
    if not known or view.scope.absent:
        yield missing(view, Ask.PARTICIPANTS)
        return
    yield from _only_there(view, known)
    rows = tuple(Row(h, come_from(view, h, origins)) for h in known)
    found = tuple(row for row in rows if row.delegations)
    spoke = list(testimonials.quoted(view)) if origins and not found else []
    if spoke:
        yield from spoke
        return
    nameless = bool(found) and _are_not_known(view, origins, [d for row in found for d in row.delegations])
    yield Finding(
        Ask.PARTICIPANTS,
        entry_id([row.held for row in found or rows], "participants"),
        rows=found or rows,
        place=origins[0].keys[0] if origins else "",
        verdict=bool(found) if origins else None,
        refs=_elsewhere(view, origins, [row.held for row in found]) if view.nods or not found else (),
        premises=view.scope.premises,
        selected=view.selected,
        missing=nameless,
        nods=view.nods,
        negated=view.negated,
        used=view.scope.used.union(*(o.used for o in origins)) | view.used_numbers(),
        vocabulary=view.vocabulary_of(known, "people", "title"),
    )


def _only_there(view: View, known: tuple[Held, ...]) -> Iterator[Finding]:
    """Those who came to one edition and not to another: "who was there in 2018, but not in 2017?"."""
    denials = [(i, m) for i, m in view.reading.of(Kind.NEGATION) if not view.reading.harmless(m)]
    denied = _denied_year(view, denials[0][1]) if len(denials) == 1 else None
    without = tuple(held for held in known if denied and str(held.edition.year) == denied)
    others = tuple(held for held in known if held not in without)
    complete = all(h.edition.attendance and h.edition.attendance.complete for h in known)
    if not without or not others or not complete or ("country" in view.cues and "city" not in view.cues):
        return  # of a country, one city may have come to both
    gone = {(d.country, d.city) for held in without for d in held.delegations}
    rows = tuple(
        Row(h, tuple(d for d in come_from(view, h, view.origins()) if (d.country, d.city) not in gone)) for h in others
    )
    if any(row.delegations for row in rows):
        yield Finding(
            Ask.PARTICIPANTS,
            entry_id(others, "participants"),
            rows=tuple(row for row in rows if row.delegations),
            without=without,
            used=view.scope.used.union([denials[0][0]], view.used_numbers(), *(o.used for o in view.origins())),
            vocabulary=view.vocabulary_of(known, "people", "title"),
        )


def _denied_year(view: View, denial: Mention) -> str | None:
    """The year that a negation goes with: before it where verbs stand last; else behind it, or before it at the end."""
    reading = view.reading
    verbs = [m for _, m in reading.of(Kind.CUE) if m.start >= denial.end and not m.has(Kind.STOP)]
    if verbs and {"held", "organise"} & set(verbs[0].values(Kind.CUE)) and not _came(verbs[0]):
        return None  # "although it was not held in 2017"
    years = [m for _, m in reading.of(Kind.YEAR, Kind.EDITION)]
    behind = [m for m in years if m.start >= denial.end]
    if reading.tags and any(m.start == denial.end for m in behind):
        return None  # "2017年没来、2018年来了": without endings, either may be meant
    near = behind[:1] if behind and not reading.relations_behind else [m for m in years if m.end <= denial.start][-1:]
    dated = [value for m in near for value in m.values(Kind.YEAR)]
    dated += [str(view.catalogue.by_id[held].edition.year) for m in near for held in m.values(Kind.EDITION)]
    return dated[0] if len(set(dated)) == 1 else None


def _came(verb: Mention) -> bool:
    return bool({"attend", "people"} & set(verb.values(Kind.CUE)))


def _elsewhere(view: View, origins: list[Origin], here: list[Held]) -> tuple[str, ...]:
    """The other editions to which somebody came from the places."""
    return tuple(h.id for h in view.catalogue.held if origins and h not in here and come_from(view, h, origins))


def _are_not_known(view: View, origins: list[Origin], found: list[Delegation]) -> bool:
    """True where of those who came from a place more is asked than is known: their number, their names, their city."""
    if _asks_for_persons(view):
        return True
    if not origins:
        return False
    if "city" in view.cues and not any(d.city or d.names for d in found):
        return True
    return _asks_who_from_a_city(view, origins) and not any(d.names for d in found)


def _asks_for_persons(view: View) -> bool:
    """True for "how many came from Kampala?" and "their delegates' names?": persons are neither counted nor named."""
    asked_before = not view.reading.names_something()
    if not view.origins() and not asked_before:
        return False
    if "how_many" in view.cues and view.origins() and not view.counted() - {"people", "attend"}:
        return True
    others = view.cues & {"city", "country", "institution", "which"}
    return "named" in view.cues and bool(view.cues & {"people", "position"}) and not others


def _asks_who_from_a_city(view: View, origins: list[Origin]) -> bool:
    cities = bool(origins) and all(key.startswith("city:") for origin in origins for key in origin.keys)
    return cities and bool(view.cues & {"who", "named"})


def returning(view: View) -> Iterator[Finding]:
    """Who came to more than one edition."""
    known = asked_of(view)
    held_there = not view.cues & {"people", "attend"} and bool(view.cues & {"held", "host", "organise", "where"})
    countries = "country" in view.cues and not view.cues & {"city", "who"}
    if len(known) < 2 or held_there or countries:
        return  # "in which city were both held?"; and the countries of both are more than those of the same cities
    times: dict[str, list[Held]] = {}
    for held in known:
        for place in dict.fromkeys(d.city for d in held.delegations if d.city):
            times.setdefault(place, []).append(held)
    again = {city: held for city, held in times.items() if len(held) > 1}
    if view.scope.narrowed:
        again = {city: held for city, held in again.items() if len(held) == len(known)}
    rows = tuple(Row(h, tuple(d for d in h.delegations if d.city in again)) for h in known)
    yield Finding(
        Ask.RETURNING,
        entry_id(known, "returning"),
        rows=tuple(r for r in rows if r.delegations),
        verdict=bool(again),
        used=view.scope.used | view.used_numbers(),
        vocabulary=view.vocabulary_of(known, "people", "title"),
        bonus=AGAIN if _in_one_word(view) or (view.scope.narrowed and _asks_which_came(view)) else 0.03,
    )


def _asks_which_came(view: View) -> bool:
    """True for "which cities were at both?", which asks for no list of each."""
    return bool(view.cues & {"attend", "city", "country"}) and bool(view.cues & {"who", "which"})


def _in_one_word(view: View) -> bool:
    """True where one word says "took part in both": 都参加, repeat participants."""
    said = (set(mention.values(Kind.CUE)) for _, mention in view.reading.of(Kind.CUE))
    return any("both" in cues and cues & {"attend", "people"} for cues in said)


def attendance(view: View) -> Iterator[Finding]:
    """Whether, and when, somebody from a place was there."""
    if view.scope.absent:
        return
    origins = view.origins()
    about = bool(view.cues & {"attend", "people", "list"})
    if not about and "when" in view.cues and view.cues & KINDS:
        return  # "when was the workshop in Kampala?" takes it for a place of the event
    if not about and "what_is" in view.cues and "origin" not in view.cues:
        return  # "what is the capital of Mongolia?" asks nothing of a training
    if about and (_asks_for_persons(view) or _asks_who_from_a_city(view, origins)):
        return  # "who represented Kampala?"
    if not (about or view.scope.narrowed or view.scope.named or "@cue" not in view.cues):
        return
    plain = (view.scope.narrowed or view.scope.named) and not any(c for c in view.cues - _PLAIN if c[0] != "@")
    strangers = _strangers(view) if (about or plain) and not origins else []
    for origin in (origins or strangers)[:4]:
        if plain and not about and _stands_behind(view, origin):
            yield from editions.where(view)
            return
        if plain and not about and _holds(view, origin):
            yield from editions.where(replace(view, cues=view.cues | {"where"}))
            return
        yield from _was_there(view, origin, [o for o in origins or strangers])


def _holds(view: View, origin: Origin) -> bool:
    """ "Was the workshop in Korea?": the place holds that of the edition, and stands behind its name."""
    named = [view.reading.mentions[i].start for i in view.scope.used]
    typed = [view.reading.mentions[i].start for i in origin.used]
    behind = bool(named and typed) and min(typed) > max(named)
    return behind and origin in editions.around(view, view.scope.editions)


_PLAIN = (LIGHT | {"city", "country", "list", "named"}) - {"what_is"}
_TOLD = frozenset(["say", "testimonial", "visit", "organise", "select", "special", "purpose", "teach", "topic"])


def _strangers(view: View) -> list[Origin]:
    """Names that the knowledge does not have; in small letters only where somebody "took part" in something named."""
    if view.cues & _TOLD:
        return []
    loose = view.scope.narrowed or view.scope.named
    return [
        one
        for one in view.foreign_names()
        if all(at in view.reading.proper for at in one.names) or (loose and _takes_part(view, one))
    ]


def _takes_part(view: View, name: Origin) -> bool:
    """True where the name stands just before the word for taking part."""
    last = max(name.names)
    near = [m for _, m in view.reading.of(Kind.CUE) if last < m.start <= last + 2]
    return any({"attend", "people"} & set(m.values(Kind.CUE)) for m in near)


def _stands_behind(view: View, origin: Origin) -> bool:
    """True where a place whence nobody ever came follows the edition: "the workshop was in Busan" says where it was."""
    named = [view.reading.mentions[i].start for i in view.scope.used]
    typed = origin.names or [view.reading.mentions[i].start for i in origin.used]
    behind = bool(named and typed) and min(typed) > max(named)
    return behind and not any(origin.fits(view.homes(d)) for held in view.catalogue.held for d in held.delegations)


def _was_there(view: View, origin: Origin, all_origins: list[Origin]) -> Iterator[Finding]:
    everywhere = tuple(
        Row(h, found)
        for h in view.catalogue.held
        if (found := tuple(d for d in h.delegations if origin.fits(view.homes(d))))
    )
    asked = asked_of(view)
    spoke = [] if everywhere or origin.names else list(testimonials.quoted(view))
    if spoke:
        yield from spoke
        return
    if (view.scope.narrowed or view.scope.named) and not asked:
        yield missing(view, Ask.ATTENDANCE)
        return
    here = tuple(row for row in everywhere if row.held in asked)
    narrow = view.scope.narrowed or view.scope.named
    checked = tuple(Row(h) for h in asked) if narrow else ()
    yield Finding(
        Ask.ATTENDANCE,
        entry_id([r.held for r in here or everywhere] or [r.held for r in checked], "attendance"),
        rows=(here if narrow else everywhere) or checked,
        refs=tuple(r.held.id for r in everywhere if r not in here),
        place=origin.keys[0],
        verdict=bool(here),
        nods=True,
        negated=view.negated,
        premises=view.scope.premises,
        used=view.scope.used.union(*(o.used for o in all_origins)) | view.used_numbers(),
        names=origin.names,
        vocabulary=view.vocabulary_of(asked, "title", "people"),
    )


def person(view: View) -> Iterator[Finding]:
    """Who somebody is."""
    asked = tuple(view.reading.values(Kind.PERSON))
    if not asked:
        return
    homeless = bool(view.cues & {"where", "country"}) and not any(view.catalogue.people[p].city for p in asked)
    known = frozenset().union(*(view.vocabulary.of(f"{p}#role") for p in asked))
    spoken = [t for t in view.catalogue.facts.testimonials if t.person in asked]
    yield Finding(
        Ask.PERSON,
        f"{asked[0]}#person",
        refs=asked,
        missing=homeless,
        used=view.mentioned(Kind.PERSON, Kind.TESTIMONIAL) | view.scope.used,
        vocabulary=known.union(*(view.vocabulary.of(f"{t.id}#text") for t in spoken)),
    )
