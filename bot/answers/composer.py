"""The one table from what is asked to who composes the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.answers.composing import content, editions, general, people
from bot.answers.composing.page import Desk, Page
from bot.matching.asks import Ask
from bot.matching.finding import Finding, Row
from bot.matching.senses import Kind

Compose = Callable[[Desk, Finding], Page]

COMPOSERS: dict[Ask, Compose] = {
    Ask.WHEN: editions.when,
    Ask.SINCE: editions.since,
    Ask.DURATION: editions.duration,
    Ask.WHERE: editions.where,
    Ask.ORGANISERS: editions.organisers,
    Ask.ROLE: editions.role,
    Ask.COUNT_EDITIONS: editions.count_editions,
    Ask.EDITIONS: editions.editions,
    Ask.NEXT: editions.upcoming,
    Ask.TITLE: editions.title,
    Ask.SIGNIFICANCE: editions.significance,
    Ask.COUNT_PEOPLE: people.count_people,
    Ask.COUNT_COUNTRIES: people.count_places,
    Ask.COUNT_CITIES: people.count_places,
    Ask.PARTICIPANTS: people.participants,
    Ask.RETURNING: people.returning,
    Ask.ATTENDANCE: people.attendance,
    Ask.PERSON: people.person,
    Ask.TESTIMONIALS: people.testimonials,
    Ask.TOPICS: content.topics,
    Ask.COVERED: content.covered,
    Ask.COMMON_TOPICS: content.common_topics,
    Ask.VISITS: content.visits,
    Ask.VISITED: content.visited,
    Ask.FORMAT: content.formats,
    Ask.CONTACT: general.contact,
    Ask.APPLY: general.apply,
    Ask.DEADLINE: general.apply,
    Ask.CALL: general.apply,
    Ask.PROGRAMS: general.programs,
    Ask.ABOUT: general.about,
    Ask.PURPOSE: general.purpose,
    Ask.DIFFERENCE: general.difference,
    Ask.OFFICES: general.offices,
    Ask.HOSTING: general.offices,
    Ask.FUNCTIONS: general.offices,
    Ask.BENEFITS: general.offices,
    Ask.SEEKING: general.offices,
    Ask.OFFICE_PROGRAMS: general.offices,
    Ask.OFFICE_AT: general.office_at,
    Ask.NEWS: general.news,
    Ask.ENTRY: general.entry,
}


CORRECTING = frozenset({Ask.WHEN, Ask.WHERE, Ask.DURATION, Ask.ORGANISERS, Ask.EDITIONS})
"""Asks whose composers set false premises right in their own sentences."""


def compose(desk: Desk, finding: Finding) -> Page:
    """The answer to one question; what it takes for granted and is not so is set right first."""
    page = COMPOSERS[finding.ask](desk, finding)
    held = [row.held for row in finding.rows][:1] or [h for h in desk.catalogue.editions_of(finding.refs)][-1:]
    if not finding.premises or finding.ask in CORRECTING or not held:
        return page
    fact = replace(finding, ask=Ask.WHERE, rows=(Row(held[0]),))
    if all(premise.sense.kind is Kind.MONTH for premise in finding.premises):
        fact = replace(fact, ask=Ask.WHEN)
    return Page((*COMPOSERS[fact.ask](desk, fact).blocks, *page.blocks), page.links, page.sources)
