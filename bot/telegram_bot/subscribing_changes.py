"""A wish about announcements -> what is written. It may have been made up, so it is checked to the last letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from bot.answers.zones import is_zone
from bot.storage import chats, departures, preferences, reminders, subscriptions
from bot.storage.database import Connection
from bot.storage.preferences import LostTopic, Preferences
from bot.telegram_bot.group_hearing import GENERAL
from bot.telegram_bot.subscribing_hours import OFF
from bot.telegram_bot.subscribing_pages import ANY, HERE, MOST, THERE
from bot.telegram_bot.subscribing_view import View
from bot.telegram_bot.wishes import Verb, Wish, marked, signed

Change = Callable[[Connection], object]
DAY = 24 * 3600.0
PAUSES = {"week": 7 * DAY, "month": 30 * DAY, "open": None}
"""For how long nothing comes, in seconds; None: until it is taken up again."""
_HOURS = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")


def change_of(view: View, wish: Wish) -> Change | None:
    """What is written for a wish; None for one that only shows a page, or that there is not.

    Done twice it is as if it were done once.
    """
    if wish.verb is Verb.STOP:
        return lambda connection: departures.leave(connection, view.chat, view.now)
    if wish.verb is Verb.UNDO:
        return lambda connection: departures.come_back(connection, view.chat, view.now)
    make = _CHANGES.get(wish.verb)
    return make(view, wish.argument) if make and wish.argument else None


def after(wish: Wish) -> Wish:
    """The page that is shown once a wish is fulfilled."""
    stays = wish.verb in (Verb.NEWS, Verb.REMINDERS, Verb.WHERE, Verb.STOP)
    verb = Verb.WHERE if wish.verb is Verb.LOST else wish.verb if stays else Verb.MAIN
    return Wish(verb, chat=wish.chat)


def _program(view: View, argument: str, known: Iterable[str]) -> tuple[bool, str] | None:
    """Whether a programme is wanted, and which; one that is not in the knowledge any more can be dropped."""
    found = signed(argument)
    if found is None:
        return None
    wanted, mark = found
    program = marked(mark, [*view.desk.catalogue.programs, *(() if wanted else known)])
    return None if program is None else (wanted, program)


def _news(view: View, argument: str) -> Change | None:
    """All and some exclude each other: who has all and chooses one gets that one."""
    all_ = signed(argument) if len(argument) == 1 else None
    found = all_ or _program(view, argument, view.subscriber.programs)
    if found is None:
        return None
    wanted, program = found

    def save(connection: Connection) -> None:
        if not wanted:
            subscriptions.remove(connection, view.chat, program)
            return
        before = subscriptions.of(connection, view.chat)
        if program == subscriptions.ALL or subscriptions.ALL in before:
            subscriptions.clear(connection, view.chat)
        subscriptions.add(connection, view.chat, program, view.now)
        departures.forget(connection, view.chat)
        _begin(connection, view)

    return save


def _begin(connection: Connection, view: View) -> None:
    """What goes without saying at the first choice: the language of who chooses, and the topic in which they do."""
    held = preferences.of(connection, view.chat)
    chosen: dict[str, Any] = {}
    if not held.language and not view.subscriber.chat.language:
        chosen["language"] = view.language
    if held == Preferences(view.chat) and view.topic not in (None, GENERAL):
        chosen["topic"] = view.topic
    if chosen:
        preferences.change(connection, view.chat, view.now, **chosen)


def _reminders(view: View, argument: str) -> Change | None:
    found = _program(view, argument, view.subscriber.reminded) if view.is_private else None
    return None if found is None else reminding(view.chat, *found, view.language, view.now)


def reminding(chat: int, wanted: bool, program: str, language: str, now: float) -> Change:
    """Remind of a programme, or no longer; in the language in which it was asked for, where none was ever chosen."""
    if not wanted:
        return lambda connection: reminders.remove(connection, chat, program)

    def save(connection: Connection) -> None:
        reminders.add(connection, chat, program, now)
        if not preferences.of(connection, chat).language and not chats.language(connection, chat):
            preferences.change(connection, chat, now, language=language)

    return save


def _language(view: View, argument: str) -> Change | None:
    return _set(view, language=argument) if argument in view.languages else None


def _where(view: View, argument: str) -> Change | None:
    if view.topic is None or argument not in (HERE, THERE):
        return None
    return _set(view, topic=view.topic if argument == HERE and view.topic != GENERAL else None)


def _lost(view: View, argument: str) -> Change | None:
    known = {one.value: one for one in LostTopic}
    return _set(view, lost_topic=known[argument]) if argument in known and view.topic is not None else None


def _quiet(view: View, argument: str) -> Change | None:
    if argument == OFF:
        return _set(view, quiet_from=None, quiet_until=None)
    found = _HOURS.fullmatch(argument)
    start, end = map(int, found.groups()) if found else (0, 0)
    if start == end or max(start, end) > 23:
        return None
    return _set(view, quiet_from=start * 60, quiet_until=end * 60)


def _zone(view: View, argument: str) -> Change | None:
    return _set(view, zone=argument) if is_zone(argument) else None


def _most(view: View, argument: str) -> Change | None:
    if argument == ANY:
        return _set(view, weekly_most=None)
    return _set(view, weekly_most=int(argument)) if argument in map(str, MOST) else None


def _pause(view: View, argument: str) -> Change | None:
    if argument == OFF:
        return _set(view, paused=False, paused_until=None)
    if argument not in PAUSES:
        return None
    length = PAUSES[argument]
    return _set(view, paused=True, paused_until=None if length is None else view.now + length)


def _set(view: View, **chosen: Any) -> Change:
    return lambda connection: preferences.change(connection, view.chat, view.now, **chosen)


_CHANGES: dict[Verb, Callable[[View, str], Change | None]] = {
    Verb.NEWS: _news,
    Verb.REMINDERS: _reminders,
    Verb.LANGUAGE: _language,
    Verb.WHERE: _where,
    Verb.LOST: _lost,
    Verb.QUIET: _quiet,
    Verb.ZONE: _zone,
    Verb.MOST: _most,
    Verb.PAUSE: _pause,
}
