"""The pages of quiet hours and of the time zone in which they are counted. Pure functions of a view."""

from __future__ import annotations

import re

from bot.answers import zones
from bot.answers.reply import Paragraph
from bot.telegram_bot.links import short
from bot.telegram_bot.subscribing_view import Screen, View, screen, side_by_side
from bot.telegram_bot.wishes import Verb

PRESETS = ((22, 7), (20, 8))
"""Quiet hours that are offered at once."""
CITIES = 14
"""Cities on one page."""
OFF, FROM = "off", "from"
_PAGE = re.compile(r"([a-z]{1,12})\.([0-9]{1,3})")


def hours(start: int, end: int) -> str:
    """Minutes after midnight: 22:00–07:00."""
    return f"{start // 60:02}:{start % 60:02}–{end // 60:02}:{end % 60:02}"


def quiet(view: View, argument: str) -> Screen | None:
    """The hours at which nothing comes: some at once, others by two more pages."""
    if argument == FROM:
        return _hour(view, "quiet-from", "", None)
    if argument.isascii() and argument.isdecimal() and len(argument) < 3 and int(argument) < 24:
        return _hour(view, "quiet-until", f"{int(argument)}-", int(argument))
    if argument:
        return None
    text, wants = view.desk.sentences.text, view.subscriber.wants
    now = (wants.quiet_from, wants.quiet_until)
    offered = [(start * 60, end * 60) for start, end in PRESETS]
    if wants.quiet_from is not None and wants.quiet_until is not None and now not in offered:
        offered.append((wants.quiet_from, wants.quiet_until))
    rows = [
        [view.button(Verb.QUIET, hours(*one), f"{one[0] // 60}-{one[1] // 60}", ticked=one == now)] for one in offered
    ]
    loud = view.button(Verb.QUIET, text("button-no-quiet"), OFF, ticked=None in now)
    rows = [[loud], *rows, [view.button(Verb.QUIET, text("button-other-hours"), FROM)]]
    line = view.desk.sentences.line("quiet-choose", zone=view.city(view.zone), time=view.time)
    zone = [view.button(Verb.ZONE, text("button-zone"))]
    return screen([Paragraph(line)], [*rows, zone, [view.back()]])


def _hour(view: View, key: str, before: str, start: int | None) -> Screen:
    """The hours of a day, without the one at which the quiet begins."""
    buttons = [view.button(Verb.QUIET, f"{hour}:00", f"{before}{hour}") for hour in range(24) if hour != start]
    line = view.desk.sentences.line(key, time=f"{start or 0:02}:00")
    return screen([Paragraph(line)], [*side_by_side(buttons, 4), [view.back(Verb.QUIET)]])


def zone(view: View, _: str = "") -> Screen:
    """The organiser's zone and the one that holds; then the parts of the world."""
    offered = [view.button(Verb.ZONE, view.city(one), one, ticked=one == view.zone) for one in _usual(view)]
    parts = [view.button(Verb.REGION, name, f"{part}.0") for part, name in zones.regions(view.desk.naming.locale)]
    line = view.desk.sentences.line("zone-choose", zone=view.city(view.zone), time=view.time)
    return screen([Paragraph(line)], [*([one] for one in offered), *side_by_side(parts), [view.back(Verb.QUIET)]])


def _usual(view: View) -> list[str]:
    return list(dict.fromkeys([view.organiser_zone, view.zone]))


def region(view: View, argument: str) -> Screen | None:
    """Some cities of a part of the world."""
    found = _PAGE.fullmatch(argument)
    if found is None or found[1] not in zones.REGIONS:
        return None
    part, number, cities = found[1], int(found[2]), zones.cities(view.desk, found[1])
    shown = cities[number * CITIES : (number + 1) * CITIES]
    if not shown:
        return None
    buttons = [view.button(Verb.ZONE, view.city(one), one, ticked=one == view.zone) for one in shown]
    text = view.desk.sentences.text
    turns = [view.button(Verb.REGION, text("button-back"), f"{part}.{number - 1}") if number else view.back(Verb.ZONE)]
    if (number + 1) * CITIES < len(cities):
        turns.append(view.button(Verb.REGION, text("button-more"), f"{part}.{number + 1}"))
    line = view.desk.sentences.line("zone-city")
    return screen([Paragraph(line)], [*side_by_side(buttons), turns])


def which_zone(view: View, typed: str, found: zones.Found) -> Screen:
    """The zones that somebody may have meant; where there are none, the way to find one."""
    key = "zone-which" if found.sure else "zone-like" if found.zones else "zone-unknown"
    line = view.desk.sentences.line(key, name=short(typed))
    rows = side_by_side([view.button(Verb.ZONE, view.city(one), one) for one in found.zones])
    return screen([Paragraph(line)], [*rows, [view.button(Verb.ZONE, view.desk.sentences.text("button-zone"))]])
