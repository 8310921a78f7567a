"""A file and the knowledge -> a play."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.knowledge.rehearsal import Kind, Listener, Rehearsal
from bot.rehearsal.play import Play, Scene
from bot.runtime import Service
from bot.telegram_bot.announcing.composing import of_file

HOUR = 3600.0


def staged(rehearsal: Rehearsal, service: Service, now: float) -> Play:
    """All that is needed; times are the organiser's where none are named."""
    zone = service.zone
    scenes = [Scene(one.id, of_file(one, zone)) for one in rehearsal.announcements]
    if rehearsal.begins is not None:
        begins = rehearsal.begins.replace(tzinfo=ZoneInfo(zone)).timestamp()
    else:
        begins = min([now, *(scene.draft.due - HOUR for scene in scenes if scene.draft.due)])
    listeners = list(_each(rehearsal.chats)) or list(_some_of_all(service.languages))
    return Play(listeners, scenes, begins, zone)


def _each(listeners: tuple[Listener, ...]) -> Iterator[Listener]:
    """Where there are several of a sort, each with a number."""
    for one in listeners:
        for number in range(1, one.count + 1):
            yield one if one.count == 1 else replace(one, name=f"{one.name} {number}")


def _some_of_all(languages: tuple[str, ...]) -> Iterator[Listener]:
    """One person for each language, and one chat of every other sort."""
    for code in languages:
        yield Listener(f"Somebody who reads {code}", language=code)
    for kind in (Kind.GROUP, Kind.FORUM, Kind.CHANNEL):
        yield Listener(f"A {kind}", kind=kind)
