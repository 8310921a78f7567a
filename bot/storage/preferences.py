"""How a chat wants its announcements: in which language and topic, at which hours, how many, or none for a while."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import preferences


class LostTopic(StrEnum):
    """What becomes of announcements whose forum topic is closed or gone."""

    STOP = "stop"
    """Nothing is sent, and staff are told."""
    GENERAL = "general"
    """They go into General."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """Of one chat; what nobody has chosen is as here."""

    chat: int
    language: str = ""
    """Empty: the language that is set for the chat, else English."""
    topic: int | None = None
    """Of a forum; None: General."""
    lost_topic: LostTopic = LostTopic.STOP
    quiet_from: int | None = None
    """Minutes after midnight; None: no quiet hours."""
    quiet_until: int | None = None
    zone: str = ""
    """Of the quiet hours, by its name in the tz database; empty: the organiser's."""
    weekly_most: int | None = None
    """Announcements in seven days."""
    paused: bool = False
    paused_until: float | None = None
    """Seconds since 1970; None: until it is taken up again."""


_COLUMNS = tuple(column for column in preferences.c if column.name != "changed")
_SAVE = Upsert(preferences, ["chat"], [column.name for column in preferences.c if column.name != "chat"])


def of(connection: sa.Connection, chat: int) -> Preferences:
    """What a chat has chosen."""
    row = connection.execute(sa.select(*_COLUMNS).where(preferences.c.chat == chat)).mappings().first()
    return read(row) if row else Preferences(chat)


def read(row: sa.RowMapping) -> Preferences:
    """From a row that has at least these columns."""
    held = {column.name: row[column.name] for column in _COLUMNS}
    return Preferences(**held | {"lost_topic": LostTopic(held["lost_topic"])})


def save(connection: sa.Connection, chosen: Preferences, now: float) -> None:
    """From now on as it says."""
    _SAVE.run(connection, {**asdict(chosen), "changed": now})


def change(connection: sa.Connection, chat: int, now: float, **chosen: Any) -> Preferences:
    """With some things chosen anew; the others stay."""
    found = replace(of(connection, chat), **chosen)
    save(connection, found, now)
    return found


def follow(connection: sa.Connection, chat: int, before: str, code: str, now: float) -> None:
    """The chat's language was set to a code, from one before; empty: as the question.

    Announcements follow a language that is chosen. Where none is set any more they stay in the one they had.
    """
    language = "" if code else of(connection, chat).language or before
    if language != of(connection, chat).language:
        change(connection, chat, now, language=language)
