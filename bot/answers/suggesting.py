"""Candidates that were not good enough -> up to three questions that the bot can surely answer."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.naming import Naming
from bot.answers.sentences import Sentences
from bot.knowledge.model import Facts
from bot.matching.asks import Ask
from bot.matching.candidate import Candidate
from bot.matching.finding import Finding

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
    return asking(finding.ask, _subject(finding, naming), sentences)


def asking(ask: Ask, subject: str, sentences: Sentences) -> str:
    """The pack's question for what is asked, about a subject; empty where the pack has none, or it lacks a subject."""
    key = f"ask-{ask.value}"
    if key not in sentences:
        return ""
    return sentences.text(key, subject=subject) if subject or not needs_subject(ask, sentences) else ""


def needs_subject(ask: Ask, sentences: Sentences) -> bool:
    """Whether the pack's question names a programme or an edition."""
    return sentences.text(f"ask-{ask.value}", subject="") != sentences.text(f"ask-{ask.value}", subject="-")


def _subject(finding: Finding, naming: Naming) -> str:
    held = [row.held for row in finding.rows]
    if len(held) == 1:
        return naming.edition(held[0])
    programs = list(dict.fromkeys([h.program.id for h in held] or list(finding.refs)))
    if len(programs) == 1 and programs[0] in naming.catalogue.programs:
        return naming.program(programs[0])
    return ""
