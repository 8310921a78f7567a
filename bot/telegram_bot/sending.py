"""The one place from which answers go out: paced, repeated where that helps, and truthful about what failed."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from telegram import Bot, ForceReply, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.announcements import settling
from bot.failure import Failure, Kind
from bot.storage import chats
from bot.storage.database import Connection, Database
from bot.telegram_bot.client import Client, Uncertain
from bot.telegram_bot.failures import ATTEMPTS, FEW, classify, delay
from bot.telegram_bot.figures import Figures
from bot.telegram_bot.keyboards import Buttons, markup_of
from bot.telegram_bot.pacing import Pace

Result = TypeVar("Result")
Call = Callable[[int], Awaitable[Result]]
"""A call for a chat, whose id may have changed since the last attempt."""

MOVES = 3
"""How often a chat may have another id in the course of one call."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
log = logging.getLogger(__name__)


class Revoked(Exception):
    """Telegram does not accept the token any more: the bot has to end."""


class Refused(Exception):
    """Telegram does not take a message as it is; in its words."""


class Sender:
    """Sends for one bot."""

    def __init__(
        self,
        bot: Bot,
        client: Client,
        database: Database,
        moved: Callable[[int, int], None] = lambda old, new: None,
        figures: Figures | None = None,
    ) -> None:
        """``moved`` is told of a group that has another id; ``figures`` count what fails."""
        self._bot = bot
        self._client = client
        self._database = database
        self.pace = Pace(time.monotonic)
        """Of all that this bot sends."""
        self._moved = moved
        self._figures = figures or Figures()

    @property
    def username(self) -> str:
        """The name by which links lead to the bot."""
        return self._bot.username

    async def say(
        self,
        chat: int,
        texts: Sequence[str],
        keyboard: Buttons | ForceReply | None = None,
        *,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> list[int]:
        """Send the messages in order, the last with the buttons; the ids of those that were sent."""
        sent = []
        for number, text in enumerate(texts):
            last = number == len(texts) - 1
            message = await self._message(chat, text, keyboard if last else None, None if number else reply_to, topic)
            if message is None:
                break
            sent.append(message)
        return sent

    async def _message(
        self,
        chat: int,
        text: str,
        keyboard: Buttons | ForceReply | None,
        reply_to: int | None,
        topic: int | None,
    ) -> int | None:
        answers = {"message_id": reply_to, "allow_sending_without_reply": True} if reply_to else None
        buttons = keyboard.to_json() if keyboard else None

        async def call(to: int) -> int:
            fields = {
                "chat_id": to,
                "text": text,
                "parse_mode": "HTML",
                "reply_markup": buttons,
                "reply_parameters": answers,
                "message_thread_id": topic,
                "link_preview_options": {"is_disabled": True},
            }
            sent = await self._client.call(f"{self._bot.base_url}/sendMessage", fields)
            number = sent.get("message_id") if isinstance(sent, dict) else None
            if not isinstance(number, int):
                raise Uncertain("what came is not the message that was sent")
            return number

        return await self.attempt(chat, call)

    async def post(self, chat: int, method: str, fields: Mapping[str, object]) -> int | None:
        """Send a message that is ready in all its fields; its id, None where it could not be sent. Raises Refused."""

        async def call(to: int) -> int:
            try:
                sent = await self._client.call(f"{self._bot.base_url}/{method}", {"chat_id": to, **fields})
            except BadRequest as error:
                if classify(error).kind is Kind.REFUSED:
                    raise Refused(error.message) from None
                raise
            number = sent.get("message_id") if isinstance(sent, dict) else None
            if not isinstance(number, int):
                raise Uncertain("what came is not the message that was sent")
            return number

        return await self.attempt(chat, call)

    async def edit(
        self, chat: int, message: int, text: str, keyboard: Buttons | None = None, *, most: int = FEW
    ) -> bool:
        """Give one of our messages another text; False where that is not possible, ``most`` attempts included."""

        async def call(to: int) -> bool:
            await self._bot.edit_message_text(
                text,
                to,
                message,
                parse_mode=ParseMode.HTML,
                reply_markup=markup_of(keyboard),
                link_preview_options=NO_PREVIEW,
            )
            return True

        return await self.attempt(chat, call, same=True, most=most) is not None

    async def buttons(self, chat: int, message: int, keyboard: Buttons | None) -> None:
        """Give one of our messages other buttons, or none."""
        await self.attempt(
            chat,
            lambda to: self._bot.edit_message_reply_markup(to, message, reply_markup=markup_of(keyboard)),
            most=FEW,
        )

    async def delete(self, chat: int, message: int) -> None:
        """Take one of our messages back."""
        await self.attempt(chat, lambda to: self._bot.delete_message(to, message), most=FEW)

    async def document(
        self, chat: int, name: str, content: bytes, caption: str, *, topic: int | None = None
    ) -> int | None:
        """Send a file; the id of the message, None where it could not be sent."""

        async def call(to: int) -> int:
            file = InputFile(content, filename=name)
            sent = await self._bot.send_document(to, file, caption=caption, filename=name, message_thread_id=topic)
            return sent.message_id

        return await self.attempt(chat, call)

    async def fetch(self, file: str, most: int) -> bytes | None:
        """What a file on Telegram's side holds; None where it cannot be had, or is longer than ``most`` bytes."""

        async def call(_: int) -> bytes:
            found = await self._bot.get_file(file)
            return await self._client.download(found.file_path or "", most)

        found = await self.attempt(0, call, most=FEW)
        return found if found is not None and len(found) <= most else None

    async def photo(self, chat: int, content: bytes, caption: str, *, topic: int | None = None) -> int | None:
        """Send a picture, with its words as HTML below; the id of the message, None where it could not be sent."""

        async def call(to: int) -> int:
            picture = InputFile(content, filename="picture.png")
            sent = await self._bot.send_photo(
                to, picture, caption=caption, parse_mode=ParseMode.HTML, message_thread_id=topic
            )
            return sent.message_id

        return await self.attempt(chat, call)

    async def acknowledge(self, press: str, text: str | None = None) -> None:
        """Tell Telegram that a pressed button was heard; late ones are let go."""
        await self.attempt(0, lambda _: self._bot.answer_callback_query(press, text=text), most=FEW)

    async def attempt(
        self,
        chat: int,
        call: Call[Result],
        *,
        same: Result | None = None,
        most: int = ATTEMPTS,
        paced: bool = True,
    ) -> Result | None:
        """Call until it is done or cannot be, ``most`` times; None where it cannot. Raises Revoked.

        ``chat`` is 0 for a call that concerns none. ``same`` is the result where the message says already what it was
        to say. What is not ``paced`` counts against no limit: nothing appears in the chat.
        """
        number = 0
        while True:
            number += 1
            if chat and paced:
                await self.pace.turn(chat)
            try:
                return await call(chat)
            except TelegramError as error:
                failure = classify(error)
            self._figures.failures.labels(failure.kind.value).inc()
            if failure.kind is Kind.SAME:
                return same
            if failure.kind is Kind.MOVED and chat not in (0, failure.moved_to) and number < MOVES:
                await self.move(chat, failure.moved_to)
                chat = failure.moved_to
                continue
            wait = delay(failure, number, most)
            if wait is None:
                await self._give_up(chat if paced else 0, failure)
                return None
            if failure.kind is Kind.TOO_MANY:
                self.pace.halt(chat, wait)
            await asyncio.sleep(wait)

    async def move(self, old: int, new: int) -> None:
        """A group has become a supergroup: what is known of it, and what is still to be sent there, follow."""

        def follow(connection: Connection) -> None:
            chats.migrate(connection, old, new)
            settling.follow(connection, old, new, time.time())

        await self._database.run(follow)
        self._moved(old, new)

    async def _give_up(self, chat: int, failure: Failure) -> None:
        if failure.kind is Kind.REVOKED:
            raise Revoked(failure.reason)
        if failure.kind is Kind.DONE_ALREADY:
            return
        log.warning("a call for chat %s failed: %s: %s", chat, failure.kind.value, failure.reason)
        if chat and failure.kind in (Kind.UNREACHABLE, Kind.NO_RIGHTS):
            reason = failure.reason
            await self._database.run(lambda connection: chats.unreachable(connection, chat, reason))
