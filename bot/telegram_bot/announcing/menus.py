"""The buttons of a card, page by page. Each says what shall be so, not what shall be turned round: twice is once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum

from bot.announcements.announcement import Reaches
from bot.matching.compiling import FALLBACK
from bot.telegram_bot.announcing.checking import Checked, name_of
from bot.telegram_bot.keyboards import Button, Row
from bot.telegram_bot.links import short
from bot.telegram_bot.payloads import pack_staff
from bot.telegram_bot.team import Team

MOST_LINKS = 3
PER_ROW = 2


class Page(StrEnum):
    """What the buttons of a card are about."""

    MAIN = "main"
    TEXTS = "texts"
    MEDIA = "media"
    LINKS = "links"
    AUDIENCE = "audience"
    WHEN = "when"
    DISCARD = "discard"


class Sets(StrEnum):
    """What a button can set."""

    SILENT = "silent"
    PINS = "pins"
    ASKS = "asks"
    MEDIA = "media"
    LINK = "link"
    KIND = "kind"
    PROGRAM = "program"
    NOW = "now"
    TEXT = "text"


class Typed(StrEnum):
    """What staff can be asked to type, or to send."""

    NEW = "draft-new"
    """The English text of a new announcement."""
    TEXT = "draft-text"
    MEDIA = "draft-media"
    LINK = "draft-link"
    WHEN = "draft-when"


OF_CORRECTIONS = (Sets.LINK, Sets.TEXT, Typed.TEXT, Typed.LINK)
"""All that a correction can change of what was sent."""
_BRANDS: dict[Page, str] = {
    Page.TEXTS: "team-button-draft-texts",
    Page.MEDIA: "team-button-draft-media",
    Page.LINKS: "team-button-draft-links",
    Page.AUDIENCE: "team-button-draft-audience",
    Page.WHEN: "team-button-draft-when",
}


def rows(team: Team, found: Checked, page: Page) -> list[Row]:
    """The buttons of a page; of a correction only those that it can have."""
    if page is Page.MAIN:
        return _main(team, found)
    make = {
        Page.TEXTS: _texts,
        Page.MEDIA: _media,
        Page.LINKS: _links,
        Page.AUDIENCE: _audience,
        Page.WHEN: _when,
        Page.DISCARD: _discard,
    }[page]
    back = team.button("team-button-draft-back", "draft", found.held.number)
    return [*make(team, found), [back]]


def number_of(value: str) -> int:
    """The announcement that a button is about; 0 where the payload was made up."""
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 18 else 0


def key_of(name: str) -> str:
    """What a button can carry in place of a name that may be long."""
    return hashlib.blake2b(name.encode(), digest_size=5).hexdigest()


def _main(team: Team, found: Checked) -> list[Row]:
    held, draft = found.held, found.held.draft
    number, correction = held.number, held.corrects is not None
    pages = (Page.TEXTS, Page.LINKS) if correction else tuple(_BRANDS)
    buttons = [team.button(_BRANDS[page], "draft", f"{number}:{page}") for page in pages]
    if not correction:
        buttons.append(
            _set(
                team,
                number,
                "team-button-draft-sound" if draft.silent else "team-button-draft-silent",
                Sets.SILENT,
                not draft.silent,
            )
        )
        buttons.append(
            _set(
                team,
                number,
                "team-button-draft-unpin" if draft.pins else "team-button-draft-pin",
                Sets.PINS,
                not draft.pins,
            )
        )
    look = team.button("team-button-draft-look", "draft-look", number)
    discard = team.button("team-button-draft-discard", "draft", f"{number}:{Page.DISCARD}")
    return [*_side_by_side(buttons), [look], [discard]]


def _texts(team: Team, found: Checked) -> list[Row]:
    """One button for each language, ticked where it has a text."""
    number, texts = found.held.number, found.held.draft.texts
    codes = sorted(team.services.languages, key=lambda code: code != FALLBACK)
    return _side_by_side(
        [
            _button(_ticked(team, name_of(code), code in texts), "draft-type", f"{number}:{Typed.TEXT}:{code}")
            for code in codes
        ]
    )


def _media(team: Team, found: Checked) -> list[Row]:
    number = found.held.number
    made: list[Row] = [[team.button("team-button-draft-send-media", "draft-type", f"{number}:{Typed.MEDIA}")]]
    if found.held.draft.media:
        made.append([_set(team, number, "team-button-draft-drop-media", Sets.MEDIA, False)])
    return made


def _links(team: Team, found: Checked) -> list[Row]:
    number, draft = found.held.number, found.held.draft
    made: list[Row] = []
    if len(draft.links) < MOST_LINKS:
        made.append([team.button("team-button-draft-add-link", "draft-type", f"{number}:{Typed.LINK}")])
    for link in draft.links:
        label = link.labels.get(FALLBACK) or link.url
        drop = team.button(
            "team-button-draft-drop-link", "draft-set", f"{number}:{Sets.LINK}:{key_of(link.url)}:0", name=label
        )
        made.append([drop])
    if found.held.corrects is None:
        key = "team-button-draft-asks-not" if draft.asks else "team-button-draft-asks"
        made.append([_set(team, number, key, Sets.ASKS, not draft.asks)])
    return made


def _audience(team: Team, found: Checked) -> list[Row]:
    """Kinds of chats in one row; each programme in its own."""
    number, audience = found.held.number, found.held.draft.audience
    keys = {
        Reaches.PRIVATE: "team-kind-private",
        Reaches.GROUPS: "team-kind-groups",
        Reaches.CHANNELS: "team-kind-channels",
    }
    kinds = [
        _button(
            _ticked(team, team.text(key), one in audience.kinds),
            "draft-set",
            f"{number}:{Sets.KIND}:{one}:{int(one not in audience.kinds)}",
        )
        for one, key in keys.items()
    ]
    desk = team.services.desk()
    gone = [one for one in audience.programs if one not in desk.catalogue.programs]
    programs = [(one, desk.naming.program(one)) for one in desk.catalogue.programs] + [(one, one) for one in gone]
    chosen = [
        [
            _button(
                _ticked(team, label, one in audience.programs),
                "draft-set",
                f"{number}:{Sets.PROGRAM}:{key_of(one)}:{int(one not in audience.programs)}",
            )
        ]
        for one, label in programs
    ]
    return [kinds, *chosen]


def _when(team: Team, found: Checked) -> list[Row]:
    number = found.held.number
    made: list[Row] = [[team.button("team-button-draft-type-when", "draft-type", f"{number}:{Typed.WHEN}")]]
    if found.held.draft.due:
        made.append([_set(team, number, "team-button-draft-at-once", Sets.NOW, True)])
    return made


def _discard(team: Team, found: Checked) -> list[Row]:
    return [[team.button("team-button-draft-discard-sure", "draft-drop", found.held.number)]]


def _set(team: Team, number: int, key: str, what: Sets, value: bool) -> Button:
    return team.button(key, "draft-set", f"{number}:{what}::{int(value)}")


def _ticked(team: Team, label: str, holds: bool) -> str:
    return team.text("chosen", name=label) if holds else label


def _button(label: str, verb: str, argument: str) -> Button:
    return {"text": short(label), "callback_data": pack_staff(verb, argument)}


def _side_by_side(buttons: Sequence[Button]) -> list[Row]:
    return [buttons[at : at + PER_ROW] for at in range(0, len(buttons), PER_ROW)]
