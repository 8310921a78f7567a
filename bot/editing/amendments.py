"""Small edits without a file: which fields of the knowledge may be changed by typing, and what becomes of the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.editing import typed
from bot.editing.proposal import Changed
from bot.errors import BotError
from bot.knowledge.amending import amended
from bot.knowledge.document import Trail
from bot.knowledge.files import shown
from bot.knowledge.loaded import Key
from bot.knowledge.localising import SOURCE
from bot.knowledge.placing import Placed, phrasings_at, record_at, text_at
from bot.knowledge.removing import removed

ENTRY, PROGRAM, EDITION = "entry", "program", "edition"


class Field(StrEnum):
    """What may be changed; buttons carry the values."""

    ANSWER = "answer"
    PHRASING = "phrasing"
    """One more way in which people ask for an entry, or one less."""
    DATES = "dates"
    """The first and the last day of an edition, together."""
    START = "start"
    END = "end"
    WINDOW = "window"
    """When applying begins and ends, together."""
    OPENS = "opens"
    CLOSES = "closes"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Way:
    """How a field is changed."""

    of: tuple[str, ...]
    """The kinds of record that have it."""
    read: Callable[[str], Sequence[str]]
    """What was typed -> a text for each of the trails; BotError for what is none."""
    trails: tuple[Trail, ...] = ()
    """From the record to the values; none for what stands in a place of its own per language."""
    removed: Trail = ()
    """What is taken away; nothing can be where it is empty."""
    spoken: bool = False
    """Whether there is one per language."""


_OPENS, _CLOSES, _LINK = (("application", name) for name in ("opens", "closes", "link"))
_HELD = (EDITION, PROGRAM)
WAYS: dict[Field, Way] = {
    Field.ANSWER: Way((ENTRY,), typed.text, spoken=True),
    Field.PHRASING: Way((ENTRY,), typed.line, spoken=True),
    Field.DATES: Way((EDITION,), typed.days, (("start",), ("end",))),
    Field.START: Way((EDITION,), typed.day, (("start",),)),
    Field.END: Way((EDITION,), typed.day, (("end",),), removed=("end",)),
    Field.WINDOW: Way(_HELD, typed.window, (_OPENS, _CLOSES), removed=("application",)),
    Field.OPENS: Way(_HELD, typed.day, (_OPENS,)),
    Field.CLOSES: Way(_HELD, typed.moment, (_CLOSES,)),
    Field.LINK: Way(_HELD, typed.link, (_LINK,), removed=_LINK),
}
"""Every field, in the order in which it is offered."""


def kind_of(record: Key) -> str:
    """Which kind of record a key names: ("entries", id), ("programs", id), ("programs", id, "editions", id)."""
    if record[0] == "entries":
        return ENTRY
    return EDITION if len(record) == 4 else PROGRAM


def fields_of(record: Key) -> tuple[Field, ...]:
    """What may be changed in a record."""
    return tuple(field for field, way in WAYS.items() if kind_of(record) in way.of)


def present(folder: Path, record: Key, field: Field, language: str = SOURCE) -> tuple[str, ...]:
    """What stands there now, value by value, as it is written; phrasings each. BotError where the record is gone."""
    values = [one.value for one in _places(folder, record, field, language)]
    found = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return tuple(one for one in found if isinstance(one, str) and one)


def changed(folder: Path, record: Key, field: Field, text: str, language: str = SOURCE) -> Changed:
    """The file with what somebody typed; nothing is written. BotError where it cannot be read as what stands there."""
    texts = WAYS[field].read(text)
    places = _places(folder, record, field, language)
    if field is Field.PHRASING:
        places = (_new_phrasing(folder, places[0], texts[0]),)
    if field in (Field.OPENS, Field.CLOSES, Field.LINK) and _holder(places[0]).value is None:
        raise BotError("there is no application window yet; type its first and its last day together")
    data = places[0].data
    for place, new in zip(places, texts, strict=True):
        data = amended(data, _named(folder, place), place.trail, new)
    return _changed(folder, places[0], data)


def without(folder: Path, record: Key, field: Field, language: str = SOURCE, phrasing: str = "") -> Changed:
    """The file without the field; of the phrasings, without that one. BotError where it cannot be left out."""
    if field is Field.PHRASING:
        place = _phrasing(_places(folder, record, field, language)[0], phrasing)
    elif WAYS[field].removed:
        place = record_at(folder, record).below(*WAYS[field].removed)
    else:
        raise BotError(f"'{field}' has to be there; change it instead")
    if place.value is None:
        raise BotError(f"there is nothing to remove; {'/'.join(map(str, record))} has no '{field}'")
    return _changed(folder, place, removed(place.data, _named(folder, place), place.trail))


def _places(folder: Path, record: Key, field: Field, language: str) -> tuple[Placed, ...]:
    """Where the values of a field stand, or would stand."""
    if field is Field.ANSWER:
        return (text_at(folder, (*record, "answer"), language),)
    if field is Field.PHRASING:
        return (phrasings_at(folder, str(record[1]), language),)
    there = record_at(folder, record)
    return tuple(there.below(*trail) for trail in WAYS[field].trails)


def _holder(place: Placed) -> Placed:
    return Placed(place.path, place.data, place.document, place.trail[:-1])


def _new_phrasing(folder: Path, phrasings: Placed, text: str) -> Placed:
    """The place behind the last one."""
    there = list(phrasings.items())
    for one in there:
        if str(one.value).casefold() == text.casefold():
            raise BotError(f"{text!r} is there already: {_named(folder, one)}:{one.position.line}")
    return phrasings.below(len(there))


def _phrasing(phrasings: Placed, text: str) -> Placed:
    there = list(phrasings.items())
    found = next((one for one in there if one.value == text), None)
    if found is None:
        raise BotError(f"{text!r} is not there any more")
    if len(there) == 1:
        raise BotError(f"{text!r} is the only one in its language; add another one first")
    return found


def _named(folder: Path, place: Placed) -> str:
    return shown(place.path.relative_to(folder))


def _changed(folder: Path, place: Placed, data: bytes) -> Changed:
    return Changed(place.path.relative_to(folder).as_posix(), place.data, data)
