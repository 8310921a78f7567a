"""Pressed buttons of the pages on announcements: who may press is asked each time, then one page follows another."""

from __future__ import annotations

from telegram import CallbackQuery, Message, User
from telegram.constants import ChatType

from bot.storage import chats, subscribers
from bot.storage.chats import Chat
from bot.storage.database import Connection
from bot.storage.subscribers import Subscriber
from bot.telegram_bot.channels import channels_screen
from bot.telegram_bot.floods import Verdict
from bot.telegram_bot.group_hearing import Speaker, topic_of
from bot.telegram_bot.group_settings import Page, leads
from bot.telegram_bot.payloads import Does, unpack
from bot.telegram_bot.press import Press
from bot.telegram_bot.services import Services
from bot.telegram_bot.speaking import language_in
from bot.telegram_bot.subscribing_changes import after, change_of
from bot.telegram_bot.subscribing_pages import page_of
from bot.telegram_bot.subscribing_view import CHANNEL, Screen, View, view_of
from bot.telegram_bot.wishes import Verb, Wish, read

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


async def on_subscribing_press(services: Services, query: CallbackQuery) -> bool:
    """Do what a button of these pages says; False for a button that is none of theirs."""
    found = unpack(query.data)
    if found is None or found[0] is not Does.SUBSCRIBE:
        return False
    said, language = await _pressed(services, query)
    await services.sender.acknowledge(query.id, services.sentences(language).text(said) if said else None)
    return True


async def _pressed(services: Services, query: CallbackQuery) -> tuple[str, str]:
    """The sentence to show above the chat, or none, and its language."""
    wish, message, person = read(query.data), query.message, query.from_user
    client = services.language(person.language_code)
    if wish is None or not isinstance(message, Message) or not message.is_accessible:
        return "outdated", client
    language = await spoken_in(services, message, person)
    if services.presses.judge(person.id) is not Verdict.HEARD:
        return "question-too-fast", language
    refused = await _refused(services, query, message, wish)
    if refused:
        return refused, language
    press = Press(services, query, wish.argument, message, language)
    if wish.verb in (Verb.CHANNELS, Verb.GROUP, Verb.DONE):
        return await _leaves_page(press, wish), language
    return await _chosen(press, wish), language


async def spoken_in(services: Services, message: Message, person: User) -> str:
    """The language of a page: a person's own in private; in a group or a channel the one that is set there."""
    if message.chat.type == ChatType.PRIVATE:
        return await language_in(services, message.chat_id, person.language_code)
    chosen = await services.database.run(lambda connection: chats.language(connection, message.chat_id))
    return services.language(chosen, person.language_code)


async def _refused(services: Services, query: CallbackQuery, message: Message, wish: Wish) -> str:
    """Why somebody may not choose, as the name of a sentence; empty where they may.

    In a channel everybody sees the buttons, and what a channel is told from a private chat could be made up, so for
    channels Telegram is asked at each press.
    """
    bot, who = query.get_bot(), Speaker(query.from_user.id)
    if message.chat.type == ChatType.PRIVATE:
        if not wish.chat or wish.chat == message.chat_id:
            return ""
        known = await services.database.run(lambda connection: chats.find(connection, wish.chat))
        if known is None or known.kind != CHANNEL:
            return "outdated"
        return "" if await leads(services, wish.chat, who, bot, fresh=True) else "channel-only-admins"
    if wish.chat not in (0, message.chat_id):
        return "outdated"
    if message.chat.type in GROUPS:
        return "" if await leads(services, message.chat_id, who, bot) else "group-only-admins"
    return "" if await leads(services, message.chat_id, who, bot, fresh=True) else "channel-only-admins"


async def _leaves_page(press: Press, wish: Wish) -> str:
    """What leads away from these pages: to the channels of a person, to the settings of a group, to nothing."""
    services, message = press.services, press.message
    if wish.verb is Verb.CHANNELS and message.chat.type == ChatType.PRIVATE:
        found = await channels_screen(services, press.person, press.language, press.query.get_bot())
        await press.edit(found.text, found.keyboard)
    elif wish.verb is Verb.GROUP and message.chat.type in GROUPS:
        group = await services.database.run(lambda connection: chats.find(connection, press.chat))
        group = group or Chat(press.chat, message.chat.type, "", "", None, reachable=True)
        page = Page(services, group, topic_of(message), press.language)
        await services.sender.edit(press.chat, message.message_id, page.texts()[0], page.keyboard())
    elif wish.verb is Verb.DONE and message.chat.type != ChatType.PRIVATE:
        await services.sender.delete(press.chat, message.message_id)
    else:
        return "outdated"
    return ""


async def _chosen(press: Press, wish: Wish) -> str:
    """Write what is chosen, and show the page that follows; or the page that is asked for."""
    services, message = press.services, press.message
    target, kind = wish.chat or press.chat, CHANNEL if wish.chat else message.chat.type
    before = await services.database.run(lambda connection: subscribers.find(connection, target, kind))
    view = _view(press, before)
    change, now = change_of(view, wish), services.now()
    if change is None:
        shown = page_of(view, wish)
        return await _show(press, shown)

    def save(connection: Connection) -> Subscriber:
        if target == press.chat:
            chats.seen(connection, target, kind, now, title=message.chat.title)
        change(connection)
        return subscribers.find(connection, target, kind)

    view = _view(press, await services.database.run(save))
    held = view.subscriber
    missed = wish.verb is Verb.UNDO and not held.programs and not held.reminded
    return await _show(press, page_of(view, after(wish))) or ("outdated" if missed else "group-saved")


def _view(press: Press, subscriber: Subscriber) -> View:
    return view_of(press.services, subscriber, press.language, here=press.chat, topic=topic_of(press.message))


async def _show(press: Press, shown: Screen | None) -> str:
    if shown is None:
        return "outdated"
    await press.edit(shown.text, shown.keyboard)
    return ""
