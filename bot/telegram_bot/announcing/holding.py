"""Stop, go on, send now, give up the rest, try again: what staff decide about a round, each thing once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.announcements import reports, rounds, settling
from bot.announcements.reports import View
from bot.announcements.rounds import Round
from bot.announcements.spreadsheet import table
from bot.announcements.states import OPEN, OVER, Kind, Stage
from bot.storage.database import Connection
from bot.telegram_bot.announcing.overview import redraw
from bot.telegram_bot.announcing.report_text import HEADINGS
from bot.telegram_bot.announcing.round_buttons import numbers, place, since
from bot.telegram_bot.announcing.wording import amount, title
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.press import Press
from bot.telegram_bot.rendering import messages, without_markup
from bot.telegram_bot.team import Team

STANDS: Final = (Stage.STOPPED, Stage.LATE, Stage.SCHEDULED)
"""Nothing of it goes out now."""
Decide = Callable[[Connection, Round], bool]
"""Decides about a round; False where it stands otherwise."""


async def stop_press(press: Press) -> str:
    """From now on nothing more goes out; calls that are under way come to their end."""
    found, now = numbers(press.value, 2), press.services.now()
    if found is None:
        return "outdated"

    def stop(connection: Connection, one: Round) -> bool:
        return one.kind in (Kind.SEND, Kind.EDIT) and (
            one.stage is Stage.STOPPED or rounds.move(connection, one.key, Stage.STOPPED, now)
        )

    return await _decided(press, found[:2], stop)


async def go_press(press: Press) -> str:
    """What was stopped, is late, or is to come goes out from now on."""
    return await _as_it_stood(press, lambda c, one, now: rounds.go_on(c, one.key, now))


async def drop_press(press: Press) -> str:
    """Ask once more whether the rest shall be given up."""
    found = numbers(press.value, 3)
    view = await _view(press, found) if found else None
    if view is None or view.one.stage not in STANDS:
        return await _stale(press, found)
    team, left = Team(press.services, press.chat), view.tally.of(*OPEN)
    part = bool(view.tally.done)
    label = "team-button-round-sure-drop" if part else "team-button-round-sure-cancel"
    rows = [
        [team.button(label, "round-drop-sure", since(view.one), number=amount(left))],
        [team.button("team-button-round-no", "round-open", view.one.announcement)],
    ]
    heading = team.paragraph(HEADINGS[view.one.kind], number=view.one.announcement, title=title(view.one.draft))
    asked = team.paragraph("team-round-drop-sure" if part else "team-round-cancel-sure", count=left)
    await press.edit(messages([heading, asked])[0], Keyboard(rows))
    return ""


async def drop_sure_press(press: Press) -> str:
    """What has not gone out does not."""

    def drop(connection: Connection, one: Round, now: float) -> bool:
        return one.stage in STANDS and rounds.move(connection, one.key, Stage.CANCELLED, now)

    return await _as_it_stood(press, drop)


async def retry_press(press: Press) -> str:
    """Try again what surely was not carried out."""
    found, now = numbers(press.value, 3), press.services.now()
    if found is None:
        return "outdated"

    def again(connection: Connection, one: Round) -> bool:
        standing = one.stage in OVER and int(one.alive) == found[2]
        return standing and settling.retry(connection, one.key, now) > 0

    return await _decided(press, found[:2], again)


async def table_press(press: Press) -> str:
    """Each chat of a round, as a file for a spreadsheet."""
    found = numbers(press.value, 2)
    view = await _view(press, found) if found else None
    if view is None:
        return "outdated"
    rows = await press.services.database.run(lambda connection: reports.rows(connection, view.one.key))
    team = Team(press.services, press.chat, topic=press.topic)
    caption = team.text(HEADINGS[view.one.kind], number=view.one.announcement, title=title(view.one.draft))
    name = f"announcement-{view.one.announcement}-{view.one.kind}-{view.one.round}.csv"
    await team.document(name, table(rows), without_markup(caption))
    return ""


async def _as_it_stood(press: Press, do: Callable[[Connection, Round, float], bool]) -> str:
    """Decide about a round that stands as it did when the button was made."""
    found, now = numbers(press.value, 3), press.services.now()
    if found is None:
        return "outdated"

    def decide(connection: Connection, one: Round) -> bool:
        return since(one) == press.value and do(connection, one, now)

    return await _decided(press, found[:2], decide)


async def _decided(press: Press, key: tuple[int, ...], decide: Decide) -> str:
    """Decide, and show how it stands then, be it in the message that shows it anyway, or here."""
    services, at = press.services, (key[0], key[1])

    def write(connection: Connection) -> tuple[Round | None, bool]:
        one = rounds.find(connection, at)
        return one, one is not None and decide(connection, one)

    one, done = await services.database.run(write)
    if one is None:
        return "outdated"
    services.announced.set()
    services.decided.set()
    if done and (one.chat, one.message) == (press.chat, press.message.message_id):
        return ""  # that message follows by itself
    said = await redraw(press, one.announcement)
    return said if done else said or "team-round-stale"


async def _stale(press: Press, found: tuple[int, ...] | None) -> str:
    """Show how it stands now."""
    if found is None:
        return "outdated"
    return await redraw(press, found[0]) or "team-round-stale"


async def _view(press: Press, found: tuple[int, ...]) -> View | None:
    """A round as it stands; None where there is none, or where the button is about an earlier time."""
    now = press.services.now()

    def read(connection: Connection) -> View | None:
        one = rounds.find(connection, (found[0], found[1]))
        if one is None or one.kind is Kind.PIN or press.value not in (place(one), since(one)):
            return None
        return reports.view(connection, one, now)

    return await press.services.database.run(read)
