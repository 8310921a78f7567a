"""The card of an announcement: one message that shows what is set, with the buttons that change it."""

from __future__ import annotations

from bot.announcements import counting, drafts, rounds
from bot.announcements.announcement import Attached, Reaches
from bot.announcements.counting import Numbers
from bot.announcements.drafts import OPEN, Held
from bot.announcements.rounds import Round
from bot.announcements.states import Draft, Stage
from bot.answers.dates import enumeration
from bot.answers.naming import Naming
from bot.answers.reply import Block, Bullets, Line
from bot.matching.compiling import FALLBACK
from bot.storage.database import Connection
from bot.telegram_bot.announcing import menus
from bot.telegram_bot.announcing.checking import Checked, checked, name_of, names_of, why_not
from bot.telegram_bot.announcing.menus import Page
from bot.telegram_bot.announcing.origins import origin
from bot.telegram_bot.announcing.rendering import letters
from bot.telegram_bot.announcing.timing import ENGLISH, Moment, words
from bot.telegram_bot.keyboards import Keyboard, Row
from bot.telegram_bot.links import short
from bot.telegram_bot.press import Press
from bot.telegram_bot.rendering import messages, without_markup
from bot.telegram_bot.services import Services
from bot.telegram_bot.team import Team

EXCERPT = 200
"""Letters of a text."""
ADDRESS = 80
"""Letters of a link."""
KINDS = {
    Reaches.PRIVATE: "team-kind-private",
    Reaches.GROUPS: "team-kind-groups",
    Reaches.CHANNELS: "team-kind-channels",
}


async def show(team: Team, number: int) -> bool:
    """Show it as the last message of a chat; False where there is none of it.

    An earlier card of it there goes; one in another chat shows what is so now.
    """
    services = team.services
    drawn = await _drawn(team, number)
    if drawn is None:
        return False
    blocks, rows, held = drawn
    sent = await team.say(*blocks, rows=rows)
    if not sent:
        return True
    await services.database.run(lambda c: drafts.show(c, number, team.chat, sent[-1]))
    if held.message is not None and held.chat == team.chat:
        await services.sender.delete(held.chat, held.message)
    elif held.message is not None:
        await services.sender.edit(held.chat, held.message, messages(blocks)[0], Keyboard(rows))
    return True


async def turn(press: Press, number: int, page: Page = Page.MAIN) -> bool:
    """Show it in the place of the message with the button; False where there is no such announcement."""
    drawn = await _drawn(Team(press.services, press.chat), number, page)
    if drawn is None:
        return False
    blocks, rows, _ = drawn
    await press.edit(messages(blocks)[0], Keyboard(rows))
    return True


async def looked_at(services: Services, number: int) -> Checked | None:
    """An announcement with the number of its chats, and what stands in its way."""
    now = services.now()

    def read(connection: Connection) -> Checked | None:
        held = drafts.find(connection, number)
        return judged(services, connection, held, now) if held else None

    return await services.database.run(read)


def judged(services: Services, connection: Connection, held: Held, now: float) -> Checked:
    """An announcement with the number of its chats, and what stands in its way."""
    numbers = numbers_of(services, connection, held, now)
    return checked(services, held, numbers, now, why_not(connection, held))


def numbers_of(services: Services, connection: Connection, held: Held, now: float) -> Numbers:
    """The chats that get it; of a correction those that have what it corrects."""
    if held.corrects is not None:
        return counting.of_those_who_got_it(connection, held.corrects)
    return counting.of_audience(connection, held.draft.audience, services.languages, now)


async def _drawn(team: Team, number: int, page: Page = Page.MAIN) -> tuple[list[Block], list[Row], Held] | None:
    found = await looked_at(team.services, number)
    if found is None:
        return None
    held = found.held
    blocks = heading(team, held)
    if held.state in OPEN:
        blocks += await origin(team, held)
    blocks += summary(team, found)
    if held.state in OPEN:
        blocks += faults(team, found)
        return blocks, menus.rows(team, found, page), held
    first = await team.services.database.run(lambda c: rounds.find(c, (number, 0)))
    ended, rows = _ended(team, held, first)
    return blocks + ended, rows, held


def heading(team: Team, held: Held) -> list[Block]:
    """Its number, and who has drafted it."""
    who = team.line("team-draft-by", name=held.name) if held.name else team.line("team-draft-proposed")
    blocks: list[Block] = [team.paragraph("team-draft", number=held.number, who=who)]
    if held.corrects is not None:
        blocks.append(team.paragraph("team-draft-corrects", number=held.corrects))
    return blocks


def summary(team: Team, found: Checked) -> list[Block]:
    """All that is set, and how many chats it concerns now."""
    draft = found.held.draft
    lines = [*_texts(team, found)]
    if draft.media:
        photo = draft.media.kind is Attached.PHOTO
        lines.append(team.line("team-draft-photo") if photo else team.line("team-draft-file", file=draft.media.name))
    for link in draft.links:
        label = link.labels.get(FALLBACK) or next(iter(link.labels.values()), "")
        lines.append(team.line("team-draft-link", text=short(label), link=short(link.url, ADDRESS)))
    if found.held.corrects is None:
        lines += _how(team, found)
    return [Bullets(tuple(lines)), *numbers(team, found)]


def _texts(team: Team, found: Checked) -> list[Line]:
    """In which languages there is a text, how it begins, and who gets the English one."""
    texts = found.held.draft.texts
    if not texts:
        return [team.line("team-draft-no-text")]
    told = [
        f"{name_of(code)} ({letters(texts[code])})" for code in sorted(texts, key=lambda one: (one != FALLBACK, one))
    ]
    lines = [team.line("team-draft-texts", languages=enumeration(told, ENGLISH))]
    if FALLBACK in texts:
        lines.append(
            team.line("team-draft-begins", text=short(" ".join(without_markup(texts[FALLBACK]).split()), EXCERPT))
        )
    missing = [code for code in team.services.languages if code not in texts]
    if missing and FALLBACK in texts:
        lines.append(team.line("team-draft-fallback", languages=names_of(missing)))
    return lines


def _how(team: Team, found: Checked) -> list[Line]:
    """To whom, when, and how it arrives."""
    draft, naming = found.held.draft, team.services.desk().naming
    about = _named(naming, draft.about)
    asks = team.line("team-draft-asks-about", name=about) if about else team.line("team-draft-asks")
    kinds = enumeration([team.text(KINDS[one]) for one in draft.audience.kinds], ENGLISH)
    when = team.line("team-draft-now")
    if draft.due:
        when = team.line("team-draft-when", when=words(team, Moment(draft.due, draft.zone or "UTC"), found.now))
    return [
        asks if draft.asks else team.line("team-draft-asks-not"),
        _for(team, draft.audience.programs, kinds),
        team.line("team-draft-silent" if draft.silent else "team-draft-sound"),
        team.line("team-draft-pins" if draft.pins else "team-draft-pins-not"),
        when,
    ]


def _named(naming: Naming, about: str) -> str:
    """The edition or the programme with an id, as it is called; empty where there is none."""
    if about in naming.catalogue.by_id:
        return naming.edition(naming.catalogue.by_id[about])
    return naming.program(about) if about in naming.catalogue.programs else ""


def _for(team: Team, programs: tuple[str, ...], kinds: str) -> Line:
    naming = team.services.desk().naming
    names = [naming.program(one) if one in naming.catalogue.programs else one for one in programs]
    if not names:
        return team.line("team-draft-for-all", kinds=kinds)
    return team.line("team-draft-for", programs=enumeration(names, ENGLISH), kinds=kinds)


def numbers(team: Team, found: Checked) -> list[Block]:
    """How many chats, of which kind and in which language."""
    many = found.numbers
    if not many.total:
        return []
    kinds = [f"{team.text(KINDS[one])} {many.kinds[one]}" for one in Reaches if many.kinds[one]]
    languages = [f"{name_of(code)} {many.languages[code]}" for code, _ in many.languages.most_common()]
    key = "team-draft-chats" if found.held.corrects is None else "team-draft-chats-corrected"
    told: list[Block] = [team.paragraph(key, count=many.total, kinds=", ".join(kinds), languages=", ".join(languages))]
    if many.paused:
        told.append(team.paragraph("team-draft-paused", count=many.paused))
    if team.services.staff_chat and found.held.corrects is None:
        told.append(team.paragraph("team-draft-staff-chat"))
    return told


def faults(team: Team, found: Checked) -> list[Block]:
    """What stands in its way; who has said the first yes."""
    held, blocks = found.held, list[Block]()
    if found.faults:
        lines = tuple(team.line(one.key, **one.fields) for one in found.faults)
        blocks += [team.paragraph("team-draft-faults"), Bullets(lines)]
    if held.state is Draft.SECONDED:
        blocks.append(team.paragraph("team-draft-seconded", name=held.seconder))
    return blocks


def _ended(team: Team, held: Held, first: Round | None) -> tuple[list[Block], list[Row]]:
    """What became of it, once it cannot be changed any more."""
    again = [team.button("team-button-draft-again", "draft-again", held.number)]
    if held.state is Draft.DISCARDED:
        return [team.paragraph("team-draft-discarded")], [again]
    if first is None or held.corrects is not None:
        return [team.paragraph("team-draft-approved-correction")], []
    if first.stage is Stage.CANCELLED:
        return [team.paragraph("team-draft-cancelled")], [again]
    blocks: list[Block] = [team.paragraph("team-draft-approved", name=first.approvers)]
    if first.stage is not Stage.SCHEDULED or not held.draft.due:
        return blocks, []
    cancel = team.button("team-button-draft-cancel", "draft-cancel", held.number)
    return blocks, [[team.button("team-button-draft-now", "draft-now", held.number)], [cancel]]
