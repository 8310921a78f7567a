"""Answers on what was taught and seen."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.composing.page import Desk, Page, bullets, paragraph
from bot.answers.composing.shared import sources
from bot.answers.reply import Block, Line
from bot.answers.sentences import plain
from bot.matching.finding import Finding, Row


def topics(desk: Desk, finding: Finding) -> Page:
    """The topics of editions, by their official titles."""
    blocks: list[Block] = []
    for row in finding.rows:
        key = "topics" if row.held.edition.topics_complete else "topics-some"
        blocks.append(paragraph(desk.sentences.line(key, edition=desk.naming.edition(row.held))))
        blocks.append(bullets(plain(desk.naming.text(item.title)) for item in row.topics))
    return Page(tuple(blocks), sources=sources(row.held for row in finding.rows))


def covered(desk: Desk, finding: Finding) -> Page:
    """Where a subject was covered; a wrong edition in the question is set right."""
    items = bullets(_covered(desk, row) for row in finding.rows)
    held = [row.held for row in finding.rows]
    if finding.verdict:
        return Page((paragraph(desk.sentences.line("covered-any")), items), sources=sources(held))
    asked = [desk.catalogue.by_id[ref] for ref in finding.refs]
    line = desk.sentences.line("covered-not", editions=desk.naming.editions(asked))
    return Page((paragraph(line), items), sources=sources(held))


def _covered(desk: Desk, row: Row) -> Line:
    titles = desk.naming.list([desk.naming.text(item.title) for item in row.topics])
    return desk.sentences.line(
        "covered-item", edition=desk.naming.edition(row.held), dates=desk.naming.dates(row.held), titles=titles
    )


def common_topics(desk: Desk, finding: Finding) -> Page:
    """Topics that editions share."""
    held = [row.held for row in finding.rows]
    editions = desk.naming.editions(held)
    if not finding.verdict:
        return Page((paragraph(desk.sentences.line("common-topics-none", editions=editions)),), sources=sources(held))
    titles = (plain(desk.naming.text(item.title)) for item in finding.rows[0].topics)
    lead = paragraph(desk.sentences.line("common-topics", editions=editions))
    whole = topics(desk, replace(finding, rows=tuple(Row(h, topics=h.edition.topics) for h in held)))
    return Page((lead, bullets(titles), *whole.blocks), sources=sources(held))


def visits(desk: Desk, finding: Finding) -> Page:
    """Places that participants were taken to."""
    blocks: list[Block] = []
    for row in finding.rows:
        blocks.append(paragraph(desk.sentences.line("visits", edition=desk.naming.edition(row.held))))
        blocks.append(bullets(plain(desk.naming.visit(visit)) for visit in row.visits))
    if finding.rows:
        return Page(tuple(blocks), sources=sources(row.held for row in finding.rows))
    for program in finding.refs:
        blocks.append(paragraph(desk.sentences.line("visits-program", program=desk.naming.program(program))))
        seen = desk.catalogue.programs[program].visits
        blocks.append(bullets(plain(desk.naming.visit(visit)) for visit in seen))
    return Page(tuple(blocks), sources=desk.catalogue.programs[finding.refs[0]].sources)


def visited(desk: Desk, finding: Finding) -> Page:
    """Whether and when a place was visited."""
    lines = [
        desk.sentences.line(
            "visited",
            visits=desk.naming.list([desk.naming.visit(v) for v in row.visits]),
            edition=desk.naming.edition(row.held),
            dates=desk.naming.dates(row.held),
        )
        for row in finding.rows
    ]
    answer = [] if finding.verdict is None else [desk.sentences.line("yes" if finding.verdict else "no")]
    return Page((paragraph(*answer, *lines),), sources=sources(row.held for row in finding.rows))


def formats(desk: Desk, finding: Finding) -> Page:
    """What a programme consists of."""
    notes = [desk.sentences.line("yes")] if finding.verdict else []
    if not finding.refs:
        organiser = desk.catalogue.facts.organiser
        assert organiser is not None
        return Page((paragraph(*notes, plain(desk.naming.text(organiser.format))),), sources=organiser.sources)
    blocks: list[Block] = []
    for program in finding.refs:
        found = desk.catalogue.programs[program]
        blocks.append(paragraph(*notes, desk.sentences.line("format", program=desk.naming.program(program))))
        blocks.append(bullets(plain(desk.naming.text(activity.title)) for activity in found.format))
    return Page(tuple(blocks), sources=desk.catalogue.programs[finding.refs[0]].sources)
