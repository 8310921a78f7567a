"""Inline mode: ready answers while a person types "@bot jeju 2017" in any chat, to be sent there in their name.

Nothing of what is typed is kept: it comes letter by letter, and most of it is no question yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.constants import ParseMode

from bot.answers.browsing import question
from bot.answers.composer import compose
from bot.answers.composing.page import Desk
from bot.answers.reply import Block, Outcome, Paragraph, Question, Reply, Span
from bot.contract import clean
from bot.matching.asks import Ask
from bot.matching.finding import Finding, Row
from bot.storage import chats, phrases
from bot.telegram_bot.floods import Verdict
from bot.telegram_bot.links import Kind, link_row, parameter, short
from bot.telegram_bot.named import Named, all_programs, named
from bot.telegram_bot.rendering import LIMIT, messages
from bot.telegram_bot.sending import NO_PREVIEW
from bot.telegram_bot.services import Services
from bot.telegram_bot.shortening import shortened

MOST = 5
"""Results for what is typed."""
MOST_PROGRAMS = 20
"""Programmes that are shown before anything is typed."""
CACHE = 30
"""Seconds for which Telegram may show the results again without asking."""
LONGEST = 256
ROOM = 1500
"""Letters of a result: it is sent into a chat where others read along."""
TITLE = 100
"""Letters of a title or a description; phones show fewer."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One result."""

    key: str
    """Tells it from the other results, and is the same each time."""
    title: str
    blocks: tuple[Block, ...]
    link: tuple[Kind, str]
    """Where the private chat says more."""
    question: str = ""
    """Of a link to a question: its words."""


async def on_inline(services: Services, query: InlineQuery, bot: Bot) -> None:
    """Offer ready answers to what is typed; where there are none, the way into the private chat."""
    person = query.from_user.id
    if services.typing.judge(person) is not Verdict.HEARD:
        return  # the person sees no results, types on, and is heard again
    text = " ".join(clean(query.query[:LONGEST]).split())
    language = await services.database.run(lambda connection: chats.language(connection, person))
    client = query.from_user.language_code
    desk = services.desk(services.language(language, client))
    asked = Question(text, services.today(), language or None, client)
    found = list(_typed(services, desk, asked)) if text else [_about(desk, one) for one in all_programs(desk)]
    shown = found[: MOST if text else MOST_PROGRAMS]
    kept, now = [ready.question for ready in shown if ready.question], services.now()
    if kept:
        await services.database.run(lambda connection: phrases.keep(connection, kept, now))
    results = [_article(desk, ready, bot.username) for ready in shown]
    label = short(desk.sentences.text("inline-ask-there"))
    button = None if results else InlineQueryResultsButton(label, start_parameter=parameter(Kind.BEGIN))
    await services.sender.attempt(
        0,
        lambda _: bot.answer_inline_query(query.id, results, cache_time=CACHE, is_personal=True, button=button),
    )


def _typed(services: Services, desk: Desk, asked: Question) -> Iterator[Ready]:
    """The answer first, then what has a name with these words; what says the same stands there once."""
    text = asked.text
    reply, _ = services.assistant.answer(asked)
    found = [_about(desk, one) for one in named(desk, text)]
    if reply.outcome is Outcome.ANSWER:
        same = [ready for ready in found if {ready.blocks[0], *reply.blocks} == set(ready.blocks)]
        yield from same or [_answer(desk, text, reply)]
        found = [ready for ready in found if ready not in same]
    yield from found


def _answer(desk: Desk, text: str, reply: Reply) -> Ready:
    """The answer under the question, for it is read where nobody has seen that. What was typed is not kept."""
    name, _, ask = reply.entry.partition("#")
    own = question(desk, f"ask:{ask}:{name}") or ""
    link = (Kind.QUESTION, phrases.key_of(own)) if own else (Kind.BEGIN, "")
    asked = Paragraph((Span(text, bold=True),))
    return Ready(f"a-{phrases.key_of(reply.entry + reply.text)}", text, (asked, *reply.blocks), link, own)


def _about(desk: Desk, one: Named) -> Ready:
    """What is known of a programme or an edition."""
    if one.held is None:
        found = compose(desk, Finding(Ask.ABOUT, f"{one.program}#about", refs=(one.program,)))
        link = (Kind.PROGRAM, one.program)
    else:
        found = compose(desk, Finding(Ask.ABOUT, f"{one.held.id}#about", rows=(Row(one.held),)))
        link = (Kind.EDITION, one.held.id)
    heading = Paragraph((Span(one.name, bold=True),))
    blocks = tuple(block for block in found.blocks if block != heading)
    return Ready(f"{link[0]}-{phrases.key_of(link[1])}", one.name, (heading, *blocks), link)


def _article(desk: Desk, ready: Ready, username: str) -> InlineQueryResultArticle:
    """The result as Telegram shows and sends it."""
    text, cut = _fitting(ready.blocks)
    row = link_row(desk.sentences.text("inline-read-more"), username, *ready.link)
    more = cut or ready.link[0] in (Kind.PROGRAM, Kind.EDITION)
    return InlineQueryResultArticle(
        ready.key,
        short(ready.title, TITLE),
        InputTextMessageContent(text, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW),
        description=short(_first_words(ready.blocks[1:]), TITLE) or None,
        reply_markup=InlineKeyboardMarkup([row]) if more and row else None,
    )


def _fitting(blocks: Sequence[Block]) -> tuple[str, bool]:
    """The text of one message; here Telegram counts the markup too. True where something was left out."""
    room = ROOM
    while True:
        kept, cut = shortened(blocks, room)
        texts = messages(kept)
        if len(texts) == 1 and len(texts[0].encode("utf-16-le")) // 2 <= LIMIT:
            return texts[0], cut
        room //= 2


def _first_words(blocks: Sequence[Block]) -> str:
    """What stands first, to tell the results apart by."""
    lines = ([block.line] if isinstance(block, Paragraph) else block.items for block in blocks)
    return " · ".join("".join(span.text for span in line) for line in next(lines, []))
