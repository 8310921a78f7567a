"""/inbox: questions without a good answer, alike ones together, the heaviest first; each group opened, and ignored.

A button names a group by one of its questions, and the moment until which staff have seen it: what came later is not
dealt with unseen. Groups are worked out anew at each press, so no state has to be kept.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from telegram import Message

from bot.answers.composing.page import Desk
from bot.answers.dates import day, language_name
from bot.answers.misses.group import Group, Wording
from bot.answers.reply import Block, Bullets, Paragraph, Span
from bot.answers.sentences import Sentences, plain
from bot.storage import misses
from bot.storage.database import Connection
from bot.storage.misses import Handled, Why
from bot.telegram_bot.group_hearing import thread_of
from bot.telegram_bot.keyboards import Button, Keyboard
from bot.telegram_bot.links import short
from bot.telegram_bot.missed import find, open_groups
from bot.telegram_bot.payloads import pack_staff
from bot.telegram_bot.press import Press
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services

ON_A_PAGE = 8
"""Groups; a phone shows as many buttons without scrolling."""
MOST_WORDINGS = 10
MOST_OFFERS = 3
LONGEST = 200
"""Letters of one wording that are shown."""
ACTIONS = (
    ("attach", "team-button-attach"),
    ("new-entry", "team-button-new-entry"),
    ("answer", "team-button-answer"),
    ("ignore", "team-button-ignore"),
)
"""What can be done with an open group: the verb, and the sentence on its button."""
WHYS: dict[str, str] = {
    Why.UNKNOWN: "team-miss-unknown",
    Why.NOT_TAKEN: "team-miss-not-taken",
    Why.NOT_HELPFUL: "team-miss-not-helpful",
}
"""The sentences that say what was wrong with a reply."""


async def inbox(services: Services, message: Message) -> None:
    """The first page."""
    blocks, keyboard = _page(services.sentences(), await open_groups(services), 0)
    await services.sender.say(message.chat_id, messages(blocks), keyboard, topic=thread_of(message))


async def turn(press: Press) -> str:
    """Another page of the list, or the way back to it."""
    number = int(press.value) if press.value.isdecimal() and len(press.value) < 5 else 0
    blocks, keyboard = _page(press.services.sentences(), await open_groups(press.services), number)
    await press.edit(messages(blocks)[0], keyboard)
    return ""


async def open_group(press: Press) -> str:
    """All that is known of one group, and what can be done with it."""
    group = find(await open_groups(press.services), press.number)
    if group is None:
        return "outdated"
    await _show(press, group)
    return ""


async def ignore(press: Press) -> str:
    """Nothing is to be made of a group; it can be taken back."""
    services, seen = press.services, await seen_of(press)
    number, staff, now = place_of(press)[0], press.person, services.now()
    numbers = [miss.number for miss in seen.members] if seen else []

    def write(connection: Connection) -> int:
        misses.handle(connection, numbers, Handled.IGNORED, staff, now)
        return len(misses.ignored_with(connection, number))

    count = await services.database.run(write)
    if not count:
        return "outdated"
    sentences = services.sentences()
    rows = [
        [staff_button(sentences, "team-button-undo", "unignore", number)],
        [staff_button(sentences, "team-button-back", "inbox", 0)],
    ]
    blocks = [*([Paragraph(_bold(seen.text))] if seen else []), Paragraph(sentences.line("team-ignored", count=count))]
    await press.edit(messages(blocks)[0], Keyboard(rows))
    return ""


async def unignore(press: Press) -> str:
    """Take it back."""
    services, number = press.services, press.number
    await services.database.run(lambda connection: misses.restore(connection, number))
    return await open_group(press)


def place_of(press: Press) -> tuple[int, int]:
    """The question by which a button names its group, and until when staff have seen it; zeros where it is made up."""
    number, _, until = press.value.partition(".")
    typed = number.isdecimal() and until.isdecimal() and len(press.value) < 32
    return (int(number), int(until)) if typed else (0, 0)


async def seen_of(press: Press) -> Group | None:
    """The group that a button names, as far as staff have seen it; None where nothing is left of it."""
    number, until = place_of(press)
    return await group_of(press.services, [number], until)


async def group_of(services: Services, numbers: Sequence[int], until: float) -> Group | None:
    """The group of some questions, as it was at a moment; any of them will do, for the first may be forgotten."""
    return find(await open_groups(services, until), *numbers)


def staff_button(sentences: Sentences, key: str, verb: str, argument: str | int) -> Button:
    """A button that only staff can press, with one of the bot's own sentences on it."""
    return {"text": short(sentences.text(key)), "callback_data": pack_staff(verb, argument)}


def _page(sentences: Sentences, groups: tuple[Group, ...], number: int) -> tuple[list[Block], Keyboard]:
    if not groups:
        return [Paragraph(sentences.line("team-inbox-empty"))], Keyboard([])
    last = (len(groups) - 1) // ON_A_PAGE
    number = min(number, last)
    shown = groups[number * ON_A_PAGE : (number + 1) * ON_A_PAGE]
    rows = [[_opening(group)] for group in shown]
    turns = [("button-back", number - 1)] if number else []
    turns += [("button-more", number + 1)] if number < last else []
    rows.append([staff_button(sentences, key, "inbox", to) for key, to in turns])
    blocks: list[Block] = [Paragraph(sentences.line("team-inbox", count=len(groups)))]
    if last:
        blocks.append(Paragraph(sentences.line("page-of", number=number + 1, count=last + 1)))
    return blocks, Keyboard([row for row in rows if row])


def _opening(group: Group) -> Button:
    """The button that opens a group: how many people asked, and what."""
    label = short(f"{group.people} · {' '.join(group.text.split())}")
    return {"text": label, "callback_data": pack_staff("miss", group.number)}


async def _show(press: Press, group: Group) -> None:
    sentences = press.services.sentences()
    argument = f"{group.number}.{math.ceil(press.services.now())}"
    rows = [[staff_button(sentences, key, verb, argument)] for verb, key in ACTIONS]
    rows.append([staff_button(sentences, "team-button-back", "inbox", 0)])
    await press.edit(messages(_told(press.services.desk(), group))[0], Keyboard(rows))


def _told(desk: Desk, group: Group) -> Iterator[Block]:
    """What was asked, how often, when, what was said to it, and in which words."""
    sentences = desk.sentences
    yield Paragraph(_bold(cut(group.text)))
    languages = ", ".join(language_name(code, sentences.locale) for code in group.languages)
    counts = {"questions": group.count, "people": group.people}
    yield Paragraph(sentences.line("team-miss-counts", languages=languages, **counts))
    first, last = (
        day(dt.datetime.fromtimestamp(at, dt.UTC).date(), sentences.locale) for at in (group.first, group.last)
    )
    yield Paragraph(sentences.line("team-miss-days", first=first, last=last))
    yield Bullets(tuple(sentences.line(WHYS[why], number=number) for why, number in group.whys))
    if group.offered:
        yield Paragraph(sentences.line("team-miss-offered"))
        yield Bullets(tuple(plain(offer) for offer in group.offered[:MOST_OFFERS]))
    if group.entries:
        yield Paragraph(sentences.line("team-miss-entry", entry=_named(desk, group.entries[0])))
    yield Paragraph(sentences.line("team-miss-wordings"))
    yield Bullets(tuple(_wording(sentences, wording) for wording in group.wordings[:MOST_WORDINGS]))
    if len(group.wordings) > MOST_WORDINGS:
        yield Paragraph(sentences.line("team-miss-more", number=len(group.wordings) - MOST_WORDINGS))


def _named(desk: Desk, entry: str) -> str:
    """What came nearest as staff call it: "Seoul Program 2015 (participants)"; of an entry its id, as for /edit."""
    from bot.answers.misses.grouping import FACT  # only staff need it

    thing, _, ask = entry.partition(FACT)
    held = desk.catalogue.by_id.get(thing)
    name = desk.naming.edition(held) if held else ""
    if not held and thing in desk.catalogue.programs:
        name = desk.naming.program(thing)
    return f"{name} ({ask.replace('-', ' ')})" if name and ask else name or entry


def _wording(sentences: Sentences, wording: Wording) -> tuple[Span, ...]:
    """Who said it is not known, but how many did."""
    language = language_name(wording.language, sentences.locale)
    return sentences.line("team-miss-wording", text=cut(wording.text), language=language, people=wording.people)


def cut(text: str, most: int = LONGEST) -> str:
    """A question in one line, as many of its letters as are shown."""
    whole = " ".join(text.split())
    return whole if len(whole) <= most else f"{whole[:most].rstrip()} …"


def _bold(text: str) -> tuple[Span, ...]:
    return (Span(cut(text), bold=True),)
