"""An announcement as it will look, sent to who asks; below it, to how many it goes, and the button that says yes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.announcements import previews
from bot.announcements.announcement import Rendering
from bot.announcements.drafts import OPEN, Held
from bot.announcements.states import Draft
from bot.answers.reply import Block
from bot.matching.compiling import FALLBACK
from bot.telegram_bot.announcing import card, rendering
from bot.telegram_bot.announcing.checking import Checked, name_of, names_of
from bot.telegram_bot.announcing.menus import number_of
from bot.telegram_bot.keyboards import Row
from bot.telegram_bot.payloads import pack_staff
from bot.telegram_bot.posting import as_sent
from bot.telegram_bot.press import Press
from bot.telegram_bot.sending import Refused
from bot.telegram_bot.team import Team

ALL = "all"
_REASONS = (
    ("can't parse entities", "team-refused-markup"),
    ("button url", "team-refused-link"),
    ("button_url_invalid", "team-refused-link"),
    ("file", "team-refused-file"),
    ("too long", "team-refused-long"),
)
"""What Telegram's words mean, by what stands in them."""


async def look_press(press: Press) -> str:
    """Show it in a language, or in all: NUMBER:LANGUAGE; English first."""
    number, _, language = press.value.partition(":")
    services = press.services
    found = await card.looked_at(services, number_of(number))
    if found is None:
        return "outdated"
    if found.held.state not in OPEN:
        await card.turn(press, found.held.number)
        return "team-draft-over"
    chosen = [language] if language in services.languages else [FALLBACK]
    if language == ALL:
        chosen = sorted(services.languages, key=lambda code: code != FALLBACK)
    if language:
        await press.close()  # what stands below the newest preview holds
    await look(Team(services, press.chat, topic=press.topic), found.held, chosen)
    return ""


async def look(team: Team, held: Held, languages: Sequence[str]) -> None:
    """Send the real thing, and then what there is to know before somebody says yes to it."""
    services, number, version = team.services, held.number, held.version
    made = rendering.renderings(services, held.draft, held.corrects or number)
    shown = [code for code in languages if _there(made[code])]
    for code in shown:
        taken = await _taken(team, code, made[code])
        if taken is not None:
            note = partial(previews.note, number=number, version=version, language=code, taken=taken)
            await services.database.run(note)
    found = await card.looked_at(services, number)
    if found is not None:
        await _sum_up(team, found, shown)


async def _taken(team: Team, language: str, made: Rendering) -> bool | None:
    """Whether Telegram takes it; None where it is away: nothing was seen then, and nothing is wrong with it."""
    try:
        sent = await team.services.sender.post(team.chat, *as_sent(made, team.topic))
    except Refused as error:
        await _refused(team, language, str(error))
        return False
    return True if sent is not None else None


def _there(made: Rendering) -> bool:
    """Whether there is anything to show."""
    return bool(made.text or made.media)


async def _refused(team: Team, language: str, told: str) -> None:
    key = next((key for sign, key in _REASONS if sign in told.casefold()), "team-refused-else")
    why = team.line(key)
    await team.tell("team-preview-refused", language=name_of(language), why=why, reason=told)


async def _sum_up(team: Team, found: Checked, shown: Sequence[str]) -> None:
    """How many get it, what was not looked at, and what stands in the way; else the button that says yes."""
    held, services = found.held, team.services
    seen = previews.of(held.previewed, held.version)
    blocks: list[Block] = [team.paragraph("team-preview-of", number=held.number)]
    for code in shown:
        said = rendering.spoken_in(held.draft, code)
        key = "team-preview-language" if said == code else "team-preview-fallback"
        blocks.append(team.paragraph(key, language=name_of(code), count=found.numbers.languages[code]))
    blocks += card.summary(team, found)
    unseen = [code for code in services.languages if code not in seen.shown]
    if unseen:
        blocks.append(team.paragraph("team-preview-unseen", languages=names_of(unseen)))
    blocks += card.faults(team, found)
    await team.say(*blocks, rows=_rows(team, found, seen.shown))


def _rows(team: Team, found: Checked, seen: frozenset[str]) -> list[Row]:
    held, codes = found.held, sorted(team.services.languages, key=lambda code: code != FALLBACK)
    buttons = [
        {
            "text": team.text("chosen", name=name_of(code)) if code in seen else name_of(code),
            "callback_data": pack_staff("draft-look", f"{held.number}:{code}"),
        }
        for code in codes
    ]
    rows: list[Row] = [buttons[at : at + 3] for at in range(0, len(buttons), 3)] if len(codes) > 1 else []
    if len(codes) > 1:
        rows.append([team.button("team-button-draft-look-all", "draft-look", f"{held.number}:{ALL}")])
    if not found.faults and previews.of(held.previewed, held.version).approves(held.version):
        rows.append([yes_button(team, found)])
    return [*rows, [team.button("team-button-draft-card", "draft-open", held.number)]]


def yes_button(team: Team, found: Checked) -> dict[str, str]:
    """What says yes to what was shown, and to nothing that came later."""
    held, services = found.held, team.services
    key = "team-button-draft-schedule" if held.draft.due else "team-button-draft-go"
    if held.corrects is not None:
        key = "team-button-draft-correct"
    if services.approvals > 1 and held.state is not Draft.SECONDED:
        key = "team-button-draft-first"
    return team.button(key, "draft-go", f"{held.number}:{held.version}", count=found.numbers.total)
