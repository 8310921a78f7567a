"""What administrators of a group say about its announcements; others are told that they cannot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.answers import zones
from bot.storage import chats, departures, subscribers
from bot.storage.database import Connection
from bot.storage.subscribers import Subscriber
from bot.telegram_bot.group_answers import GroupCall
from bot.telegram_bot.group_hearing import thread_of, topic_of
from bot.telegram_bot.group_settings import show_settings
from bot.telegram_bot.links import Kind
from bot.telegram_bot.subscribing_changes import Change, change_of
from bot.telegram_bot.subscribing_hours import which_zone
from bot.telegram_bot.subscribing_pages import page_of
from bot.telegram_bot.subscribing_view import Screen, View, view_of
from bot.telegram_bot.wishes import Verb, Wish

FOR_ONESELF = ("subscribe", "unsubscribe")
"""What people may have meant for themselves, and can do in private."""


async def subscribe(call: GroupCall) -> None:
    """Choose of which programmes the group hears."""
    await _say(call, page_of(await _view(call), Wish(Verb.NEWS)))


async def unsubscribe(call: GroupCall) -> None:
    """The group hears no more; one press brings it back."""
    now = call.services.now()
    view = await _view(call, lambda connection: departures.leave(connection, call.group.chat, now))
    await _say(call, page_of(view, Wish(Verb.STOP)))


async def timezone(call: GroupCall) -> None:
    """The zone of the group's quiet hours: chosen, or typed behind the command."""
    view = await _view(call)
    if not call.text:
        await _say(call, page_of(view, Wish(Verb.ZONE)))
        return
    found = zones.find(view.desk, call.text, view.now)
    if not found.sure or len(found.zones) > 1:
        await _say(call, which_zone(view, call.text, found))
        return
    view = await _view(call, change_of(view, Wish(Verb.ZONE, found.zones[0])))
    await call.tell("zone-set", zone=view.city(view.zone), time=view.time)


async def refuse(call: GroupCall, command: str) -> None:
    """Say that only administrators can; who wanted it for themselves is shown where that is."""
    link = call.link("button-privately", Kind.SUBSCRIBE) if command in FOR_ONESELF else []
    await call.tell("group-only-admins", link)


async def _view(call: GroupCall, change: Change | None = None) -> View:
    """The group's announcements, after a change."""
    group, now = call.group, call.services.now()

    def work(connection: Connection) -> Subscriber:
        if change is not None:
            chats.seen(connection, group.chat, group.kind, now, title=call.message.chat.title)
            change(connection)
        return subscribers.find(connection, group.chat, group.kind)

    held = await call.services.database.run(work)
    return view_of(call.services, held, call.language, topic=topic_of(call.message))


async def _say(call: GroupCall, page: Screen | None) -> None:
    """In reply, where the command was given."""
    if page is not None:
        message = call.message
        await call.services.sender.say(
            message.chat_id, [page.text], page.keyboard, reply_to=message.message_id, topic=thread_of(message)
        )


OF_ADMINISTRATORS: dict[str, Callable[[GroupCall], Awaitable[None]]] = {
    "settings": show_settings,
    "language": show_settings,
    "subscribe": subscribe,
    "unsubscribe": unsubscribe,
    "timezone": timezone,
}
"""The commands of group_commands.SETTINGS."""
