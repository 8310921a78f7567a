"""Raw updates -> what is stored: the lane in which order is kept, and whether an update is too old to answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, TypeGuard

from bot.storage.inbox import Received
from bot.telegram_bot.payloads import Does

ALLOWED: Final = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "channel_post",
)
"""The kinds of updates that the bot asks for, always by name: what is left out would keep an earlier setting."""

STALE: Final = {"callback_query": 120.0, "inline_query": 25.0}
"""Seconds after which an update is not answered any more: Telegram would refuse the answer."""
STALE_MESSAGE: Final = 24 * 3600.0

LARGEST: Final = 2**53
"""Ids of chats are smaller, says Telegram."""

Raw = Mapping[str, Any]


def is_update(found: object) -> TypeGuard[dict[str, Any]]:
    """Whether it has what tells an update from others; all else may be missing."""
    return isinstance(found, dict) and type(found.get("update_id")) is int


def received(raw: Raw, now: float) -> Received:
    """One update as it is stored."""
    return Received(int(raw["update_id"]), lane(raw), now, json.dumps(raw))


def lane(raw: Raw) -> int:
    """The chat, or the person where there is none: what one lane holds is handled in order. 0 for neither."""
    for value in raw.values():
        if isinstance(value, Mapping):
            found = _chat_of(value)
            if found:
                return found
    return 0


def _chat_of(payload: Raw) -> int:
    becomes = payload.get("migrate_to_chat_id")
    if _is_id(becomes):
        return becomes  # so that the end of a group comes before all that the supergroup says which it becomes
    message = payload.get("message")
    for holder, key in ((payload, "chat"), (message, "chat"), (payload, "from"), (payload, "user")):
        found = holder.get(key) if isinstance(holder, Mapping) else None
        number = found.get("id") if isinstance(found, Mapping) else None
        if _is_id(number):
            return number
    return 0


def _is_id(number: object) -> TypeGuard[int]:
    return type(number) is int and abs(number) < LARGEST  # true and false are none, and PostgreSQL takes them for none


def is_stale(raw: Raw, arrived: float, now: float) -> bool:
    """True for what is too old to be answered: a button pressed minutes ago, a message from before a long outage."""
    for kind, limit in STALE.items():
        if kind in raw:
            return now - arrived > limit and not _leaves(raw[kind])
    message = raw.get("message") or raw.get("edited_message") or raw.get("channel_post")
    sent = (message.get("edit_date") or message.get("date")) if isinstance(message, Mapping) else None
    return isinstance(sent, int | float) and now - sent > STALE_MESSAGE


def _leaves(payload: object) -> bool:
    """Whether it is a press of the button that ends announcements: that is done however late it comes."""
    data = payload.get("data") if isinstance(payload, Mapping) else None
    return isinstance(data, str) and data.startswith(f"{Does.LEAVE.value}:")
