"""Pressed buttons: each is acknowledged, and does one thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message
from telegram.constants import ChatType

from bot.answers.browsing import about, question
from bot.answers.composing.shared import contacts
from bot.answers.conversation import Conversation
from bot.answers.reply import Paragraph
from bot.storage import chats, phrases, questions, subscriptions
from bot.storage.database import Connection
from bot.telegram_bot.asking import Asked, ask
from bot.telegram_bot.calendar import calendar_file, name_of
from bot.telegram_bot.call import show_leaf
from bot.telegram_bot.floods import Verdict
from bot.telegram_bot.keyboards import forwarding
from bot.telegram_bot.payloads import Does, unpack
from bot.telegram_bot.personal import AUTO, language_keyboard, own_name, subscription_keyboard
from bot.telegram_bot.press import Press
from bot.telegram_bot.relaying import forward
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.services import Services
from bot.telegram_bot.turning import hide_sources, show_sources, turn


async def on_press(services: Services, query: CallbackQuery) -> None:
    """Do what the button says; one that is too old, not ours, or made up in a group says that it is no use."""
    found, message = unpack(query.data), query.message
    reachable = message is not None and message.is_accessible and message.chat.type == ChatType.PRIVATE
    if found is None or not reachable or not isinstance(message, Message):
        await services.sender.acknowledge(query.id, services.sentences().text("outdated"))
        return
    if services.presses.judge(query.from_user.id) is not Verdict.HEARD:
        await services.sender.acknowledge(query.id, services.sentences().text("question-too-fast"))
        return
    does, value = found
    said = await _DO[does](Press(services, query, value, message))
    await services.sender.acknowledge(query.id, services.sentences().text(said) if said else None)


async def _leaf(press: Press) -> str:
    services = press.services
    desk = services.assistant.desk(services.today())
    asked = question(desk, press.value)
    if asked is not None:
        before = Conversation(about(desk, press.value))
        await ask(services, Asked(press.chat, press.person, asked, press.message.message_id, before=before))
        return ""
    shown = await show_leaf(services, press.chat, press.value, press.message.message_id)
    return "" if shown else "outdated"


async def _ask(press: Press) -> str:
    own = press.services.offers.question(press.value)  # stands for itself, whatever was spoken of since
    text = own or await press.services.database.run(lambda connection: phrases.find(connection, press.value))
    if text is None:
        return "outdated"
    before = Conversation() if own else None
    await ask(press.services, Asked(press.chat, press.person, text, press.message.message_id, before=before))
    return ""


async def _judge(press: Press, verdict: str) -> bool:
    who = press.services.who(press.person)
    return await press.services.database.run(lambda c: questions.judge(c, press.number, who, verdict))


async def _helpful(press: Press) -> str:
    if not await _judge(press, "helpful"):
        return "outdated"
    await press.close(Does.HELPFUL, Does.NOT_HELPFUL)
    return "thanks"


async def _not_helpful(press: Press) -> str:
    if not await _judge(press, "not-helpful"):
        return "outdated"
    await press.close(Does.HELPFUL, Does.NOT_HELPFUL)
    await _offer_help(press)
    return "thanks"


async def _none(press: Press) -> str:
    if not await _judge(press, "none-of-these"):
        return "outdated"
    await press.close()
    await _offer_help(press)
    return ""


async def _offer_help(press: Press) -> None:
    """Whom to ask, and the way to staff."""
    services = press.services
    desk = services.assistant.desk(services.today())
    organiser = desk.catalogue.facts.organiser
    people = contacts(desk, organiser.contacts, "none-of-these") if organiser else ()
    keyboard = forwarding(desk.sentences, press.number) if services.relays else None
    await services.sender.say(press.chat, messages(people), keyboard)


async def _forward(press: Press) -> str:
    """It counts as forwarded only once it is: a kill in between brings it to staff twice rather than never."""
    services, who, number = press.services, press.services.who(press.person), press.number
    text, done = await services.database.run(
        lambda c: (questions.text_of(c, number, who), questions.is_judged(c, number, who, "forwarded"))
    )
    if text is None or done:
        return "outdated"
    sent = await forward(services, press.chat, press.message.message_id, text)
    await _judge(press, "forwarded")
    await press.close()
    await press.say("forwarded" if sent else "not-forwarded")
    return ""


async def _calendar(press: Press) -> str:
    services = press.services
    desk = services.assistant.desk(services.today())
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
        chats.seen(connection, press.chat, "private", now)
        chats.set_language(connection, press.chat, kept)

    await services.database.run(save)
    await services.sender.buttons(press.chat, press.message.message_id, language_keyboard(services, kept))
    sentences = services.sentences()
    said = sentences.line("language-set", language=own_name(code)) if kept else sentences.line("language-set-auto")
    await services.sender.say(press.chat, messages([Paragraph(said)]))
    return ""


async def _subscribe(press: Press) -> str:
    services, program = press.services, press.value
    if program and program not in services.assistant.catalogue.programs:
        return "outdated"
    now = services.now()

    def toggle(connection: Connection) -> frozenset[str]:
        subscriptions.toggle(connection, press.chat, program, now)
        return subscriptions.of(connection, press.chat)

    wanted = await services.database.run(toggle)
    await services.sender.buttons(press.chat, press.message.message_id, subscription_keyboard(services, wanted))
    return ""


_DO: dict[Does, Callable[[Press], Awaitable[str]]] = {
    Does.LEAF: _leaf,
    Does.ASK: _ask,
    Does.PAGE: turn,
    Does.SOURCES: show_sources,
    Does.HIDE: hide_sources,
    Does.NONE: _none,
    Does.HELPFUL: _helpful,
    Does.NOT_HELPFUL: _not_helpful,
    Does.FORWARD: _forward,
    Does.CALENDAR: _calendar,
    Does.LANGUAGE: _language,
    Does.SUBSCRIBE: _subscribe,
}
"""What each button does; the result names the sentence that Telegram shows above the chat, or is empty."""
