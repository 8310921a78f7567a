"""What the weekly digest says: numbers, what was missed most, languages that are lacking, and what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.announcements.summary import Week
from bot.answers.composing.page import Desk
from bot.answers.dates import brief, day, language_name, span
from bot.answers.misses.group import Group
from bot.answers.reply import Block, Bullets, Line, Paragraph
from bot.answers.sentences import Sentences, plain
from bot.answers.windows import State, window
from bot.knowledge.model import Application
from bot.storage.tallies import Tally
from bot.telegram_bot.announcing.summary_text import of_week
from bot.telegram_bot.digest_chart import Bar, Words
from bot.telegram_bot.digest_schedule import Period
from bot.telegram_bot.staff_inbox import cut

MOST = 5
"""Misses and languages that are named."""
MOST_DUE = 10
LONGEST = 120
"""Letters of a question that are shown."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What there is to tell of a week."""

    period: Period
    tallies: Sequence[Tally]
    """Of this week and some before, the latest first."""
    misses: Sequence[Group]
    """The heaviest first."""
    lacking: Sequence[tuple[str, int]]
    """Languages that are not understood, with how many people wrote them."""
    announced: Week = field(default_factory=Week)
    """What became of announcements in that week."""


def caption(sentences: Sentences, digest: Digest) -> list[Block]:
    """The numbers of the picture, in words."""
    now, before = digest.tallies[0], digest.tallies[1]
    days = span(digest.period.first, digest.period.last, sentences.locale)
    return [
        Paragraph(sentences.line("team-digest", days=days)),
        Bullets(
            (
                sentences.line("team-digest-asked", number=now.asked, before=before.asked, people=now.people),
                sentences.line("team-digest-answered", number=now.answered, before=before.answered),
                sentences.line("team-digest-missed", number=now.missed, before=before.missed),
                *of_week(sentences, digest.announced),
            )
        ),
    ]


def details(desk: Desk, digest: Digest) -> Iterator[Block]:
    """What to look at."""
    sentences = desk.sentences
    if digest.misses:
        yield Paragraph(sentences.line("team-digest-misses"))
        yield Bullets(tuple(_miss(sentences, group) for group in digest.misses[:MOST]))
    if digest.lacking:
        yield Paragraph(sentences.line("team-digest-lacking"))
        yield Bullets(tuple(_lacking(sentences, code, people) for code, people in digest.lacking[:MOST]))
    due = _due(desk)
    if due:
        yield Paragraph(sentences.line("team-digest-due"))
        yield Bullets(tuple(map(plain, due[:MOST_DUE])))
        if len(due) > MOST_DUE:
            yield Paragraph(sentences.line("team-miss-more", number=len(due) - MOST_DUE))
    windows = tuple(_windows(desk))
    if windows:
        yield Paragraph(sentences.line("team-digest-windows"))
        yield Bullets(windows)


def bars(sentences: Sentences, digest: Digest) -> tuple[Words, list[Bar]]:
    """What the picture shows, the earliest week first."""
    words = Words(*map(sentences.text, ("team-chart-title", "team-chart-answered", "team-chart-missed")))
    weeks = [digest.period.earlier(at).first for at in range(len(digest.tallies))]
    found = [
        Bar(brief(week, sentences.locale), one.answered, one.missed)
        for week, one in zip(weeks, digest.tallies, strict=True)
    ]
    return words, found[::-1]


def _miss(sentences: Sentences, group: Group) -> Line:
    return sentences.line("team-digest-miss", text=cut(group.text, LONGEST), people=group.people)


def _lacking(sentences: Sentences, code: str, people: int) -> Line:
    return sentences.line("team-digest-language", language=language_name(code, sentences.locale), people=people)


def _due(desk: Desk) -> list[str]:
    """What somebody has to look at, in words with the remedy."""
    from bot.knowledge.due import due, problem  # once a week

    return [problem(one).message for one in due(desk.catalogue.facts, desk.today, {})]


def _windows(desk: Desk) -> Iterator[Line]:
    """The application windows that are open or to come."""
    for program in desk.catalogue.facts.programs:
        if program.application:
            yield from _window(desk, desk.naming.program(program.id), program.application)
    for held in desk.catalogue.held:
        if held.edition.application:
            yield from _window(desk, desk.naming.edition(held), held.edition.application)


def _window(desk: Desk, name: str, application: Application) -> Iterator[Line]:
    found, locale = window(application, desk.today), desk.sentences.locale
    if found.state is State.OPENS:
        opens = day(application.opens, locale)
        yield desk.sentences.line("team-digest-opens", name=name, day=opens, count=found.days)
    elif found.state is not State.CLOSED:
        closes = day(application.closes.date(), locale)
        yield desk.sentences.line("team-digest-closes", name=name, day=closes, count=found.days)
