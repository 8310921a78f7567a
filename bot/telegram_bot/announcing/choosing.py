"""The buttons of a card that change a draft, or show more of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.announcements import drafts
from bot.announcements.announcement import Announcement, Audience, Reaches
from bot.announcements.drafts import OPEN, Held, Maker
from bot.announcements.states import Source
from bot.matching.compiling import FALLBACK
from bot.storage import edits
from bot.storage.database import Connection
from bot.telegram_bot.announcing import card, dictating
from bot.telegram_bot.announcing.dictating import Wanted
from bot.telegram_bot.announcing.menus import OF_CORRECTIONS, Page, Sets, Typed, key_of, number_of
from bot.telegram_bot.press import Press
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team, name_of

Change = Callable[[Announcement], Announcement]
_PAGES = {
    Sets.SILENT: Page.MAIN,
    Sets.PINS: Page.MAIN,
    Sets.ASKS: Page.LINKS,
    Sets.MEDIA: Page.MEDIA,
    Sets.LINK: Page.LINKS,
    Sets.KIND: Page.AUDIENCE,
    Sets.PROGRAM: Page.AUDIENCE,
    Sets.NOW: Page.WHEN,
}
"""Where somebody is who sets something."""


async def page_press(press: Press) -> str:
    """Show a page of the card: NUMBER:PAGE, the first one without a page."""
    number, _, name = press.value.partition(":")
    page = Page(name) if name in set(Page) else Page.MAIN
    return "" if await card.turn(press, number_of(number), page) else "outdated"


async def open_press(press: Press) -> str:
    """Show the card of an announcement from a list, as the last message."""
    return "" if await card.show(Team(press.services, press.chat, topic=press.topic), press.number) else "outdated"


async def set_press(press: Press) -> str:
    """Set one thing: NUMBER:WHAT:WHICH:VALUE."""
    number, name, which, value = [*press.value.split(":"), "", "", ""][:4]
    if name not in set(Sets) or value not in ("0", "1"):
        return "outdated"
    what = Sets(name)
    change = _change(press.services, what, which, value == "1")
    held = await changed(press.services, number_of(number), change, of_correction=what in OF_CORRECTIONS)
    if held is None:
        await card.turn(press, number_of(number))
        return "team-draft-over"
    if what is Sets.TEXT:  # it stands below the text that it takes away
        await press.close()
        await press.services.database.run(lambda c: edits.end(c, press.chat, press.person))
        await card.show(Team(press.services, press.chat, topic=press.topic), held.number)
    else:
        await card.turn(press, held.number, _PAGES[what])
    return ""


async def type_press(press: Press) -> str:
    """Ask for what has to be typed or sent: NUMBER:WHAT:LANGUAGE."""
    number, name, language = [*press.value.split(":"), "", ""][:3]
    services, wanted = press.services, number_of(number)
    held = await services.database.run(lambda c: drafts.find(c, wanted))
    asked = name in set(Typed) - {Typed.NEW} and (name != Typed.TEXT or language in services.languages)
    if held is None or not asked:
        return "outdated"
    if held.state not in OPEN or (held.corrects is not None and name not in OF_CORRECTIONS):
        await card.turn(press, held.number)
        return "team-draft-over"
    team = Team(services, press.chat, topic=press.topic)
    await dictating.ask(team, press.person, Wanted(Typed(name), held.number, language or FALLBACK))
    return ""


async def drop_press(press: Press) -> str:
    """Throw a draft away; the card offers to begin again with what it held."""
    number, now = press.number, press.services.now()
    await press.services.database.run(lambda c: drafts.discard(c, number, now))
    return "" if await card.turn(press, number) else "outdated"


async def again_press(press: Press) -> str:
    """A new draft with all that one held that was thrown away or cancelled; its time is to be named anew."""
    services, number, now = press.services, press.number, press.services.now()
    person, origin = press.query.from_user, f"again/{press.query.id}"

    def copy(connection: Connection) -> int | None:
        held = drafts.find(connection, number)
        if held is None or held.corrects is not None:
            return None
        maker = Maker(Source.STAFF, person.id, name_of(person), press.chat, origin, held.about, held.facts)
        made = drafts.create(connection, replace(held.draft, due=0.0), maker, now)
        there = drafts.of_origin(connection, origin)
        return made or (there.number if there else None)

    made = await services.database.run(copy)
    if made is None:
        return "outdated"
    await press.close()
    await card.show(Team(services, press.chat, topic=press.topic), made)
    return ""


async def changed(services: Services, number: int, change: Change, *, of_correction: bool = True) -> Held | None:
    """A draft after a change; None where it cannot be changed any more, or is one that does not change in this way.

    Where nothing differs it stays as it was, with what was said of it.
    """
    now = services.now()

    def write(connection: Connection) -> Held | None:
        held = drafts.find(connection, number)
        if held is None or held.state not in OPEN or (held.corrects is not None and not of_correction):
            return None
        draft = change(held.draft)
        if draft != held.draft:
            drafts.change(connection, number, draft, now)
        return drafts.find(connection, number)

    return await services.database.run(write)


def _change(services: Services, what: Sets, which: str, value: bool) -> Change:
    """What a button does to a draft; what was made up changes nothing."""
    plain: dict[Sets, Change] = {
        Sets.SILENT: lambda draft: replace(draft, silent=value),
        Sets.PINS: lambda draft: replace(draft, pins=value),
        Sets.ASKS: lambda draft: replace(draft, asks=value),
        Sets.MEDIA: lambda draft: replace(draft, media=draft.media if value else None),
        Sets.NOW: lambda draft: replace(draft, due=0.0, zone="") if value else draft,
        Sets.TEXT: lambda draft: draft if value else draft.saying(which, ""),
        Sets.LINK: lambda draft: replace(
            draft, links=tuple(one for one in draft.links if value or key_of(one.url) != which)
        ),
        Sets.KIND: lambda draft: replace(draft, audience=_with_kind(draft.audience, which, value)),
        Sets.PROGRAM: lambda draft: _for_program(services, draft, which, value),
    }
    return plain[what]


def _with_kind(audience: Audience, which: str, value: bool) -> Audience:
    kinds = tuple(one for one in Reaches if (value if one == which else one in audience.kinds))
    return replace(audience, kinds=kinds)


def _for_program(services: Services, draft: Announcement, which: str, value: bool) -> Announcement:
    """With a programme more or less; where there is one alone, that is what "ask me" leads to."""
    known = list(services.desk().catalogue.programs)
    before = draft.audience.programs
    chosen = tuple(
        one
        for one in [*known, *(one for one in before if one not in known)]
        if (value and one in known if key_of(one) == which else one in before)
    )
    about = draft.about
    if not about or about in before:
        about = chosen[0] if len(chosen) == 1 else ""
    return replace(draft, audience=replace(draft.audience, programs=chosen), about=about)
