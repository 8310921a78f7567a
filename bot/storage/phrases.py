"""Texts that are too long for a button, by a key that is not: buttons carry 64 bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import sqlalchemy as sa

from bot.storage.database import Upsert
from bot.storage.tables import phrases


def key_of(text: str) -> str:
    """The same key for the same text, 16 letters."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


_KEEP = Upsert(phrases, ["key"], ["used"])


def keep(connection: sa.Connection, texts: Iterable[str], now: float) -> None:
    """Remember what the keys of some buttons stand for."""
    rows: list[dict[str, object]] = [{"key": key_of(text), "text": text, "used": now} for text in dict.fromkeys(texts)]
    if rows:
        _KEEP.run(connection, rows)


def key_of_words(who: str, text: str) -> str:
    """The key of somebody's own words: the same words of somebody else have another one."""
    return key_of(f"{who}\0{text}")


def keep_words(connection: sa.Connection, who: str, text: str, now: float) -> None:
    """Remember somebody's own words behind a link, until they expire or the person wants to be forgotten."""
    _KEEP.run(connection, {"key": key_of_words(who, text), "text": text, "used": now, "who": who})


def find(connection: sa.Connection, key: str) -> str | None:
    """The text of a button that was pressed; None where it is forgotten, or was made up."""
    return connection.scalar(sa.select(phrases.c.text).where(phrases.c.key == key))


def find_own(connection: sa.Connection, key: str) -> str | None:
    """Likewise, of what the bot itself has said; None for somebody's own words."""
    return connection.scalar(sa.select(phrases.c.text).where(phrases.c.key == key, phrases.c.who == ""))
