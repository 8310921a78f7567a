"""The names and texts that a language pack brings for the facts, put where the facts have theirs.

A place of the facts is written as the way to it: ``cities/seoul`` has names, ``programs/seoul-program/about`` a text,
``programs/joint-workshop/editions/2018/topics/0/title`` the title of the first topic there. Things with an id stand
under it, others under their number in the list, from 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, fields, is_dataclass, replace
from functools import cache
from typing import Any, cast

from bot.knowledge.language import LanguagePack
from bot.knowledge.model import Facts
from bot.knowledge.wording import digest

SOURCE = "en"
"""The language in which the facts are written first."""

_NAMES, _TEXTS, _MANY_TEXTS = "Names", "Texts", "tuple[Texts, ...]"
_WITH_THEIR_OWN = frozenset({"announcements"})
"""What has all its languages beside it."""

Rewrite = Callable[[str, str, dict[str, Any]], dict[str, Any]]
"""Place, kind of field and what stands there -> what stands there instead."""


def localised(facts: Facts, pack: LanguagePack) -> Facts:
    """The facts with the pack's names and texts in its language; what it does not have stays as it is.

    A text whose English says something else since it was compared is left out: it may tell what is not true any more.
    """
    language = pack.language or SOURCE

    def rewrite(place: str, kind: str, found: dict[str, Any]) -> dict[str, Any]:
        own = pack.names.get(place) if kind == _NAMES else _text(pack, place, found.get(SOURCE))
        return {**found, language: own} if own else found

    facts = _rewritten(facts, "", rewrite)
    entries = tuple(
        replace(entry, questions={**entry.questions, language: pack.questions[entry.id]})
        if entry.id in pack.questions
        else entry
        for entry in facts.entries
    )
    return replace(facts, entries=entries)


def _text(pack: LanguagePack, place: str, source: str | None) -> str | None:
    noted = pack.checked.get(f"texts/{place}")
    outdated = noted is not None and source is not None and noted != digest(source)
    return None if outdated else pack.texts.get(place)


def named_places(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Every place of the facts that has names, with those in the source language."""
    return _places(facts, _NAMES)


def told_places(facts: Facts) -> dict[str, str]:
    """Every place of the facts that has a text, with that in the source language."""
    return _places(facts, _TEXTS)


def _places(facts: Facts, wanted: str) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def look(place: str, kind: str, there: dict[str, Any]) -> dict[str, Any]:
        if kind == wanted and SOURCE in there:
            found[place] = there[SOURCE]
        return there

    _rewritten(facts, "", look)
    return found


def _rewritten(record: Any, place: str, rewrite: Rewrite) -> Any:
    """The record with all its names and texts rewritten, those of the records below it included."""
    changed: dict[str, Any] = {}
    for item in _telling(cast("Any", type(record))):
        found = getattr(record, item.name)
        below = _below(place, item.name)
        if item.type == _NAMES:
            new = rewrite(place, _NAMES, found) if found else found
        elif item.type == _TEXTS:
            new = rewrite(below, _TEXTS, found) if found else found
        elif item.type == _MANY_TEXTS:
            new = tuple(rewrite(f"{below}/{number}", _TEXTS, texts) for number, texts in enumerate(found))
        elif isinstance(found, tuple):
            new = tuple(
                _item(one, f"{below}/{getattr(one, 'id', number)}", rewrite) for number, one in enumerate(found)
            )
        else:
            new = _item(found, below, rewrite)
        if new is not found and new != found:
            changed[item.name] = new
    return replace(record, **changed) if changed else record


def _item(value: Any, place: str, rewrite: Rewrite) -> Any:
    return _rewritten(value, place, rewrite) if is_dataclass(value) else value


def _below(place: str, name: str) -> str:
    return f"{place}/{name}" if place else name


@cache
def _telling(record: Any) -> tuple[Field[Any], ...]:
    """The fields that are names or texts, or may hold records that have some; but for those that no pack translates."""
    telling = (item for item in fields(record) if item.type[:1].isupper() or item.type.startswith("tuple["))
    return tuple(item for item in telling if item.name not in _WITH_THEIR_OWN)
