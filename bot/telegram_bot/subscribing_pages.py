"""The pages on which somebody chooses announcements: each is few buttons, with a way back. Pure functions of a view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from bot.answers import dates
from bot.answers.dates import own_name
from bot.answers.reply import Bullets, Line, Paragraph
from bot.matching.compiling import FALLBACK
from bot.storage import subscriptions
from bot.storage.preferences import LostTopic
from bot.telegram_bot.group_hearing import GENERAL
from bot.telegram_bot.keyboards import Row
from bot.telegram_bot.subscribing_hours import OFF, hours, quiet, region, zone
from bot.telegram_bot.subscribing_view import CHANNEL, Screen, View, screen, side_by_side
from bot.telegram_bot.wishes import ADD, DROP, Verb, Wish, mark_of

MOST = (1, 2, 3, 5, 10)
"""Announcements in a week."""
HERE, THERE = "here", "general"
ANY = "any"


def page_of(view: View, wish: Wish) -> Screen | None:
    """The page that a wish leads to; None where there is none."""
    make = _PAGES.get(wish.verb)
    return make(view, wish.argument) if make else None


def _main(view: View, _: str = "") -> Screen:
    text, subscriber = view.desk.sentences.text, view.subscriber
    if subscriber.programs:
        pauses = view.button(Verb.PAUSE, text("button-pause"))
        if subscriber.is_paused(view.now):
            pauses = view.button(Verb.PAUSE, text("button-resume"), OFF)
        rows = [
            [view.button(Verb.NEWS, text("button-news"))],
            [view.button(Verb.QUIET, text("button-quiet")), view.button(Verb.MOST, text("button-most"))],
            [view.button(Verb.LANGUAGE, text("button-language")), pauses],
            [view.button(Verb.WHERE, text("button-where"))] if view.topic is not None else [],
            [view.button(Verb.STOP, text("button-stop"))],
        ]
    else:
        undo = [view.button(Verb.UNDO, text("button-undo"))] if subscriber.can_return else []
        rows = [[view.button(Verb.NEWS, text("button-news"))], undo]
    return screen([Paragraph(_title(view)), Bullets(tuple(_set(view)))], [*rows, _ways_out(view)])


def _title(view: View) -> Line:
    sentences = view.desk.sentences
    if view.is_elsewhere:
        return sentences.line("announcements-in", name=view.subscriber.chat.title)
    return sentences.line("announcements")


def _ways_out(view: View) -> Row:
    """To the other settings of a group, to the channels of a person; a page in a channel can be taken away."""
    text = view.desk.sentences.text
    if view.is_elsewhere:
        return [Wish(Verb.CHANNELS).button(text("button-back"))]
    if view.is_private:
        return [view.button(Verb.REMINDERS, text("button-reminders"))]
    if view.subscriber.chat.kind == CHANNEL:
        return [view.button(Verb.DONE, text("button-done"))]
    return [view.back(Verb.GROUP)]


def _set(view: View) -> Iterator[Line]:
    """What is set, a line each."""
    line, wants = view.desk.sentences.line, view.subscriber.wants
    yield _programs(view)
    if not view.subscriber.programs:
        if not view.is_private:
            yield line("news-not-before")
        return
    yield line("news-language", language=own_name(view.subscriber.language(FALLBACK)))
    if view.topic is not None:
        yield line({None: "news-general", _named(view.topic): "news-here"}.get(wants.topic, "news-elsewhere"))
    if wants.quiet_from is None or wants.quiet_until is None:
        yield line("news-loud")
    else:
        yield line("news-quiet", hours=hours(wants.quiet_from, wants.quiet_until), zone=view.city(view.zone))
    yield line("news-unlimited") if wants.weekly_most is None else line("news-most", number=wants.weekly_most)
    if view.subscriber.is_paused(view.now):
        yield _pause_line(view)


def _programs(view: View) -> Line:
    desk, programs = view.desk, view.subscriber.programs
    if subscriptions.ALL in programs:
        return desk.sentences.line("news-all")
    names = [desk.naming.program(one) for one in desk.catalogue.programs if one in programs]
    if not names:
        return desk.sentences.line("news-nothing")
    return desk.sentences.line("news-some", programs=desk.naming.list(names))


def _pause_line(view: View) -> Line:
    until = view.subscriber.wants.paused_until
    if until is None:
        return view.desk.sentences.line("news-paused")
    day = dt.datetime.fromtimestamp(until, ZoneInfo(view.zone)).date()
    return view.desk.sentences.line("news-paused-until", day=dates.day(day, view.desk.naming.locale))


def _named(topic: int | None) -> int | None:
    """A topic as it is kept: General has no number."""
    return None if topic == GENERAL else topic


def _of_programs(view: View, verb: Verb, chosen: frozenset[str], *, with_all: bool) -> list[Row]:
    """A button for each programme, those that are chosen with a tick."""
    desk = view.desk
    options = [(subscriptions.ALL, desk.sentences.text("subscribe-all"))] if with_all else []
    options += [(program, desk.naming.program(program)) for program in desk.catalogue.programs]
    return [
        [view.button(verb, label, f"{DROP if one in chosen else ADD}{mark_of(one)}", ticked=one in chosen)]
        for one, label in options
    ]


def _news(view: View, _: str = "") -> Screen:
    text = view.desk.sentences.text
    lead = [_title(view)] if view.is_elsewhere else []
    lines = [*lead, view.desk.sentences.line("subscribe-choose")]
    rows = _of_programs(view, Verb.NEWS, view.subscriber.programs, with_all=True)
    return screen(map(Paragraph, lines), [*rows, [view.button(Verb.MAIN, text("button-options"))]])


def _reminders(view: View, _: str = "") -> Screen | None:
    if not view.is_private:
        return None
    line = view.desk.sentences.line("reminders-choose")
    rows = _of_programs(view, Verb.REMINDERS, view.subscriber.reminded, with_all=False)
    return screen([Paragraph(line)], [*rows, [view.back()]])


def _language(view: View, _: str = "") -> Screen:
    now = view.subscriber.language(FALLBACK)
    buttons = [view.button(Verb.LANGUAGE, own_name(one), one, ticked=one == now) for one in view.languages]
    line = view.desk.sentences.line("news-language-choose")
    return screen([Paragraph(line)], [*side_by_side(buttons), [view.back()]])


def _where(view: View, _: str = "") -> Screen | None:
    if view.topic is None:
        return None
    text, wants = view.desk.sentences.text, view.subscriber.wants
    here = _named(view.topic)
    places = [view.button(Verb.WHERE, text("button-general"), THERE, ticked=wants.topic is None)]
    if here is not None:
        places.append(view.button(Verb.WHERE, text("button-here"), HERE, ticked=wants.topic == here))
    labels = {LostTopic.STOP: "button-lost-stop", LostTopic.GENERAL: "button-lost-general"}
    lost = [
        [view.button(Verb.LOST, text(label), one.value, ticked=wants.lost_topic is one)]
        for one, label in labels.items()
    ]
    line = view.desk.sentences.line("where-choose")
    return screen([Paragraph(line)], [places, *(lost if wants.topic is not None else []), [view.back()]])


def _most(view: View, _: str = "") -> Screen:
    text, now = view.desk.sentences.text, view.subscriber.wants.weekly_most
    buttons = [view.button(Verb.MOST, str(one), str(one), ticked=one == now) for one in MOST]
    unlimited = view.button(Verb.MOST, text("button-any-number"), ANY, ticked=now is None)
    line = view.desk.sentences.line("most-choose")
    return screen([Paragraph(line)], [buttons, [unlimited], [view.back()]])


def _pause(view: View, _: str = "") -> Screen:
    text = view.desk.sentences.text
    lines = [view.desk.sentences.line("pause-choose")]
    rows: list[Row] = []
    if view.subscriber.is_paused(view.now):
        lines.insert(0, _pause_line(view))
        rows.append([view.button(Verb.PAUSE, text("button-resume"), OFF)])
    labels = {"week": "button-week", "month": "button-month", "open": "button-until-resumed"}
    rows += [[view.button(Verb.PAUSE, text(label), one)] for one, label in labels.items()]
    return screen(map(Paragraph, lines), [*rows, [view.back()]])


def stopped(view: View, _: str = "") -> Screen:
    """Everything is off, and can be had back by one press."""
    text = view.desk.sentences.text
    undo = [view.button(Verb.UNDO, text("button-undo"))] if view.subscriber.can_return else []
    lead = [_title(view)] if view.is_elsewhere else []
    line = view.desk.sentences.line("unsubscribed" if view.is_private else "stopped-here")
    return screen(map(Paragraph, [*lead, line]), [[*undo, view.button(Verb.NEWS, text("button-choose"))]])


_PAGES: dict[Verb, Callable[[View, str], Screen | None]] = {
    Verb.MAIN: _main,
    Verb.NEWS: _news,
    Verb.REMINDERS: _reminders,
    Verb.LANGUAGE: _language,
    Verb.WHERE: _where,
    Verb.QUIET: quiet,
    Verb.ZONE: zone,
    Verb.REGION: region,
    Verb.MOST: _most,
    Verb.PAUSE: _pause,
    Verb.STOP: stopped,
}
