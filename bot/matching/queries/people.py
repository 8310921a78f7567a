"""Questions about those who took part: who, from where, was one of them there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.knowledge.model import Delegation
from bot.matching.asks import LIGHT, Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding, Row
from bot.matching.queries import comparing, editions, testimonials
from bot.matching.queries.taking_part import KINDS, asked_of, come_from, missing
from bot.matching.senses import Kind
from bot.matching.view import Origin, View, entry_id


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
    yield from comparing.only_there(view, known)
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
