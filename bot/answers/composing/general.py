"""Answers on WeGO's trainings as a whole: programmes, contacts, applications, offices, news, entries."""

from __future__ import annotations

from bot.answers import dates
from bot.answers.composing.page import Desk, Page, bullets, paragraph
from bot.answers.composing.shared import contacts, sources
from bot.answers.reply import Block, Button, Line
from bot.answers.sentences import plain
from bot.answers.windows import State, window
from bot.knowledge.model import Application
from bot.knowledge.types import Texts
from bot.matching.asks import Ask
from bot.matching.catalogue import Held
from bot.matching.finding import Finding


def contact(desk: Desk, finding: Finding) -> Page:
    """Whom to write to."""
    found = tuple(dict.fromkeys(s for p in finding.refs for s in desk.catalogue.people[p].sources))
    return Page(contacts(desk, finding.refs), sources=found)


def apply(desk: Desk, finding: Finding) -> Page:
    """How to apply: the windows that are open or to come, else the last one, else what is said of the call."""
    windows = _windows(desk, finding)
    current = [w for w in windows if window(w[1], desk.today).state is not State.CLOSED] or windows[-1:]
    if not current:
        return _no_window(desk, finding)
    return Page(
        tuple(block for name, application, _ in current for block in _window(desk, name, application)),
        tuple(_link(desk, name if len(current) > 1 else "", found) for name, found, _ in current if found.link),
        tuple(dict.fromkeys(source for _, _, found in current for source in found)),
    )


def _windows(desk: Desk, finding: Finding) -> list[tuple[str, Application, tuple[str, ...]]]:
    """The windows of the editions and programmes that are asked for: name, window, sources; the last to close last."""
    found = [
        (desk.naming.edition(row.held), row.held.edition.application, row.held.edition.sources)
        for row in finding.rows
        if row.held.edition.application
    ]
    for program in finding.refs or desk.catalogue.programs:
        application = desk.catalogue.programs[program].application
        if application:
            found.append((desk.naming.official(program), application, desk.catalogue.programs[program].sources))
    return sorted(found, key=lambda one: one[1].closes)


def _window(desk: Desk, name: str, application: Application) -> list[Block]:
    now = window(application, desk.today)
    key = {
        State.OPENS: "apply-opens",
        State.OPEN: "apply-open",
        State.TODAY: "apply-today",
        State.CLOSED: "apply-closed",
    }
    line = desk.sentences.line(
        key[now.state],
        edition=name,
        count=now.days,
        opens=dates.day(application.opens, desk.naming.locale),
        closes=dates.moment(application.closes, application.zone, desk.naming.locale),
    )
    over = now.state is State.CLOSED
    blocks: list[Block] = [
        paragraph(line, *([plain(desk.naming.text(application.how))] if application.how and not over else []))
    ]
    if application.requirements and not over:
        blocks.append(paragraph(desk.sentences.line("apply-requirements")))
        blocks.append(bullets(plain(desk.naming.text(one)) for one in application.requirements))
    if application.contact:
        blocks += contacts(desk, (application.contact,))
    return blocks


def _link(desk: Desk, name: str, application: Application) -> Button:
    """The way to the form, with the state of its window today; the name where several windows are told of."""
    key = {
        State.OPENS: "link-opens",
        State.OPEN: "link-open",
        State.TODAY: "link-today",
        State.CLOSED: "link-closed",
    }
    label = desk.sentences.text(
        key[window(application, desk.today).state],
        opens=dates.day(application.opens, desk.naming.locale),
        closes=dates.day(application.closes.date(), desk.naming.locale),
    )
    shown = desk.sentences.text("link-of", edition=name, link=label) if name else label
    return Button(shown, application.link or "")


def _no_window(desk: Desk, finding: Finding) -> Page:
    organiser = desk.catalogue.facts.organiser
    spoken = [row.held.edition.call for row in finding.rows if row.held.edition.call]
    spoken = spoken or [desk.catalogue.programs[p].call for p in finding.refs if desk.catalogue.programs[p].call]
    own = [c for p in finding.refs for c in desk.catalogue.programs[p].contacts]
    who = tuple(dict.fromkeys(own)) or (organiser.contacts if organiser else ())
    if not spoken and organiser and organiser.call:
        spoken = [organiser.call]
    found = sources(row.held for row in finding.rows) or (organiser.sources if organiser else ())
    lines = [plain(desk.naming.text(text)) for text in spoken] or [desk.sentences.line("no-deadline")]
    return Page((paragraph(*lines), *contacts(desk, who)), sources=found)


def programs(desk: Desk, finding: Finding) -> Page:
    """The list of programmes."""
    organiser = desk.catalogue.facts.organiser
    items = [plain(desk.naming.official(p)) for p in finding.refs]
    about = [paragraph(plain(desk.naming.text(organiser.about)))] if organiser else []
    return Page(
        (*about, paragraph(desk.sentences.line("programs")), bullets(items)),
        sources=organiser.sources if organiser else (),
    )


def about(desk: Desk, finding: Finding) -> Page:
    """What a programme, an edition or an organisation is."""
    if finding.rows:
        return _about_editions(desk, [row.held for row in finding.rows])
    blocks: list[Block] = []
    found: list[str] = []
    for ref in finding.refs:
        if ref in desk.catalogue.organisations:
            organisation = desk.catalogue.organisations[ref]
            blocks.append(paragraph(plain(desk.naming.text(organisation.about))))
            found += organisation.sources
            continue
        program = desk.catalogue.programs[ref]
        found += program.sources
        blocks.append(paragraph(plain(desk.naming.text(program.about))))
        if program.format:
            blocks.append(paragraph(desk.sentences.line("format", program=desk.naming.official(ref))))
            blocks.append(bullets(plain(desk.naming.text(activity.title)) for activity in program.format))
        elif program.purpose:
            blocks.append(paragraph(plain(desk.naming.text(program.purpose))))
    return Page(tuple(blocks), sources=tuple(dict.fromkeys(found)))


def _about_editions(desk: Desk, held: list[Held]) -> Page:
    blocks: list[Block] = []
    for one in held:
        blocks.append(paragraph(desk.sentences.line("summary", edition=desk.naming.edition(one))))
        blocks.append(bullets(_summary(desk, one)))
        notes = [one.edition.about, one.edition.clarification] if len(held) == 1 else []
        blocks += [paragraph(plain(desk.naming.text(note))) for note in notes if note]
    return Page(tuple(blocks), sources=sources(held))


def _summary(desk: Desk, held: Held) -> list[Line]:
    lines = [desk.sentences.line("summary-when", dates=desk.naming.dates(held))]
    if held.cities:
        lines.append(desk.sentences.line("summary-where", places=desk.naming.places(held)))
    if held.organisers:
        involved = desk.naming.organisations((*held.organisers, *held.partners))
        lines.append(desk.sentences.line("summary-organisers", organisers=involved))
    attendance = held.edition.attendance
    if attendance and attendance.participants and not attendance.over:
        lines.append(desk.sentences.line("summary-people", participants=attendance.participants))
    return lines


def purpose(desk: Desk, finding: Finding) -> Page:
    """What programmes are for."""
    organiser = desk.catalogue.facts.organiser
    if not finding.refs and organiser:
        return Page((paragraph(plain(desk.naming.text(organiser.purpose))),), sources=organiser.sources)
    found = [desk.catalogue.programs[p] for p in finding.refs]
    return Page(
        tuple(paragraph(plain(desk.naming.text(p.purpose))) for p in found),
        sources=tuple(dict.fromkeys(s for p in found for s in p.sources)),
    )


def difference(desk: Desk, finding: Finding) -> Page:
    """Programmes side by side."""
    found = [desk.catalogue.programs[p] for p in finding.refs]
    return Page(
        (bullets(plain(desk.naming.text(p.about)) for p in found),),
        sources=tuple(dict.fromkeys(s for p in found for s in p.sources)),
    )


def offices(desk: Desk, finding: Finding) -> Page:
    """One facet of the regional offices."""
    network = desk.catalogue.facts.offices
    assert network is not None
    text: dict[Ask, Texts] = {
        Ask.HOSTING: network.hosting,
        Ask.BENEFITS: network.benefits,
        Ask.SEEKING: network.seeking,
        Ask.OFFICE_PROGRAMS: network.programs,
    }
    if finding.ask in text:
        return Page((paragraph(plain(desk.naming.text(text[finding.ask]))),), sources=network.sources)
    if finding.ask is Ask.FUNCTIONS:
        items = bullets(plain(desk.naming.text(one)) for one in network.functions)
        return Page((paragraph(plain(desk.naming.text(network.about))), items), sources=network.sources)
    names = bullets(plain(desk.naming.name(office.names)) for office in network.offices)
    wrong = any(n != len(network.offices) for n in finding.numbers)
    notes = [desk.sentences.line("no")] if wrong else []
    lead = paragraph(*notes, desk.sentences.line("offices"))
    about = paragraph(plain(desk.naming.text(network.about)))
    return Page((lead, names, about), sources=network.sources)


def office_at(desk: Desk, finding: Finding) -> Page:
    """Whether a part of the world has an office."""
    network = desk.catalogue.facts.offices
    assert network is not None
    if finding.verdict:
        named = [desk.naming.name(desk.catalogue.offices[ref].names) for ref in finding.refs]
        lines = [
            desk.sentences.line("office-yes", office=desk.naming.list(named)),
            plain(desk.naming.text(network.hosting)),
        ]
        return Page((paragraph(*lines),), sources=network.sources)
    place = desk.naming.place(finding.place)
    lines = [desk.sentences.line("office-no", place=place), plain(desk.naming.text(network.seeking))]
    return Page((paragraph(*lines),), sources=network.sources)


def news(desk: Desk, finding: Finding) -> Page:
    """A dated report; several of them as a list of titles."""
    items = sorted((desk.catalogue.news[ref] for ref in finding.refs), key=lambda item: item.date)
    found = tuple(dict.fromkeys(source for item in items for source in item.sources))
    titles = [
        desk.sentences.line("news", title=desk.naming.text(item.title), date=dates.day(item.date, desk.naming.locale))
        for item in items
    ]
    if len(items) > 1:
        return Page((paragraph(desk.sentences.line("news-many")), bullets(titles)), sources=found)
    return Page((paragraph(titles[0]), paragraph(plain(desk.naming.text(items[0].text)))), sources=found)


def entry(desk: Desk, finding: Finding) -> Page:
    """A curated answer, with its links."""
    found = next(e for e in desk.catalogue.facts.entries if e.id == finding.entry)
    text = desk.naming.paragraphs(found.answer)
    blocks: list[Block] = [paragraph(plain(piece)) for piece in text.split("\n\n") if piece.strip()]
    if found.contact:
        blocks += contacts(desk, (found.contact,))
    links = tuple(Button(desk.naming.text(link.label), link.url) for link in found.links)
    return Page(tuple(blocks), links, found.sources)
