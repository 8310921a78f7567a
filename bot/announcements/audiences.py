"""The chats that subscribe, as they are now: to count them, to plan for them, to look again when their turn comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from bot.announcements.announcement import Audience
from bot.announcements.recipients import WEEK, Recipient, wanted
from bot.announcements.states import Source, State
from bot.storage import preferences
from bot.storage.tables import announcements, chats, deliveries, reminders, subscriptions
from bot.storage.tables import preferences as chosen

_CHOSEN = tuple(column for column in chosen.c if column.name not in ("chat", "language", "topic", "changed"))
_ABOUT = (
    chats.c.chat,
    chats.c.kind,
    chats.c.reachable,
    sa.func.coalesce(sa.func.nullif(chosen.c.language, ""), chats.c.language).label("language"),
    chosen.c.topic,
    *_CHOSEN,
)
_CHATS = sa.select(*_ABOUT).select_from(chats.outerjoin(chosen, chosen.c.chat == chats.c.chat))
_ONE = _CHATS.where(chats.c.chat == sa.bindparam("one"))
_PROGRAMS = sa.select(subscriptions.c.program).where(subscriptions.c.chat == sa.bindparam("one"))
_REMINDED = sa.select(reminders.c.program).where(reminders.c.chat == sa.bindparam("one"))
_THIS_WEEK = sa.select(sa.func.count()).where(
    deliveries.c.chat == sa.bindparam("one"),
    deliveries.c.sent > sa.bindparam("since"),
    deliveries.c.round == 0,
    deliveries.c.state.in_((State.SENT, State.UNCERTAIN)),
    sa.select(announcements.c.number)
    .where(announcements.c.number == deliveries.c.announcement, announcements.c.source != Source.REMINDER)
    .exists(),
)
"""What people asked for one by one does not count."""


def audience_of(connection: sa.Connection, audience: Audience) -> list[Recipient]:
    """The chats that an announcement is meant for and that can be reached, by their ids; what they have had is 0."""
    query = _CHATS.where(chats.c.reachable)
    if audience.reminds:
        asked = sa.select(reminders.c.chat).where(reminders.c.program == audience.reminds)
        rows = connection.execute(query.where(chats.c.chat.in_(asked)).order_by(chats.c.chat)).mappings()
        return [_read(row, (), reminded=(audience.reminds,)) for row in rows]
    if audience.chats:
        query = query.where(chats.c.chat.in_(audience.chats))
    else:
        listening = sa.select(subscriptions.c.chat).where(subscriptions.c.program.in_(("", *audience.programs)))
        query = query.where(chats.c.chat.in_(listening))
    programs: dict[int, set[str]] = {}
    for chat, program in connection.execute(sa.select(subscriptions.c.chat, subscriptions.c.program)):
        programs.setdefault(chat, set()).add(program)
    rows = connection.execute(query.order_by(chats.c.chat)).mappings()
    found = [_read(row, programs.get(row["chat"], ())) for row in rows]
    return found if audience.chats else [one for one in found if wanted(one, audience)]


def recipient(connection: sa.Connection, chat: int, now: float, *, reminded: bool = False) -> Recipient | None:
    """One chat; None where nothing is known of it any more. ``reminded``: with what it is reminded of."""
    row = connection.execute(_ONE, {"one": chat}).mappings().first()
    if row is None:
        return None
    had = 0
    if row["weekly_most"] is not None:
        had = connection.scalar(_THIS_WEEK, {"one": chat, "since": now - WEEK}) or 0
    asked = connection.scalars(_REMINDED, {"one": chat}) if reminded else ()
    return _read(row, connection.scalars(_PROGRAMS, {"one": chat}), had, asked)


def _read(row: sa.RowMapping, programs: Iterable[str], had: int = 0, reminded: Iterable[str] = ()) -> Recipient:
    found = preferences.Preferences(row["chat"], row["language"] or "", row["topic"])
    if row["zone"] is not None:
        held = {column.name: row[column.name] for column in _CHOSEN}
        held["lost_topic"] = preferences.LostTopic(held["lost_topic"])
        found = preferences.Preferences(row["chat"], row["language"] or "", row["topic"], **held)
    about = row["chat"], row["kind"], bool(row["reachable"])
    return Recipient(*about, frozenset(programs), found, had, frozenset(reminded))


def titles(connection: sa.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """What staff know groups and channels by."""
    found: dict[int, str] = {}
    for part in _parts(list(numbers)):
        rows = connection.execute(
            sa.select(chats.c.chat, chats.c.title).where(chats.c.chat.in_(part), chats.c.chat < 0)
        )
        found |= {chat: title for chat, title in rows if title}
    return found


def _parts(numbers: list[int], size: int = 500) -> Iterator[list[int]]:
    """A database takes so many values in one question."""
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
