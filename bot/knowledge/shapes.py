"""What the model expects at a place of the tree, in words.

pydantic's errors name a place by keys and indexes and add the names of union members; walking the model's own type
hints along the tree tells which is which, which keys are known there, and what stands there when all is right.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from bot.knowledge.document import Trail, Tree
from bot.knowledge.types import LanguageMarker, SlugMarker


def split(tree: Tree, location: tuple[str | int, ...]) -> tuple[Trail, Tree | None]:
    """A pydantic location -> the trail of it that exists in the tree, and what stands there.

    The rest of the location (a missing key, a union member, ``[key]``) is left out.
    """
    trail: list[str | int] = []
    found: Tree = tree
    for step in location:
        below: Tree | None = None
        if isinstance(found, dict) and isinstance(step, str):
            below = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            below = found[step]
        if below is not None:
            found = below
            trail.append(step)
    return tuple(trail), found


def type_at(model: type[Any], trail: Trail) -> Any:
    """The type that the model gives to the value at `trail`; None where it knows none."""
    kind: Any = model
    for step in trail:
        kind = _below(_bare(kind), step)
        if kind is None:
            return None
    return _bare(kind)


def keys_of(kind: Any) -> tuple[str, ...]:
    """The keys of a model class, in their order; those that it shares with many others stand last."""
    items = sorted(fields(kind), key=lambda item: item.kw_only is True) if is_dataclass(kind) else ()
    return tuple(item.name for item in items)


def expected(kind: Any) -> str:
    """What stands at a place of this type: "a list ...", "one text per language ..."."""
    if is_dataclass(kind):
        return f"a mapping with keys such as '{keys_of(kind)[0]}:'"
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        return "a list, every item in a line of its own behind '- '"
    if get_origin(kind) is dict:
        what = "list" if get_origin(_bare(arguments[1])) is tuple else "text"
        if _is_language(arguments[0]):
            return f"one {what} per language, in lines such as 'en: ...' below the key"
        return f"one {what} per key, in lines such as 'key: ...' below"
    if any(get_origin(_bare(member)) is dict for member in arguments):
        return "a text, or one text per plural form ('one: ...', 'other: ...')"
    return "a text"


def is_slug(kind: Any) -> bool:
    """Whether an id of the program's own making stands there."""
    return get_origin(kind) is Annotated and isinstance(get_args(kind)[1], SlugMarker)


def may_be_absent(model: type[Any], trail: Trail) -> bool:
    """Whether the record at `trail` may be left out of the record that holds it."""
    if not trail:
        return False
    holder = type_at(model, trail[:-1])
    found = [item for item in fields(holder) if item.name == trail[-1]] if is_dataclass(holder) else []
    return any(item.default is not MISSING or item.default_factory is not MISSING for item in found)


def is_union(kind: Any) -> bool:
    """Whether more than one form is allowed."""
    return get_origin(kind) in (Union, UnionType)


def described(found: Tree | None) -> str:
    """What was found, short enough for a message."""
    if isinstance(found, dict):
        return f"a mapping with the keys {', '.join(map(repr, list(found)[:3]))}" if found else "an empty mapping"
    if isinstance(found, list):
        return "a list" if found else "an empty list"
    if not found:
        return "nothing"
    text = " ".join(found.split())
    return repr(text if len(text) <= 40 else f"{text[:37]}...")


@cache
def _hints(model: type[Any]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def _bare(kind: Any) -> Any:
    """Without None as an alternative, which YAML files never hold."""
    members = [member for member in get_args(kind) if member is not type(None)]
    if type(None) in get_args(kind) and len(members) == 1:
        return members[0]
    return kind


def _below(kind: Any, step: str | int) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        return _hints(kind).get(str(step))
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return arguments[0]
    if origin is dict:
        return arguments[1]
    for member in arguments if origin is not Annotated else ():
        below = _below(_bare(member), step)
        if below is not None:
            return below
    return None


def _is_language(kind: Any) -> bool:
    return get_origin(kind) is Annotated and isinstance(get_args(kind)[1], LanguageMarker)
