"""The chats of which nobody knows whether they have an announcement: staff say of each, or of all, what shall be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.announcements import reports, rounds, settling
from bot.announcements.announcement import Reaches
from bot.announcements.reports import Row as Chat
from bot.announcements.rounds import Round
from bot.answers.dates import language_name
from bot.answers.reply import Block, Bullets, Line
from bot.storage.database import Connection
from bot.telegram_bot.announcing.report_text import Teller
from bot.telegram_bot.announcing.round_buttons import mark_of, numbers, place
from bot.telegram_bot.announcing.wording import amount, why
from bot.telegram_bot.keyboards import Keyboard, Row
from bot.telegram_bot.links import short
from bot.telegram_bot.press import Press
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.team import Team

ON_A_PAGE: Final = 10
DIGITS: Final = 4
"""Of a person's id: enough to tell two of them apart."""
LONGEST: Final = 60
"""Letters of a title that are shown."""
_KINDS: Final = {
    Reaches.PRIVATE: "team-doubt-private",
    Reaches.GROUPS: "team-doubt-group",
    Reaches.CHANNELS: "team-doubt-channel",
}


async def page_press(press: Press) -> str:
    """A page of them."""
    found = numbers(press.value, 3)
    return await _shown(press, (found[0], found[1]), found[2]) if found else "outdated"


async def again_press(press: Press) -> str:
    """Send it to one chat again."""
    return await _settle_one(press, again=True)


async def count_press(press: Press) -> str:
    """One chat has it."""
    return await _settle_one(press, again=False)


async def all_again_press(press: Press) -> str:
    """Ask once more whether all shall get it again."""
    return await _ask(press, again=True)


async def all_count_press(press: Press) -> str:
    """Ask once more whether all have it."""
    return await _ask(press, again=False)


async def sure_again_press(press: Press) -> str:
    """Send it again to all that were shown."""
    return await _settle_all(press, again=True)


async def sure_count_press(press: Press) -> str:
    """All that were shown have it."""
    return await _settle_all(press, again=False)


@dataclass(frozen=True, slots=True)
class _Doubts:
    one: Round
    chats: list[Chat]
    recalled: bool


async def _settle_one(press: Press, *, again: bool) -> str:
    found = numbers(press.value, 5)
    if found is None:
        return "outdated"
    announcement, made, chat, attempt, page = found
    return await _settle(press, (announcement, made), {chat: attempt}, page, again=again)


async def _settle_all(press: Press, *, again: bool) -> str:
    doubts = await _marked(press)
    if isinstance(doubts, str):
        return doubts
    chats = {each.chat: each.attempts for each in doubts.chats}
    return await _settle(press, doubts.one.key, chats, 0, again=again)


async def _settle(press: Press, key: tuple[int, int], chats: dict[int, int], page: int, *, again: bool) -> str:
    services, now = press.services, press.services.now()
    done = await services.database.run(lambda c: settling.settle(c, key, chats, again=again, now=now))
    services.announced.set()
    services.decided.set()
    said = await _shown(press, key, page)
    if said or not done:
        return said or "team-round-stale"
    return "team-doubt-sent-again" if again else "team-doubt-counted"


async def _ask(press: Press, *, again: bool) -> str:
    doubts = await _marked(press)
    if isinstance(doubts, str):
        return doubts
    team, count = Team(press.services, press.chat), len(doubts.chats)
    sure, verb = ("team-button-doubts-sure-again", "doubts-sure-again") if again else _COUNTED
    rows = [
        [team.button(sure, verb, press.value, number=amount(count))],
        [team.button("team-button-round-no", "doubts", f"{place(doubts.one)}.0")],
    ]
    asked = team.paragraph("team-doubts-again-sure" if again else "team-doubts-count-sure", count=count)
    await press.edit(messages([asked])[0], Keyboard(rows))
    return ""


_COUNTED: Final = ("team-button-doubts-sure-count", "doubts-sure-count")


async def _marked(press: Press) -> _Doubts | str:
    """The very deliveries that the button is about; else what is to be said, once the present ones are shown."""
    at, _, mark = press.value.rpartition(".")
    found = numbers(at, 2)
    if found is None:
        return "outdated"
    doubts = await _read(press, (found[0], found[1]))
    if doubts is not None and doubts.chats and mark_of(doubts.chats) == mark:
        return doubts
    return await _shown(press, (found[0], found[1]), 0) or "team-round-stale"


async def _read(press: Press, key: tuple[int, int]) -> _Doubts | None:
    def read(connection: Connection) -> _Doubts | None:
        one = rounds.find(connection, key)
        if one is None:
            return None
        return _Doubts(one, reports.doubts(connection, key), rounds.is_recalled(connection, key[0]))

    return await press.services.database.run(read)


async def _shown(press: Press, key: tuple[int, int], number: int) -> str:
    """A page in the place of the message with the button."""
    doubts = await _read(press, key)
    if doubts is None:
        return "outdated"
    team, one = Team(press.services, press.chat), doubts.one
    back = [team.button("team-button-back", "round-open", one.announcement)]
    if not doubts.chats:
        none = team.paragraph("team-doubts-none", number=one.announcement)
        await press.edit(messages([none])[0], Keyboard([back]))
        return ""
    last = (len(doubts.chats) - 1) // ON_A_PAGE
    number = min(max(0, number), last)
    blocks, rows = _page(team, doubts, number)
    turns = [team.button("button-back", "doubts", f"{place(one)}.{number - 1}")] if number else []
    turns += [team.button("button-more", "doubts", f"{place(one)}.{number + 1}")] if number < last else []
    if last:
        blocks.append(team.paragraph("page-of", number=number + 1, count=last + 1))
    await press.edit(messages(blocks)[0], Keyboard([*rows, *([turns] if turns else []), back]))
    return ""


def _page(team: Team, doubts: _Doubts, number: int) -> tuple[list[Block], list[Row]]:
    services, one, count = team.services, doubts.one, len(doubts.chats)
    teller = Teller(services.sentences(), services.now(), services.zone)
    start = number * ON_A_PAGE
    items, rows = [], list[Row]()
    for nth, chat in enumerate(doubts.chats[start : start + ON_A_PAGE], start + 1):
        items.append(_item(teller, nth, chat))
        about = f"{place(one)}.{chat.chat}.{chat.attempts}.{number}"
        row = [team.button("team-button-doubt-count", "doubt-count", about, place=nth)]
        if not doubts.recalled:
            row.insert(0, team.button("team-button-doubt-again", "doubt-again", about, place=nth))
        rows.append(row)
    marked = f"{place(one)}.{mark_of(doubts.chats)}"
    if count > 1 and not doubts.recalled:
        rows.append([team.button("team-button-doubts-again", "doubts-again", marked, number=amount(count))])
    if count > 1:
        rows.append([team.button("team-button-doubts-count", "doubts-count", marked, number=amount(count))])
    blocks: list[Block] = [team.paragraph("team-doubts", count=count, number=one.announcement)]
    if doubts.recalled:
        blocks.append(team.paragraph("team-doubts-recalled"))
    return [*blocks, Bullets(tuple(items))], rows


def _item(teller: Teller, nth: int, chat: Chat) -> Line:
    text = teller.sentences.text
    name = short(chat.title, LONGEST) or text("team-doubt-untitled", chat=str(chat.chat))
    if chat.chat > 0:
        name = text("team-doubt-person", digits=str(chat.chat)[-DIGITS:])
    return teller.sentences.line(
        "team-doubt",
        place=nth,
        name=name,
        kind=text(_KINDS[Reaches.of(chat.kind)]),
        language=language_name(chat.language, teller.sentences.locale),
        when=teller.when(chat.when),
        why=why(teller.sentences, chat.reason),
    )
