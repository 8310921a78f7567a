"""One value changed, added or removed: what is read afterwards, and what of the file stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from os.path import commonprefix
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.errors import BotError
from bot.knowledge import encoding
from bot.knowledge.amending import amended, removed
from bot.knowledge.document import Trail, Tree
from bot.knowledge.files import find
from bot.knowledge.folders import packaged_folder
from bot.knowledge.reader import read
from tests.knowledge.yaml_pages import TYPED, Made, pages

ENDS = st.tuples(st.sampled_from(["\n", "\r\n"]), st.booleans(), st.sampled_from(["", "\ufeff"]))
REMARK = re.compile(r"# (?:remark \d+;|head)")


def file_of(page: Made, ends: tuple[str, bool, str]) -> bytes:
    newline, last, mark = ends
    return f"{mark}{newline.join(page.lines)}{newline * last}".encode()


def tree_of(data: bytes) -> dict[str, Tree]:
    document = read(data, "x.yaml")
    assert [problem for problem in document.problems if problem.level == "error"] == []
    assert document.tree is not None
    return document.tree


def at(tree: Any, trail: Trail) -> Any:
    for step in trail:
        tree = tree[step]
    return tree


def changed(tree: Any, trail: Trail, text: str) -> Any:
    tree = deepcopy(tree)
    at(tree, trail[:-1])[trail[-1]] = text
    return tree


def may_stand(text: str) -> bool:
    return not encoding.first_hidden(text) and not encoding.unseen(text)


@settings(max_examples=400, deadline=None)
@given(page=pages(), ends=ENDS, typed=TYPED, data=st.data())
def test_one_text_changes_and_nothing_else(
    page: Made, ends: tuple[str, bool, str], typed: str, data: st.DataObject
) -> None:
    assume(may_stand(typed))
    before = file_of(page, ends)
    tree = tree_of(before)
    trail = data.draw(st.sampled_from(sorted(page.texts, key=str)))

    after = amended(before, "x.yaml", trail, typed)

    assert tree_of(after) == changed(tree, trail, typed)
    first, number = page.texts[trail]
    old, new = before.split(b"\n"), after.split(b"\n")
    assert new[:first] == old[:first]
    behind = len(old) - first - number
    assert not behind or new[-behind:] == old[-behind:]
    assert REMARK.findall(after.decode()) == REMARK.findall(before.decode())
    assert after.count(b"\r\n") == (after.count(b"\n") if b"\r\n" in before else 0)
    assert amended(after, "x.yaml", trail, typed) == after
    assert tree_of(amended(after, "x.yaml", trail, at(tree, trail))) == tree


@settings(max_examples=200, deadline=None)
@given(page=pages(), ends=ENDS, data=st.data())
def test_a_thing_is_removed_and_nothing_else(page: Made, ends: tuple[str, bool, str], data: st.DataObject) -> None:
    before = file_of(page, ends)
    tree = tree_of(before)
    trail = data.draw(st.sampled_from(sorted(page.things, key=str)))
    expected = deepcopy(tree)
    del at(expected, trail[:-1])[trail[-1]]
    if not at(expected, trail[:-1]):
        with pytest.raises(BotError, match=r"x.yaml:\d+:\d+: .* is all that is there; change the file by hand"):
            removed(before, "x.yaml", trail)
        return
    try:
        after = removed(before, "x.yaml", trail)
    except BotError:
        # The first key of an item, with a remark on the next one behind it; a text that ends with empty lines.
        assert isinstance(trail[-2:][0], int) or re.search(rb"[|>]\+", before)
        return
    assert tree_of(after) == expected
    assert is_part(after, before)


def is_part(some: bytes, whole: bytes) -> bool:
    """Whether one file is the other without lines that stand together, but for one line that was cut."""
    fewer, more = (data.decode("utf-8-sig").splitlines() for data in (some, whole))
    same = len(commonprefix([fewer, more]))
    return same + len(commonprefix([fewer[same:][::-1], more[same:][::-1]])) >= len(fewer) - 1


@settings(max_examples=200, deadline=None)
@given(page=pages(), ends=ENDS, typed=TYPED, data=st.data())
def test_a_text_is_added_and_nothing_else(
    page: Made, ends: tuple[str, bool, str], typed: str, data: st.DataObject
) -> None:
    assume(may_stand(typed))
    before = file_of(page, ends)
    tree = tree_of(before)
    holders = sorted({trail[:length] for trail in page.things for length in range(len(trail))}, key=str)
    holder = data.draw(st.sampled_from(holders))
    there = at(tree, holder)
    steps = [("new",), ("no", "in"), ("new", "list", 0)] if isinstance(there, dict) else [(len(there),)]
    rest = data.draw(st.sampled_from(steps))

    try:
        after = amended(before, "x.yaml", (*holder, *rest), typed)
    except BotError as error:
        # A text that ends with the file, or with empty lines, would be another one with something behind it.
        assert "list in a list" in str(error) or not ends[1] or re.search(rb"[|>]\+", before)
        return

    made = tree_of(after)
    assert at(made, (*holder, *rest)) == typed
    assert tree_of(removed(after, "x.yaml", (*holder, rest[0]))) == tree
    assert is_part(before, after)
    assert REMARK.findall(after.decode()) == REMARK.findall(before.decode())


def pieces(path: Path) -> Iterator[bytes]:
    """The records of a file of facts, editions too, each as a file of its own: small ones are read faster."""
    lines: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(keepends=True), "end:\n"]:
        listed = re.match(r"  - |      - id:", line)
        if (
            listed
            or re.match(r"\w|    editions:$", line)
            or (re.match(r"    \w", line) and lines[:1] == ["editions:\n"])
        ):
            if any(re.match(" *[^ #\n]", one) for one in lines[1:]):
                yield "".join(lines).encode()
            lines = ["editions:\n" if line[:5] == " " * 5 else "records:\n"] if listed else []
        lines.append(line)


def scalars(tree: Tree, trail: Trail = ()) -> Iterator[tuple[Trail, str]]:
    if isinstance(tree, str):
        yield trail, tree
        return
    for step, below in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield from scalars(below, (*trail, step))


FACTS = find(packaged_folder()).facts


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.name)
def test_every_text_of_our_own_facts_can_be_changed(path: Path) -> None:
    seen = 0
    for before in pieces(path):
        tree = tree_of(before)
        for trail, text in scalars(tree):
            seen += 1
            after = amended(before, path.name, trail, new := NEW[seen % len(NEW)])
            assert tree_of(after) == changed(tree, trail, new)
            assert remarks(after) == remarks(before)
            assert seen % 12 or tree_of(amended(after, path.name, trail, text)) == tree
    assert seen == sum(1 for _ in scalars(tree_of(path.read_bytes())))


NEW = [
    "Ask: us",
    "2030-01-01",
    "no",
    "One line.\n\nAnd another one: a list\n- of one",
    "many words " * 20 + "end",
    '"so" # 1',
    "안녕",
]


def remarks(data: bytes) -> list[bytes]:
    return re.findall(rb"^ *#.*$", data, re.MULTILINE)
