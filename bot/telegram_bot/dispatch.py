"""One stored update -> the handler that it is for, and its end: done, or set aside."""

from __future__ import annotations

import json
import logging

from telegram import Bot, CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot.storage import chats, inbox, relays
from bot.storage.inbox import Received
from bot.telegram_bot.announcing.dictating import on_dictated
from bot.telegram_bot.channels import on_channel_post
from bot.telegram_bot.edit_typing import on_typed
from bot.telegram_bot.group_settings import on_group_press
from bot.telegram_bot.groups import on_group_message, on_membership
from bot.telegram_bot.inline import on_inline
from bot.telegram_bot.intake import is_stale
from bot.telegram_bot.leaving import on_leaving_press
from bot.telegram_bot.pressing import on_press
from bot.telegram_bot.private import on_edited, on_message
from bot.telegram_bot.relaying import on_staff_reply
from bot.telegram_bot.rendering import escape
from bot.telegram_bot.sending import Revoked
from bot.telegram_bot.services import Services
from bot.telegram_bot.speaking import language_in
from bot.telegram_bot.staff import is_staff, on_staff_command
from bot.telegram_bot.staff_answers import on_staff_draft
from bot.telegram_bot.staff_late import on_late_reply
from bot.telegram_bot.staff_learning import on_new_entry
from bot.telegram_bot.staff_pressing import on_staff_press
from bot.telegram_bot.subscribing_pressing import on_subscribing_press
from bot.telegram_bot.uploading import on_upload

log = logging.getLogger(__name__)


class Dispatcher:
    """Handles updates one by one; what lanes call."""

    def __init__(self, services: Services, bot: Bot) -> None:
        self.services = services
        """Replaced as a whole where the knowledge changes; an update is handled to its end with what it began with."""
        self._bot = bot

    async def __call__(self, received: Received) -> None:
        """Handle an update to its end. It is done only when everything that it called for is sent."""
        services, update_id = self.services, received.update_id
        database = services.database
        try:
            update = self._parsed(received)
            if update is not None:
                await self._handle(services, update)
        except Revoked:
            raise
        except Exception as error:
            log.exception("update %s could not be handled", update_id)
            reason, now = type(error).__name__, services.now()
            await database.run(lambda connection: inbox.set_aside(connection, update_id, reason, now))
            await self._report(services, received)
            return
        now = services.now()
        await database.run(lambda connection: inbox.done(connection, update_id, now))
        services.figures.handled.observe(max(0.0, now - received.received))

    def _parsed(self, received: Received) -> Update | None:
        """The update; None where it is too old to be answered."""
        raw = json.loads(received.body)
        if is_stale(raw, received.received, self.services.now()):
            return None
        return Update.de_json(raw, self._bot)

    async def _handle(self, services: Services, update: Update) -> None:
        message = update.message or update.edited_message
        if update.callback_query is not None:
            await self._pressed(services, update.callback_query)
        elif update.inline_query is not None:
            await on_inline(services, update.inline_query, self._bot)
        elif update.my_chat_member is not None:
            await on_membership(services, update.my_chat_member, self._bot)
        elif update.channel_post is not None:
            await on_channel_post(services, update.channel_post, self._bot)
        elif message is not None:
            await self._message(services, message, edited=update.message is None)

    async def _pressed(self, services: Services, query: CallbackQuery) -> None:
        for handles in (on_staff_press, on_group_press, on_subscribing_press, on_leaving_press):
            if await handles(services, query):
                return
        await on_press(services, query)

    async def _message(self, services: Services, message: Message, *, edited: bool) -> None:
        if message.migrate_to_chat_id:
            await _moved(services, message.chat_id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id:
            await _moved(services, message.migrate_from_chat_id, message.chat_id)
        elif message.new_chat_title:
            await _renamed(services, message.chat_id, message.new_chat_title)
        elif await self._by_staff(services, message, edited=edited):
            return
        elif message.chat.type == ChatType.PRIVATE:
            await (on_edited if edited else on_message)(services, message)
        else:
            await on_group_message(services, message, self._bot, edited=edited)

    async def _by_staff(self, services: Services, message: Message, *, edited: bool) -> bool:
        """Whether it was a command of staff, their answer to somebody, what they were asked to type, or a file."""
        if not edited and await on_staff_command(services, message, self._bot):
            return True
        if await on_staff_draft(services, message):
            return True
        if await _is_of_staff(services, message) and await on_staff_reply(services, message, edited=edited):
            return True
        typed = not edited and is_staff(services, message)
        if typed and await on_dictated(services, message):
            return True
        if typed and (await on_new_entry(services, message) or await on_typed(services, message)):
            return True
        if not edited and await on_upload(services, message):
            return True
        return await on_late_reply(services, message)

    async def _report(self, services: Services, received: Received) -> None:
        """Tell the person that something is wrong, and staff what."""
        try:
            if received.lane > 0:
                sentences = services.sentences(await language_in(services, received.lane))
                await services.sender.say(received.lane, [escape(sentences.text("trouble"))])
            if services.staff_chat:
                words = services.sentences().text("staff-trouble", update=received.update_id)
                await services.sender.say(services.staff_chat, [escape(words)])
        except Revoked:
            raise
        except Exception:
            log.exception("trouble could not be reported")


async def _is_of_staff(services: Services, message: Message) -> bool:
    """Whether a message is in the chat of staff; asked anew where somebody of staff replies in another group."""
    person = message.from_user
    elsewhere = message.chat_id < 0 and message.chat_id != services.staff_chat
    if elsewhere and message.reply_to_message and person is not None and person.id in services.staff:
        await services.staff_room.refresh(services.database)
    return message.chat_id == services.staff_chat


async def _renamed(services: Services, chat: int, title: str) -> None:
    """A group that is known is called something else."""
    await services.database.run(lambda connection: chats.set_title(connection, chat, title))


async def _moved(services: Services, old: int, new: int) -> None:
    """Both groups tell of it. Staff learn once that a reply to what was asked before reaches nobody any more."""
    of_staff = old == services.staff_chat
    await services.sender.move(old, new)
    if of_staff and await services.database.run(lambda connection: relays.are_open(connection, old)):
        await services.sender.say(new, [escape(services.sentences().text("staff-moved"))])
