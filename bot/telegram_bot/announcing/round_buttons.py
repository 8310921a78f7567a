"""The buttons below what staff read of a round: those that make sense as it stands, and what they carry.

A button that decides something carries when the round came to stand so, or which attempts it is about: pressed late, it
decides nothing about what came after.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.announcements.reports import Row as Chat
from bot.announcements.reports import View
from bot.announcements.rounds import Round
from bot.announcements.states import OPEN, OVER, Kind, Stage, State
from bot.telegram_bot.announcing.wording import amount
from bot.telegram_bot.keyboards import Button, Row
from bot.telegram_bot.team import Team

MOST: Final = 6
"""Numbers that a button carries, at most."""
LONGEST: Final = 18
"""Digits of each ..."""
SMALL: Final = 9
"""... and of a round and an attempt, which stand in every second place: a database keeps them in 32 bits."""
_TABLES: Final = {
    Kind.SEND: "team-button-round-table",
    Kind.EDIT: "team-button-round-table-edit",
    Kind.RECALL: "team-button-round-table-recall",
}


def numbers(value: str, count: int) -> tuple[int, ...] | None:
    """The numbers that a button carries; None where it was made up."""
    parts = value.split(".", MOST)
    if len(parts) != count or not all(map(_is_number, parts)) or any(len(one) > SMALL for one in parts[1::2]):
        return None
    return tuple(map(int, parts))


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST


def place(one: Round) -> str:
    """By which a button names a round."""
    return f"{one.announcement}.{one.round}"


def since(one: Round) -> str:
    """By which it names a round as it stands now: nothing is noted of it until it goes on."""
    return f"{place(one)}.{int(one.alive)}"


def mark_of(chats: Iterable[Chat]) -> str:
    """By which it names some uncertain deliveries; others once any of them is settled, or in doubt once more."""
    told = repr(sorted((chat.chat, chat.attempts) for chat in chats))
    return hashlib.blake2b(told.encode(), digest_size=6).hexdigest()


def below(team: Team, view: View) -> list[Row]:
    """Below the message that shows how a round goes."""
    rows: list[Row] = [[button] for button in _deciding(team, view)]
    if view.one.stage in OVER:
        rows += [[button] for button in _afterwards(team, view)]
    else:
        rows.append([team.button("team-button-round-more", "round-more", view.one.announcement)])
    return rows


def of_all(team: Team, views: Sequence[View]) -> list[Row]:
    """Below the page of an announcement, with all its rounds."""
    rows: list[Row] = [[button] for view in views for button in _deciding(team, view)]
    first = views[0]
    rows += [[button] for button in _afterwards(team, first)]
    for view in views[1:]:
        rows.append([_table(team, view.one)])
    rows.append([team.button("team-button-round-all", "rounds", 0)])
    return rows


def _deciding(team: Team, view: View) -> Iterator[Button]:
    """What can be decided while it goes on, or stands still."""
    one, left = view.one, view.tally.of(*OPEN)
    stands = one.stage in (Stage.STOPPED, Stage.LATE, Stage.SCHEDULED)
    if one.stage is Stage.RUNNING and one.kind in (Kind.SEND, Kind.EDIT):
        yield team.button("team-button-round-stop", "round-stop", place(one))
    if one.stage is Stage.STOPPED:
        yield team.button("team-button-round-go", "round-go", since(one), number=amount(left))
    if (one.stage is Stage.LATE or one.stage is Stage.SCHEDULED) and one.kind is Kind.SEND:
        yield team.button("team-button-round-now", "round-go", since(one), number=amount(left))
    if one.kind is Kind.SEND and one.stage in (Stage.STOPPED, Stage.LATE) and view.tally.of(State.SENT):
        yield team.button("team-button-round-recall", "round-recall", one.announcement)
    if stands and one.kind in (Kind.SEND, Kind.EDIT):
        if view.tally.done:
            yield team.button("team-button-round-drop", "round-drop", since(one), number=amount(left))
        else:
            yield team.button("team-button-round-cancel", "round-drop", since(one))


def _afterwards(team: Team, view: View) -> Iterator[Button]:
    """What can be done about what went out."""
    one, tally = view.one, view.tally
    if one.kind is Kind.SEND and tally.of(State.UNCERTAIN):
        doubt = amount(tally.of(State.UNCERTAIN))
        yield team.button("team-button-round-doubts", "doubts", f"{place(one)}.0", number=doubt)
    if one.stage in OVER and tally.curable and not view.recalled:
        curable = amount(tally.curable)
        yield team.button("team-button-round-retry", "round-retry", since(one), number=curable)
    if one.kind is Kind.SEND and not view.recalled and (tally.of(State.SENT) or one.stage not in OVER):
        yield team.button("team-button-round-correct", "round-correct", one.announcement)
        stands = one.stage in (Stage.STOPPED, Stage.LATE)
        if tally.of(State.SENT, State.SENDING) and not stands:
            yield team.button("team-button-round-recall", "round-recall", one.announcement)
    if one.stage is not Stage.SCHEDULED:
        yield _table(team, one)


def _table(team: Team, one: Round) -> Button:
    return team.button(_TABLES[one.kind], "round-table", place(one))
