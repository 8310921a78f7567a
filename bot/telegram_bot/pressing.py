"""Pressed buttons: each is acknowledged, and does one thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message
from telegram.constants import ChatType

from bot.answers.browsing import about, question
from bot.answers.conversation import Conversation
from bot.answers.dates import own_name
from bot.answers.reply import Paragraph
from bot.storage import chats, phrases, preferences
from bot.storage.database import Connection
from bot.telegram_bot import judging
from bot.telegram_bot.asking import Asked, ask
from bot.telegram_bot.calendar import calendar_file, name_of
from bot.telegram_bot.call import show_leaf
from bot.telegram_bot.floods import Verdict
from bot.telegram_bot.payloads import Does, unpack
from bot.telegram_bot.personal import AUTO, language_keyboard
from bot.telegram_bot.press import Press
from bot.telegram_bot.reminding import remind
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services
from bot.telegram_bot.speaking import language_in
from bot.telegram_bot.turning import hide_sources, show_sources, turn


async def on_press(services: Services, query: CallbackQuery) -> None:
    """Do what the button says; one that is too old, not ours, or made up in a group says that it is no use."""
    found, message = unpack(query.data), query.message
    reachable = message is not None and message.is_accessible and message.chat.type == ChatType.PRIVATE
    if found is None or not reachable or not isinstance(message, Message):
        client = services.language(query.from_user.language_code)
        await services.sender.acknowledge(query.id, services.sentences(client).text("outdated"))
        return
    language = await language_in(services, message.chat_id, query.from_user.language_code)
    sentences = services.sentences(language)
    if services.presses.judge(query.from_user.id) is not Verdict.HEARD:
        await services.sender.acknowledge(query.id, sentences.text("question-too-fast"))
        return
    does, value = found
    said = await _DO[does](Press(services, query, value, message, language))
    await services.sender.acknowledge(query.id, sentences.text(said) if said else None)


async def _leaf(press: Press) -> str:
    services = press.services
    desk = services.desk(press.language)
    asked = question(desk, press.value)
    if asked is not None:
        before = Conversation(about(desk, press.value), language=press.language)
        await ask(
            services, Asked(press.chat, press.person, asked, press.message.message_id, before=before, chosen=True)
        )
        return ""
    shown = await show_leaf(services, press.chat, press.language, press.value, press.message.message_id)
    return "" if shown else "outdated"


async def _ask(press: Press) -> str:
    code, _, key = press.value.rpartition(".")
    own = press.services.offers.question(key, code) if code else None  # stands for itself, whatever was spoken of since
    text = own or await press.services.database.run(lambda connection: phrases.find(connection, key))
    if text is None:
        return "outdated"
    before = Conversation(language=code) if own else None
    asked = Asked(press.chat, press.person, text, press.message.message_id, before=before, chosen=True)
    await ask(press.services, asked)
    return ""


async def _calendar(press: Press) -> str:
    services = press.services
    desk = services.desk(press.language)
    held = desk.catalogue.by_id.get(press.value)
    if held is None or held.edition.start is None:
        return "outdated"
    stamp = dt.datetime.fromtimestamp(services.now(), dt.UTC)
    content = calendar_file(held, desk.naming, stamp)
    await services.sender.document(press.chat, name_of(held), content, desk.naming.edition(held))
    return ""


async def _language(press: Press) -> str:
    services, code = press.services, press.value
    if code not in (AUTO, *services.languages):
        return "outdated"
    kept = "" if code == AUTO else code
    now = services.now()

    def save(connection: Connection) -> None:
        before = chats.language(connection, press.chat)
        chats.seen(connection, press.chat, "private", now)
        chats.set_language(connection, press.chat, kept)
        preferences.follow(connection, press.chat, before, kept, now)

    await services.database.run(save)
    await services.sender.buttons(
        press.chat, press.message.message_id, language_keyboard(services, kept, kept or press.language)
    )
    sentences = services.sentences(kept or press.language)
    said = sentences.line("language-set", language=own_name(code)) if kept else sentences.line("language-set-auto")
    await services.sender.say(press.chat, messages([Paragraph(said)]))
    return ""


_DO: dict[Does, Callable[[Press], Awaitable[str]]] = {
    Does.LEAF: _leaf,
    Does.ASK: _ask,
    Does.PAGE: turn,
    Does.SOURCES: show_sources,
    Does.HIDE: hide_sources,
    Does.NONE: judging.none_of_these,
    Does.HELPFUL: judging.helpful,
    Does.NOT_HELPFUL: judging.not_helpful,
    Does.FORWARD: judging.forwarded,
    Does.CALENDAR: _calendar,
    Does.LANGUAGE: _language,
    Does.REMIND: remind,
}
"""What each button does; the result names the sentence that Telegram shows above the chat, or is empty."""
