"""Candidates that were not good enough -> up to three questions that the bot can surely answer."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.naming import Naming
from bot.answers.sentences import Sentences
from bot.knowledge.model import Facts
from bot.matching.asks import Ask
from bot.matching.finding import Finding
from bot.matching.matcher import Candidate

MOST = 3
LIKELY = 0.2
"""Candidates below this are not offered."""


def suggestions(candidates: Iterable[Candidate], naming: Naming, sentences: Sentences, facts: Facts) -> tuple[str, ...]:
    """Questions in the reply's language, best first."""
    found: list[str] = []
    for candidate in candidates:
        if candidate.confidence < LIKELY or candidate.finding.missing:
            continue
        question = _question(candidate.finding, naming, sentences, facts)
        if question and question not in found:
            found.append(question)
    return tuple(found[:MOST])


def _question(finding: Finding, naming: Naming, sentences: Sentences, facts: Facts) -> str:
    if finding.ask is Ask.ENTRY:
        entry = next(e for e in facts.entries if e.id == finding.entry)
        return (entry.questions.get(naming.language) or next(iter(entry.questions.values())))[0]
    if finding.ask is Ask.NEWS:
        return naming.text(naming.catalogue.news[finding.refs[0]].title)
    key = f"ask-{finding.ask.value}"
    if key not in sentences:
        return ""
    subject = _subject(finding, naming)
    needs_subject = "{" in sentences.text(key, subject="{")
    return sentences.text(key, subject=subject) if subject or not needs_subject else ""


def _subject(finding: Finding, naming: Naming) -> str:
    held = [row.held for row in finding.rows]
    if len(held) == 1:
        return naming.edition(held[0])
    programs = list(dict.fromkeys([h.program.id for h in held] or list(finding.refs)))
    if len(programs) == 1 and programs[0] in naming.catalogue.programs:
        return naming.program(programs[0])
    return ""
