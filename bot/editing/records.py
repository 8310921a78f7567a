"""What differs between two states of a YAML file, told by its records and fields instead of its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from bot.editing.excerpts import excerpts
from bot.knowledge.document import Tree

Path = tuple[str, ...]
"""entries, refund, answer, en: keys, and the ids of records."""


class Became(StrEnum):
    """What became of a value."""

    NEW = "new"
    GONE = "gone"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs."""

    path: Path
    became: Became
    before: str
    after: str


def differences(before: Tree | None, after: Tree | None, path: Path = ()) -> Iterator[Difference]:
    """All values that differ, in the order of the file; what is new or gone as a whole is told once."""
    if before == after:
        return
    if before is None or after is None:
        became = Became.NEW if before is None else Became.GONE
        yield Difference(path, became, _short(before), _short(after))
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _fields(before, after, path)
    elif isinstance(before, list) and isinstance(after, list):
        old, new = _by_id(before), _by_id(after)
        if old is not None and new is not None:
            yield from _fields(old, new, path)
        else:
            yield from _items(before, after, path)
    else:
        yield Difference(path, Became.ALTERED, *excerpts(_whole(before), _whole(after), MOST))


def records(tree: Tree | None) -> int:
    """How many records with an id there are: programmes, editions, entries."""
    if isinstance(tree, dict):
        return ("id" in tree) + sum(map(records, tree.values()))
    return sum(map(records, tree)) if isinstance(tree, list) else 0


def sizes(before: Tree | None, after: Tree | None) -> tuple[int, int]:
    """How much a file held and holds: in records or, where it had none, in texts."""
    had = records(before)
    return (had, records(after)) if had else (_texts(before), _texts(after))


def _texts(tree: Tree | None) -> int:
    if isinstance(tree, dict):
        return sum(map(_texts, tree.values()))
    return sum(map(_texts, tree)) if isinstance(tree, list) else tree is not None


def _fields(before: dict[str, Tree], after: dict[str, Tree], path: Path) -> Iterator[Difference]:
    for key in {**before, **after}:
        yield from differences(before.get(key), after.get(key), (*path, key))


def _by_id(items: Sequence[Tree]) -> dict[str, Tree] | None:
    """The records of a list by their ids; None where it holds something else, or an id twice."""
    found = {one["id"]: one for one in items if isinstance(one, dict) and isinstance(one.get("id"), str)}
    return {str(key): one for key, one in found.items()} if len(found) == len(items) else None


def _items(before: Sequence[Tree], after: Sequence[Tree], path: Path) -> Iterator[Difference]:
    """Of a list without ids: its items that are new, gone, or stand in the place of others."""
    old, new = list(map(_whole, before)), list(map(_whole, after))
    if max(len(old), len(new)) > MANY:
        yield from (Difference(path, Became.GONE, text[:MOST], "") for text in _without(old, new))
        yield from (Difference(path, Became.NEW, "", text[:MOST]) for text in _without(new, old))
        return
    for kind, start, stop, begin, end in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(stop - start, end - begin)
        for number in range(pairs):
            yield from differences(before[start + number], after[begin + number], path)
        for item in before[start + pairs : stop]:
            yield Difference(path, Became.GONE, _short(item), "")
        for item in after[begin + pairs : end]:
            yield Difference(path, Became.NEW, "", _short(item))


def _without(texts: Sequence[str], others: Sequence[str]) -> list[str]:
    known = set(others)
    return [text for text in texts if text not in known]


MANY = 2_000
"""Items from which on a list is compared as a set: to find what stands in the place of what takes their square."""
MOST = 300
"""Letters of a value that are shown."""


def _short(value: Tree | None) -> str:
    text = "" if value is None else _whole(value)
    return text if len(text) <= MOST else f"{text[:MOST].rstrip()} …"


def _whole(value: Tree) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_whole(one)}" for key, one in value.items())
    return " / ".join(map(_whole, value))
