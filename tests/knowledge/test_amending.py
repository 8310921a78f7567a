"""One value changed, added or removed: what is read afterwards, and what of the file stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
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
