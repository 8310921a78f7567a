"""What the page is told, as values that become JSON: the chat with why it says so, the knowledge, and the coverage."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.answers.covering import matrix, total
from bot.answers.dates import own_name
from bot.answers.reply import Reply
from bot.knowledge.problems import Problem
from bot.live import Live
from bot.preview.chat import ShownMessage, shown
from bot.preview.commands import COMMANDS
from bot.preview.served import Served
from bot.preview.session import Change
from bot.preview.tabs import Tab
from bot.preview.trials import Checked, Covered, State
from bot.terminal.rendering import Style, explanation


@dataclass(frozen=True, slots=True)
class Reading:
    """Why the bot said so."""

    outcome: str
    entry: str
    language: str
    confidence: float
    candidates: tuple[tuple[str, float], ...]
    lines: tuple[str, ...]
    """What `ask --explain` prints."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One of the commands that Telegram offers."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class ChatView:
    """One page's chat."""

    number: int
    """Rises with each change: what comes late is known by it."""
    messages: tuple[ShownMessage, ...]
    reading: Reading | None
    change: Change | None
    notice: str
    today: str
    """The day on which questions are asked."""
    menu: tuple[MenuItem, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the bot."""

    code: str
    name: str
    """In its own words."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a page needs to begin."""

    tab: str
    languages: tuple[Language, ...]
    chat: ChatView


@dataclass(frozen=True, slots=True)
class KnowledgeView:
    """Which version of the files is served, and what is wrong with them."""

    folder: str
    version: str
    since: float
    """Seconds since 1970."""
    refused: bool
    """Whether the files as they lie now are not what is served."""
    said: str
    """Why, where it is not a mistake in the files."""
    problems: tuple[Problem, ...]
    """Of the files that are refused."""
    tried: Checked


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One kind of question on one thing, as each language answers it."""

    thing: str
    kind: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The coverage matrix."""

    state: State
    said: str
    languages: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    totals: tuple[str, ...]


View = ChatView | Opened | KnowledgeView | CoverageView


def dumps(view: View) -> str:
    """As JSON, on one line."""
    return json.dumps(asdict(view), ensure_ascii=False, separators=(",", ":"))


def chat_view(tab: Tab, served: Served) -> ChatView:
    """One page's chat as it is now."""
    session = tab.session
    sentences = served.sentences(session.language(served))
    return ChatView(
        tab.number,
        tuple(map(shown, session.chat)),
        _reading(session.reply) if session.reply else None,
        session.change,
        session.notice,
        session.today(served).isoformat(),
        tuple(MenuItem(name, sentences.text(f"command-{name}")) for name in COMMANDS),
    )


def _reading(reply: Reply) -> Reading:
    lines = tuple(line.removeprefix("  ") for line in explanation(reply, Style()).splitlines())
    return Reading(reply.outcome.value, reply.entry, reply.language, reply.confidence, reply.candidates[:5], lines)


def opened(tab: str, chat: ChatView, served: Served) -> Opened:
    """A page that has just been opened, by its name."""
    languages = tuple(Language(code, own_name(code)) for code in served.service.languages)
    return Opened(tab, languages, chat)


def knowledge_view(live: Live, folder: str, tried: Checked) -> KnowledgeView:
    """The knowledge as it is now."""
    refused, version = live.refused, live.version
    problems, said = (refused.problems, refused.said) if refused else ((), "")
    return KnowledgeView(folder, version.name, version.since, refused is not None, said, problems, tried)


def coverage_view(covered: Covered, languages: Sequence[str]) -> CoverageView:
    """The matrix, as far as it is known."""
    rows = tuple(
        CoverageRow(row.thing, row.kind, tuple("" if cell is None else str(cell) for cell in row.cells))
        for row in matrix(covered.cells, languages)
    )
    totals = tuple(total(covered.cells, code) for code in languages) if rows else ()
    return CoverageView(covered.state, covered.said, tuple(languages), rows, totals)
