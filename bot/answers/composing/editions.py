"""Answers on editions as events: dates, length, places, organisers, counts."""

from __future__ import annotations

from bot.answers import dates
from bot.answers.composing.page import Desk, Page, bullets, paragraph
from bot.answers.composing.shared import contacts, sources
from bot.answers.reply import Block, Line
from bot.answers.sentences import plain
from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding
from bot.matching.senses import Kind


def when(desk: Desk, finding: Finding) -> Page:
    """Dates; a wrong place or month in the question is set right first."""
    held = [row.held for row in finding.rows]
    notes = corrections(desk, finding)
    if len(held) == 1:
        return Page((paragraph(*notes, _when(desk, held[0]), *_clarification(desk, held[0])),), sources=sources(held))
    lead = desk.sentences.line("when-many")
    return Page((paragraph(*notes, lead), bullets(_when_item(desk, h) for h in held)), sources=sources(held))


def _when(desk: Desk, held: Held) -> Line:
    start, end = held.edition.start, held.edition.end or held.edition.start
    name = desk.naming.edition(held)
    if start is None or end is None:
        return desk.sentences.line("when-unknown", edition=name, year=held.edition.year)
    tense = "when-future" if start > desk.today else "when-past" if end < desk.today else "when-now"
    return desk.sentences.line(tense, edition=name, dates=desk.naming.dates(held))


def _when_item(desk: Desk, held: Held) -> Line:
    key = "when-item" if held.edition.start else "when-item-unknown"
    return desk.sentences.line(key, edition=desk.naming.edition(held), dates=desk.naming.dates(held))


def corrections(desk: Desk, finding: Finding) -> list[Line]:
    lines = []
    for premise in finding.premises:
        if premise.sense.kind is Kind.CITY:
            lines.append(desk.sentences.line("not-place", wrong=desk.naming.city(premise.sense.value)))
        if premise.sense.kind is Kind.MONTH:
            wrong = dates.month(int(premise.sense.value), desk.naming.locale)
            lines.append(desk.sentences.line("not-month", wrong=wrong))
            lines += [_when(desk, row.held) for row in finding.rows if finding.ask is not Ask.WHEN]
    return lines


def _clarification(desk: Desk, held: Held) -> list[Line]:
    text = held.edition.clarification
    return [plain(desk.naming.text(text))] if text else []


def since(desk: Desk, finding: Finding) -> Page:
    """The year in which a programme began, with its first edition."""
    program = desk.catalogue.programs[finding.refs[0]]
    name, year = desk.naming.program(program.id), program.since or 0
    no = [desk.sentences.line("no")] if any(n != year for n in finding.numbers) else []
    first = [row.held for row in finding.rows if row.held.edition.start]
    if first:
        line = desk.sentences.line("since", program=name, year=year, dates=desk.naming.dates(first[0]))
    else:
        line = desk.sentences.line("since-short", program=name, year=year)
    return Page((paragraph(*no, line),), sources=program.sources)


def duration(desk: Desk, finding: Finding) -> Page:
    """Lengths in days."""
    held = [row.held for row in finding.rows]
    if len(held) == 1:
        line = desk.sentences.line(
            "duration-future" if _coming(desk, held[0]) else "duration",
            edition=desk.naming.edition(held[0]),
            count=held[0].days or 0,
            dates=desk.naming.dates(held[0]),
        )
        wrong = finding.numbers and not any(n in (held[0].days, *_days(held[0])) for n in finding.numbers)
        notes = [desk.sentences.line("no")] if wrong else []
        return Page((paragraph(*notes, *corrections(desk, finding), line),), sources=sources(held))
    items = (
        desk.sentences.line(
            "duration-item", edition=desk.naming.edition(h), count=h.days or 0, dates=desk.naming.dates(h)
        )
        for h in held
    )
    return Page((paragraph(desk.sentences.line("duration-many")), bullets(items)), sources=sources(held))


def _coming(desk: Desk, held: Held) -> bool:
    """True for an edition that has not begun; where only the year is known, for one of a later year."""
    start = held.edition.start
    return start > desk.today if start else held.edition.year > desk.today.year


def _days(held: Held) -> list[int]:
    return [day.day for day in (held.edition.start, held.edition.end) if day]


def where(desk: Desk, finding: Finding) -> Page:
    """Places and venues."""
    held = [row.held for row in finding.rows]
    if not held:
        cities = [c for p in finding.refs for c in desk.catalogue.programs[p].cities]
        line = desk.sentences.line(
            "where-program",
            program=desk.naming.program(finding.refs[0]),
            places=desk.naming.list(list(map(desk.naming.city, cities))),
        )
        return Page((paragraph(line),), sources=desk.catalogue.programs[finding.refs[0]].sources)
    if len(held) == 1:
        notes = corrections(desk, finding)
        if finding.place and not notes:
            notes = [desk.sentences.line("not-place", wrong=desk.naming.place(finding.place))]
        return Page((paragraph(*notes, _where(desk, held[0]), *_clarification(desk, held[0])),), sources=sources(held))
    items = (
        desk.sentences.line("where-item", edition=desk.naming.edition(h), places=desk.naming.places(h)) for h in held
    )
    return Page((paragraph(desk.sentences.line("where-many")), bullets(items)), sources=sources(held))


def _where(desk: Desk, held: Held) -> Line:
    name, places = desk.naming.edition(held), desk.naming.places(held)
    coming = _coming(desk, held)
    if held.edition.venue:
        venue = desk.naming.organisation(held.edition.venue)
        hosted = "where-venue-future" if coming else "where-venue"
        return desk.sentences.line(hosted, edition=name, places=places, venue=venue)
    plain_key = "where-future" if coming else "where"
    return desk.sentences.line(plain_key, edition=name, places=places)


def organisers(desk: Desk, finding: Finding) -> Page:
    """Organisers and partners; an organisation that was named is confirmed or denied."""
    held = [row.held for row in finding.rows]
    notes = []
    if finding.verdict is not None:
        notes.append(
            desk.sentences.line("yes")
            if finding.verdict
            else desk.sentences.line("not-organiser", organisation=desk.naming.place(finding.place))
        )
    programs = list(dict.fromkeys([h.program.id for h in held] or finding.refs))
    same = len(held) > 1 and len({(h.organisers, h.partners, h.program.id) for h in held}) == 1
    lines: list[Line] = []
    if same or not held:
        lines = [_program_organisers(desk, p) for p in programs]
    else:
        lines = [_edition_organisers(desk, h) for h in held]
    roles = [plain(desk.naming.text(role.did)) for h in held[:1] for role in h.edition.roles] if len(held) == 1 else []
    blocks: tuple[Block, ...] = (paragraph(*corrections(desk, finding), *notes, *lines[:1], *roles),)
    if len(lines) > 1:
        blocks = (*([paragraph(*notes)] if notes else []), bullets(lines))
    return Page(blocks, sources=sources(held))


def _program_organisers(desk: Desk, program: str) -> Line:
    found = desk.catalogue.programs[program]
    name, partners = desk.naming.program(program), desk.naming.organisations(found.partners)
    organisers = desk.naming.organisations(found.organisers)
    if found.organisers and found.partners:
        return desk.sentences.line(
            "organisers-partners-program", program=name, organisers=organisers, partners=partners
        )
    if found.partners:
        return desk.sentences.line("partners-program", program=name, partners=partners)
    return desk.sentences.line("organisers-program", program=name, organisers=organisers)


def _edition_organisers(desk: Desk, held: Held) -> Line:
    name, organisers = desk.naming.edition(held), desk.naming.organisations(held.organisers)
    if held.partners:
        partners = desk.naming.organisations(held.partners)
        key = "organisers-partners-future" if _coming(desk, held) else "organisers-partners"
        return desk.sentences.line(key, edition=name, organisers=organisers, partners=partners)
    alone = "organisers-future" if _coming(desk, held) else "organisers"
    return desk.sentences.line(alone, edition=name, organisers=organisers)


def role(desk: Desk, finding: Finding) -> Page:
    """What an organisation did."""
    held = [row.held for row in finding.rows]
    told = [r.did for h in held for r in h.edition.roles if r.organisation in finding.refs]
    return Page((paragraph(*(plain(desk.naming.text(did)) for did in told)),), sources=sources(held))


def count_editions(desk: Desk, finding: Finding) -> Page:
    """How many editions, and which."""
    held = [row.held for row in finding.rows]
    programs = list(dict.fromkeys(h.program.id for h in held))
    wrong = [n for n in finding.numbers if n != len(held) and n < 1900]
    notes = [desk.sentences.line("no")] if wrong else []
    if len(programs) == 1:
        line = desk.sentences.line("count-editions", count=len(held), program=desk.naming.program(programs[0]))
    else:
        line = desk.sentences.line("count-editions-all", count=len(held))
    return Page((paragraph(*notes, line), bullets(_when_item(desk, h) for h in held)), sources=sources(held))


def editions(desk: Desk, finding: Finding) -> Page:
    """A list of editions, or the one that "first" or "longest" picks."""
    held = [row.held for row in finding.rows]
    if finding.selected and len(held) == 1:
        line = desk.sentences.line(
            f"selected-{finding.selected}",
            edition=desk.naming.edition(held[0]),
            dates=desk.naming.dates(held[0]),
            count=held[0].days or 0,
        )
        return Page((paragraph(line),), sources=sources(held))
    items = [_edition_item(desk, h) for h in held]
    for ref in finding.refs:
        news = desk.catalogue.news[ref]
        items.append(plain(f"{desk.naming.text(news.title)} ({dates.day(news.date, desk.naming.locale)})"))
    lead = f"selected-{finding.selected}-many" if finding.selected in ("longest", "shortest") else "editions"
    notes = corrections(desk, finding) or [desk.sentences.line(lead)]
    return Page((paragraph(*notes), bullets(items)), sources=sources(held))


def _edition_item(desk: Desk, held: Held) -> Line:
    if not held.edition.start:
        return _when_item(desk, held)
    return desk.sentences.line(
        "editions-item",
        edition=desk.naming.edition(held),
        dates=desk.naming.dates(held),
        places=desk.naming.places(held),
    )


def outlook(desk: Desk, finding: Finding) -> list[Line]:
    """What is said of a next edition of which no date is known, and the latest so far."""
    organiser = desk.catalogue.facts.organiser
    spoken = [
        desk.naming.text(desk.catalogue.programs[p].outlook) for p in finding.refs if desk.catalogue.programs[p].outlook
    ]
    if not spoken and organiser and organiser.outlook:
        spoken = [desk.naming.text(organiser.outlook)]
    past = [h for h in desk.catalogue.held if h.edition.start and (not finding.refs or h.program.id in finding.refs)]
    lines = [plain(text) for text in spoken]
    if past:
        name, dates_ = desk.naming.edition(past[-1]), desk.naming.dates(past[-1])
        lines.append(desk.sentences.line("latest-was", edition=name, dates=dates_))
    return lines


def upcoming(desk: Desk, finding: Finding) -> Page:
    """The next edition, or what is said of it, and the latest so far."""
    if finding.rows:
        held = [row.held for row in finding.rows]
        lines = [
            desk.sentences.line(
                "next", edition=desk.naming.edition(h), dates=desk.naming.dates(h), places=desk.naming.places(h)
            )
            for h in held
        ]
        return Page((paragraph(lines[0]), *([bullets(lines[1:])] if lines[1:] else [])), sources=sources(held))
    organiser = desk.catalogue.facts.organiser
    who = organiser.contacts if organiser else ()
    own = [c for p in finding.refs for c in desk.catalogue.programs[p].contacts]
    return Page((paragraph(*outlook(desk, finding)), *contacts(desk, tuple(dict.fromkeys(own)) or who)))


def title(desk: Desk, finding: Finding) -> Page:
    """Official titles."""
    held = [row.held for row in finding.rows]
    lines = [desk.sentences.line("title", title=desk.naming.title(h)) for h in held]
    clarified = [line for h in held for line in _clarification(desk, h)] if len(held) == 1 else []
    return Page((paragraph(*lines, *clarified),), sources=sources(held))


def significance(desk: Desk, finding: Finding) -> Page:
    """Why an edition mattered."""
    held = [row.held for row in finding.rows]
    return Page((paragraph(*(plain(desk.naming.text(h.edition.significance)) for h in held)),), sources=sources(held))
