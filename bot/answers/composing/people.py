"""Answers on those who took part and what they said."""

from __future__ import annotations

from bot.answers.composing.page import Desk, Page, bullets, paragraph
from bot.answers.composing.shared import sources
from bot.answers.reply import Block, Line
from bot.answers.sentences import plain
from bot.knowledge.model import Delegation
from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding, Row


def count_people(desk: Desk, finding: Finding) -> Page:
    """Numbers of participants; a wrong number in the question is denied."""
    held = [row.held for row in finding.rows]
    known = {n for h in held if (a := h.edition.attendance) for n in (a.participants, a.involved)}
    notes = [desk.sentences.line("no")] if any(n not in known for n in finding.numbers) else []
    lines = [_count(desk, h) for h in held]
    if len(lines) == 1:
        return Page((paragraph(*notes, *lines),), sources=sources(held))
    return Page((*([paragraph(*notes)] if notes else []), bullets(lines)), sources=sources(held))


def _count(desk: Desk, held: Held) -> Line:
    attendance = held.edition.attendance
    assert attendance is not None
    key = "people-over" if attendance.over else "people-involved" if attendance.involved else "people"
    return desk.sentences.line(
        key,
        edition=desk.naming.edition(held),
        participants=attendance.participants or attendance.involved or 0,
        count=attendance.participants or attendance.involved or 0,
        involved=attendance.involved or 0,
        makeup=desk.naming.text(attendance.makeup),
    )


def count_places(desk: Desk, finding: Finding) -> Page:
    """Numbers of countries or cities, with their names."""
    held = [row.held for row in finding.rows]
    lines = [_count_places(desk, row, finding.ask) for row in finding.rows if row.delegations]
    if not lines:
        lines = [_none_from(desk, finding, held)]
    known = {h.edition.attendance.countries for h in held if h.edition.attendance}
    wrong = finding.numbers and not any(
        n in known or n in {len(r.delegations) for r in finding.rows} for n in finding.numbers
    )
    notes = [desk.sentences.line("no")] if wrong else []
    if len(lines) == 1:
        return Page((paragraph(*notes, *lines),), sources=sources(held))
    return Page((*([paragraph(*notes)] if notes else []), bullets(lines)), sources=sources(held))


def _count_places(desk: Desk, row: Row, ask: Ask) -> Line:
    attendance = row.held.edition.attendance
    name = desk.naming.edition(row.held)
    everybody = attendance is not None and row.delegations == attendance.delegations
    if ask is Ask.COUNT_CITIES:
        places = [desk.naming.delegation(d) for d in row.delegations]
        return desk.sentences.line("cities", edition=name, count=len(places), places=desk.naming.list(places))
    countries = list(dict.fromkeys(desk.naming.country(d.country) for d in row.delegations))
    published = attendance.countries if attendance and everybody else None
    key = "countries-some" if published and published > len(countries) else "countries"
    return desk.sentences.line(key, edition=name, count=published or len(countries), places=desk.naming.list(countries))


def _none_from(desk: Desk, finding: Finding, held: list[Held]) -> Line:
    return desk.sentences.line(
        "participants-none", place=desk.naming.place(finding.place), editions=desk.naming.editions(held)
    )


def participants(desk: Desk, finding: Finding) -> Page:
    """Lists of those who came."""
    held = [row.held for row in finding.rows]
    if finding.verdict is False:
        elsewhere = [desk.catalogue.by_id[ref] for ref in finding.refs]
        place = desk.naming.place(finding.place)
        return Page((paragraph(*_not_there(desk, held, elsewhere, place, finding)),), sources=sources(held))
    if finding.place:
        lines = [_from_there(desk, row, finding) for row in finding.rows]
        elsewhere = [desk.catalogue.by_id[ref] for ref in finding.refs]
        if elsewhere:
            lines.append(desk.sentences.line("attended-also", editions=desk.naming.editions(elsewhere)))
            return Page((paragraph(*lines),), sources=sources([*held, *elsewhere]))
        return Page((paragraph(lines[0]),) if len(lines) == 1 else (bullets(lines),), sources=sources(held))
    blocks: list[Block] = []
    for row in finding.rows:
        blocks.append(paragraph(_lead(desk, row, finding)))
        blocks.append(bullets(plain(desk.naming.delegation(d)) for d in row.delegations))
    return Page(tuple(blocks), sources=sources(held))


def _lead(desk: Desk, row: Row, finding: Finding) -> Line:
    """What stands above the list of an edition's participants."""
    edition, attendance = desk.naming.edition(row.held), row.held.edition.attendance
    if finding.without:
        return desk.sentences.line(
            "participants-only", edition=edition, editions=desk.naming.editions(list(finding.without))
        )
    complete = attendance is None or attendance.complete
    return desk.sentences.line("participants" if complete else "participants-some", edition=edition)


def returning(desk: Desk, finding: Finding) -> Page:
    """Who came more than once."""
    held = [row.held for row in finding.rows]
    editions = desk.naming.editions(held)
    if not finding.verdict:
        return Page((paragraph(desk.sentences.line("returning-none", editions=editions)),), sources=sources(held))
    cities = list(dict.fromkeys(desk.naming.delegation(d) for row in finding.rows[:1] for d in row.delegations))
    lead = paragraph(desk.sentences.line("returning", editions=editions))
    return Page((lead, bullets(plain(city) for city in cities)), sources=sources(held))


def attendance(desk: Desk, finding: Finding) -> Page:
    """Whether a place was there; where else it was."""
    held = [row.held for row in finding.rows]
    place = desk.naming.place(finding.place)
    elsewhere = [desk.catalogue.by_id[ref] for ref in finding.refs]
    if finding.verdict:
        lines = [_from_there(desk, row, finding) for row in finding.rows]
        if elsewhere:
            lines.append(desk.sentences.line("attended-also", editions=desk.naming.editions(elsewhere)))
        return Page((paragraph(*lines),), sources=sources([*held, *elsewhere]))
    lines = _not_there(desk, held, elsewhere, place, finding)
    return Page((paragraph(*lines),), sources=sources([*held, *elsewhere]))


def _from_there(desk: Desk, row: Row, finding: Finding) -> Line:
    """Who came from a place; with a yes where one is asked for.

    To a negative question, yes and no mean this in one language and that in another: the fact alone is told.
    """
    place = desk.naming.place(finding.place)
    people = desk.naming.list([desk.naming.delegation(d) for d in row.delegations])
    known_by_place = all(not d.names and finding.place in (f"city:{d.city}", _country(d)) for d in row.delegations)
    edition, count = desk.naming.edition(row.held), len(row.delegations)
    if finding.nods or known_by_place:
        key = "attended" if finding.nods and not finding.negated else "took-part"
        return desk.sentences.line(key, edition=edition, people=people, count=count)
    return desk.sentences.line("participants-from", place=place, edition=edition, people=people, count=count)


def _country(delegation: Delegation) -> str:
    """The key of a delegation of which only the country is known."""
    return "" if delegation.city else f"country:{delegation.country}"


def _not_there(desk: Desk, held: list[Held], elsewhere: list[Held], place: str, finding: Finding) -> list[Line]:
    if not held:
        return [desk.sentences.line("attended-never", place=place)]
    partial = any(h.edition.attendance and not h.edition.attendance.complete for h in held)
    key = "attended-not-some" if partial else "participants-none" if finding.negated else "attended-not"
    lines = [desk.sentences.line(key, place=place, editions=desk.naming.editions(held))]
    if elsewhere:
        lines.append(desk.sentences.line("attended-else", place=place, editions=desk.naming.editions(elsewhere)))
    return lines


def person(desk: Desk, finding: Finding) -> Page:
    """Who somebody is, what they said, how to reach them."""
    blocks: list[Block] = []
    found: list[str] = []
    for ref in finding.refs:
        someone = desk.catalogue.people[ref]
        found += someone.sources
        about, name = desk.naming.role(someone), desk.naming.person(someone)
        lines = [desk.sentences.line("person-about", person=name, about=about)] if about else []
        if someone.email:
            lines.append(desk.sentences.line("person-contact", person=name, email=someone.email))
        lines += [plain(desk.naming.text(t.text)) for t in desk.catalogue.facts.testimonials if t.person == ref]
        blocks.append(paragraph(*lines))
    return Page(tuple(blocks), sources=tuple(dict.fromkeys(found)))


def testimonials(desk: Desk, finding: Finding) -> Page:
    """What participants said."""
    chosen = [t for t in desk.catalogue.facts.testimonials if t.id in finding.refs]
    lines = []
    for testimonial in chosen:
        someone = desk.catalogue.people[testimonial.person]
        lines.append(
            desk.sentences.line(
                "testimonial-for" if testimonial.on_behalf_of else "testimonial",
                person=desk.naming.person(someone),
                about=desk.naming.role(someone) or desk.naming.program(testimonial.program),
                year=testimonial.year,
                text=desk.naming.text(testimonial.text),
                behalf=desk.naming.text(testimonial.on_behalf_of),
            )
        )
    found = tuple(dict.fromkeys(s for t in chosen for s in t.sources))
    return Page((paragraph(lines[0]),) if len(lines) == 1 else (bullets(lines),), sources=found)
