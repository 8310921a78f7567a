"""All editions at a glance: when they were, and what was taught; what the commands for dates and topics show."""

from __future__ import annotations

from bot.matching.asks import Ask
from bot.matching.catalogue import Catalogue
from bot.matching.finding import Finding, Row


def all_dates(catalogue: Catalogue) -> tuple[Finding, ...]:
    """When every edition was, the latest first; nothing where no dates are known."""
    rows = tuple(Row(one) for one in reversed(catalogue.held) if one.edition.start)
    return (Finding(Ask.EDITIONS, "trainings#editions", rows=rows),) if rows else ()


def all_topics(catalogue: Catalogue) -> Finding:
    """What was taught, edition by edition, the latest first."""
    rows = tuple(Row(one, topics=one.edition.topics) for one in reversed(catalogue.held) if one.edition.topics)
    return Finding(Ask.TOPICS, "trainings#topics", rows=rows)
