"""Commands of a private chat on announcements: what to hear of, when, and no more of it."""

from __future__ import annotations

from bot.answers import zones
from bot.answers.dates import own_name
from bot.answers.reply import Paragraph
from bot.storage import chats, departures, subscribers, subscriptions
from bot.storage.database import Connection
from bot.storage.subscribers import Subscriber
from bot.telegram_bot.call import Call
from bot.telegram_bot.keyboards import Keyboard
from bot.telegram_bot.rendering import messages
from bot.telegram_bot.subscribing_changes import change_of
from bot.telegram_bot.subscribing_hours import which_zone
from bot.telegram_bot.subscribing_pages import page_of
from bot.telegram_bot.subscribing_view import PRIVATE, Screen, View, view_of
from bot.telegram_bot.wishes import Verb, Wish


async def subscribe(call: Call) -> None:
    """Choose of which programmes to hear."""
    await _show(call, Verb.NEWS)


async def reminders(call: Call) -> None:
    """Choose of which programmes to be reminded."""
    await _show(call, Verb.REMINDERS)


async def unsubscribe(call: Call) -> None:
    """No more announcements; one press brings them back."""
    now = call.services.now()

    def leave(connection: Connection) -> Subscriber:
        departures.leave(connection, call.chat, now)
        return subscribers.find(connection, call.chat, PRIVATE)

    held = await call.services.database.run(leave)
    await _say(call, page_of(_view(call, held), Wish(Verb.STOP)))


async def timezone(call: Call) -> None:
    """The zone of the quiet hours: chosen, or typed behind the command."""
    view = _view(call, await _held(call))
    if not call.argument:
        await _say(call, page_of(view, Wish(Verb.ZONE)))
        return
    found = zones.find(view.desk, call.argument, view.now)
    if not found.sure or len(found.zones) > 1:
        await _say(call, which_zone(view, call.argument, found))
        return
    change = change_of(view, Wish(Verb.ZONE, found.zones[0]))
    assert change is not None, "what is found can be set"

    def save(connection: Connection) -> Subscriber:
        chats.seen(connection, call.chat, PRIVATE, view.now)
        change(connection)
        return subscribers.find(connection, call.chat, PRIVATE)

    now = _view(call, await call.services.database.run(save))
    await call.say("zone-set", zone=now.city(now.zone), time=now.time)


async def settings(call: Call) -> None:
    """What is set in this chat, and the ways to change it."""
    services = call.services
    held, knows_channels = await services.database.run(
        lambda c: (subscribers.find(c, call.chat, PRIVATE), bool(chats.channels(c, 1)))
    )
    desk = services.desk(call.language)
    names = [desk.naming.program(one) for one in desk.catalogue.programs if one in held.programs]
    programs = desk.sentences.text("settings-all" if subscriptions.ALL in held.programs else "settings-none")
    shown = desk.naming.list(names) if names and subscriptions.ALL not in held.programs else programs
    spoken = own_name(held.chat.language) if held.chat.language else desk.sentences.text("language-auto")
    line = desk.sentences.line("settings", language=spoken, programs=shown)
    buttons = {Verb.MAIN: "button-announcements", Verb.REMINDERS: "button-reminders"}
    if knows_channels:
        buttons[Verb.CHANNELS] = "button-channels"
    keyboard = Keyboard([[Wish(verb).button(desk.sentences.text(label))] for verb, label in buttons.items()])
    await services.sender.say(call.chat, messages([Paragraph(line)]), keyboard)


async def _held(call: Call) -> Subscriber:
    return await call.services.database.run(lambda connection: subscribers.find(connection, call.chat, PRIVATE))


def _view(call: Call, held: Subscriber) -> View:
    return view_of(call.services, held, call.language)


async def _show(call: Call, verb: Verb) -> None:
    await _say(call, page_of(_view(call, await _held(call)), Wish(verb)))


async def _say(call: Call, page: Screen | None) -> None:
    if page is not None:
        await call.services.sender.say(call.chat, [page.text], page.keyboard)
