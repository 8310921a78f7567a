"""What a delivery calls: one message sent, changed, taken back or pinned; and how the call ended."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import Bot
from telegram.error import TelegramError

from bot.announcements.announcement import Attached, Rendering
from bot.announcements.ledger import Claimed
from bot.announcements.outcomes import Outcome
from bot.announcements.states import Kind as Does
from bot.failure import Kind as Failed
from bot.telegram_bot.client import Client, Uncertain
from bot.telegram_bot.failures import classify
from bot.telegram_bot.figures import Figures

DELETABLE: Final = 47.9 * 3600.0
"""Seconds for which Telegram lets us delete what we sent: two days, less a margin for its clock and ours."""
_UNDELETABLE: Final = "message can't be deleted"
_METHODS = {None: ("sendMessage", "text"), Attached.PHOTO: ("sendPhoto", "caption")}
_METHODS[Attached.DOCUMENT] = ("sendDocument", "caption")


@dataclass(frozen=True, slots=True)
class Post:
    """Delivers for one bot. Nothing is repeated here: that is for the ledger to decide."""

    bot: Bot
    client: Client
    now: Callable[[], float]
    """Seconds since 1970."""
    follow: Callable[[int, int], Awaitable[None]]
    """Told of a group that has become a supergroup with another id."""
    figures: Figures = field(default_factory=Figures)
    """Count what fails."""

    async def carry_out(self, does: Does, claimed: Claimed, text: Rendering | None) -> Outcome:
        """One call, or a few that can be repeated; how it ended."""
        try:
            if does is Does.SEND:
                assert text is not None, "what is sent has a text"
                return Outcome((await self._send(claimed, text),))
            left = [one for one in claimed.messages if await self._change(does, claimed, one, text)]
        except TelegramError as error:
            failure = classify(error)
            self.figures.failures.labels(failure.kind.value).inc()
            return Outcome(claimed.messages if failure.kind is Failed.SAME else (), failure)
        return Outcome(tuple(left))

    async def moved(self, old: int, new: int) -> None:
        """A group has another id: what is known of it follows."""
        await self.follow(old, new)

    async def _send(self, claimed: Claimed, text: Rendering) -> int:
        method, fields = as_sent(text, claimed.topic)
        sent = await self._call(method, {"chat_id": claimed.chat, **fields})
        number = sent.get("message_id") if isinstance(sent, dict) else None
        if not isinstance(number, int):
            raise Uncertain("what came is not the message that was sent")
        return number

    async def _change(self, does: Does, claimed: Claimed, message: int, text: Rendering | None) -> bool:
        """Whether it is still there: what is recalled is deleted where that can be."""
        at = {"chat_id": claimed.chat, "message_id": message}
        if does is Does.PIN:
            await self._call("pinChatMessage", {**at, "disable_notification": True})
            return True
        assert text is not None, "what is changed has a text"
        if does is Does.RECALL and self.now() - (claimed.sent or 0.0) < DELETABLE:
            try:
                await self._call("deleteMessage", at)
                return False
            except TelegramError as error:
                if _UNDELETABLE not in error.message.casefold():
                    raise
        await self._edit(at, text)
        return True

    async def _edit(self, at: dict[str, Any], text: Rendering) -> None:
        method, named = ("editMessageCaption", "caption") if text.media else ("editMessageText", "text")
        fields = {**at, named: text.text, "parse_mode": "HTML", "reply_markup": _markup(text)}
        if not text.media:
            fields["link_preview_options"] = {"is_disabled": True}
        await self._call(method, fields)

    async def _call(self, method: str, fields: dict[str, Any]) -> object:
        return await self.client.call(f"{self.bot.base_url}/{method}", fields)


def as_sent(text: Rendering, topic: int | None = None) -> tuple[str, dict[str, Any]]:
    """The method that sends it, and its fields but for the chat."""
    method, named = _METHODS[text.media.kind if text.media else None]
    fields: dict[str, Any] = {
        named: text.text or None,
        "parse_mode": "HTML",
        "message_thread_id": topic,
        "disable_notification": text.silent or None,
        "reply_markup": _markup(text),
    }
    if text.media:
        return method, {**fields, text.media.kind.value: text.media.file}
    return method, {**fields, "link_preview_options": {"is_disabled": True}}


def _markup(text: Rendering) -> str | None:
    if not text.buttons:
        return None
    return json.dumps({"inline_keyboard": [[dict(button) for button in row] for row in text.buttons]})
