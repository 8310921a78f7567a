"""/announcements: drafts, what is going out, and what went out; each opened, with what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from telegram import Message

from bot.announcements import drafts, listing, reports, rounds
from bot.announcements.drafts import Held
from bot.announcements.listing import Listed
from bot.announcements.reports import View
from bot.announcements.states import Draft, Kind, Stage, State
from bot.answers.reply import Block, Bullets, Line, Paragraph
from bot.answers.sentences import plain
from bot.matching.compiling import FALLBACK
from bot.storage.database import Connection
from bot.telegram_bot.announcing import card
from bot.telegram_bot.announcing.report_text import Teller, body, told
from bot.telegram_bot.announcing.round_buttons import numbers, of_all
from bot.telegram_bot.announcing.wording import amount, title
from bot.telegram_bot.keyboards import Button, Keyboard, Row
from bot.telegram_bot.press import Press
from bot.telegram_bot.rendering import messages, without_markup
from bot.telegram_bot.services import Services
from bot.telegram_bot.staff_inbox import cut
from bot.telegram_bot.team import Team

ON_A_PAGE: Final = 10
SIDE_BY_SIDE: Final = 5
LATEST: Final = 3
"""Corrections of an announcement that are shown, the recall included."""
LONGEST: Final = 700
"""Letters of an announcement's text that are shown."""
_DRAFTS: Final = {
    Draft.DRAFT: "team-round-now-draft",
    Draft.SECONDED: "team-round-now-seconded",
    Draft.DISCARDED: "team-round-now-discarded",
}
_STAGES: Final = {
    Stage.SCHEDULED: "team-round-now-scheduled",
    Stage.RUNNING: "team-round-now-running",
    Stage.STOPPED: "team-round-now-stopped",
    Stage.LATE: "team-round-now-late",
    Stage.FINISHED: "team-round-now-finished",
    Stage.CANCELLED: "team-round-now-cancelled",
}


def teller_of(services: Services) -> Teller:
    """How staff are told of rounds."""
    return Teller(services.sentences(), services.now(), services.zone)


async def announcements(services: Services, message: Message) -> None:
    """The first page."""
    team = Team.answering(services, message)
    blocks, rows = await _page(team, 0)
    await team.say(*blocks, rows=rows)


async def turn(press: Press) -> str:
    """Another page, or the way back to the list."""
    found = numbers(press.value, 1)
    blocks, rows = await _page(_team(press), max(0, found[0]) if found else 0)
    await press.edit(messages(blocks)[0], Keyboard(rows))
    return ""


async def open_press(press: Press) -> str:
    """One announcement, in the place of the list."""
    number = numbers(press.value, 1)
    return await redraw(press, number[0]) if number else "outdated"


async def more_press(press: Press) -> str:
    """One announcement, below the message that shows how it goes."""
    number = numbers(press.value, 1)
    page = await _opened(press.services, number[0]) if number else None
    if page is None or not page.views:
        return "outdated"
    team = _team(press)
    await team.say(*_told(team, page), rows=of_all(team, page.views))
    return ""


async def redraw(press: Press, number: int) -> str:
    """The page of an announcement in the place of the message with the button; of a draft its card."""
    team, page = _team(press), await _opened(press.services, number)
    if page is None or page.held.state is Draft.DISCARDED:
        return "outdated"
    if not page.views:
        if page.held.corrects is not None and page.held.state is Draft.APPROVED:
            return await redraw(press, page.held.corrects)
        await card.show(team, number)
        return ""
    await press.edit(messages(_told(team, page))[0], Keyboard(of_all(team, page.views)))
    return ""


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of one announcement."""

    held: Held
    views: tuple[View, ...]
    """Of its rounds, but not of what is only pinned; the sending first."""


async def _opened(services: Services, number: int) -> _Page | None:
    now = services.now()

    def read(connection: Connection) -> _Page | None:
        held = drafts.find(connection, number)
        if held is None:
            return None
        found = [one for one in rounds.all_of(connection, number) if one.kind is not Kind.PIN]
        shown = [*found[:1], *found[1:][-LATEST:]]
        return _Page(held, tuple(reports.view(connection, one, now) for one in shown))

    return await services.database.run(read)


def _told(team: Team, page: _Page) -> list[Block]:
    """Its text, and what has become of it; corrections and the recall below."""
    teller, first = teller_of(team.services), page.views[0]
    heading, *rest = told(teller, first)
    blocks = [heading, *_text(team, page.held), *rest]
    for view in page.views[1:]:
        blocks += told(teller, view)[:1]
        blocks += body(teller, view)
    return blocks


def _text(team: Team, held: Held) -> Iterator[Block]:
    texts = held.draft.texts
    text = texts.get(FALLBACK) or next(iter(texts.values()), "")
    if text:
        yield team.paragraph("team-round-the-text")
        yield Paragraph(plain(cut(without_markup(text), LONGEST)))
    if held.name:
        yield team.paragraph("team-round-made-by", name=held.name)


async def _page(team: Team, number: int) -> tuple[list[Block], list[Row]]:
    services = team.services
    found = await services.database.run(lambda c: listing.page(c, number, ON_A_PAGE))
    if not found.total:
        return [team.paragraph("team-rounds-none")], []
    teller = teller_of(services)
    blocks: list[Block] = [team.paragraph("team-rounds", count=found.total)]
    blocks.append(Bullets(tuple(_item(teller, one) for one in found.listed)))
    if found.pages > 1:
        blocks.append(team.paragraph("page-of", number=found.number + 1, count=found.pages))
    buttons = [_opening(team, one) for one in found.listed]
    rows: list[Row] = [buttons[at : at + SIDE_BY_SIDE] for at in range(0, len(buttons), SIDE_BY_SIDE)]
    turns = [team.button("button-back", "rounds", found.number - 1)] if found.number else []
    turns += [team.button("button-more", "rounds", found.number + 1)] if found.number + 1 < found.pages else []
    return blocks, [*rows, turns] if turns else rows


def _opening(team: Team, one: Listed) -> Button:
    return {**team.button("team-button-round-all", "round-open", one.held.number), "text": str(one.held.number)}


def _item(teller: Teller, one: Listed) -> Line:
    state = _state(teller, one)
    if one.tally.of(State.UNCERTAIN) and not one.recalled:
        doubt = amount(one.tally.of(State.UNCERTAIN))
        state = teller.sentences.text("team-round-now-doubt", state=state, number=doubt)
    return teller.sentences.line("team-rounds-item", number=one.held.number, state=state, title=title(one.held.draft))


def _state(teller: Teller, one: Listed) -> str:
    """How it stands, in a few words."""
    text, now, tally = teller.sentences.text, one.one, one.tally
    if now is None:
        if one.held.corrects is not None:
            return text("team-round-now-correction", number=one.held.corrects)
        return text(_DRAFTS.get(one.held.state, "team-round-now-draft"))
    sent, total = amount(tally.of(State.SENT)), amount(tally.total)
    if one.recalled:
        return text("team-round-now-recalled", sent=sent)
    when = teller.when(now.due if now.stage is Stage.SCHEDULED else now.finished)
    return text(_STAGES[now.stage], done=amount(tally.done), total=total, sent=sent, when=when)


def _team(press: Press) -> Team:
    return Team(press.services, press.chat, topic=press.topic)
