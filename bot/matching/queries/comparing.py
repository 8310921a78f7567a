"""Questions that compare editions by who came: to several of them, or to one and not to another."""

from __future__ import annotations

from collections.abc import Iterator

from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding, Row
from bot.matching.queries.taking_part import asked_of, come_from
from bot.matching.senses import Kind, Mention
from bot.matching.view import View, entry_id

AGAIN = 0.25
"""Preference for those who came again where one word says that they did."""


def only_there(view: View, known: tuple[Held, ...]) -> Iterator[Finding]:
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
