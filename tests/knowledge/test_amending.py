"""One value changed, added or removed: what is read afterwards, and what of the file stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.errors import BotError
from bot.knowledge import encoding
from bot.knowledge.amending import amended
from bot.knowledge.document import Trail, Tree
from bot.knowledge.files import find
from bot.knowledge.folders import packaged_folder
from bot.knowledge.reader import read
from bot.knowledge.removing import removed
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


@settings(max_examples=200, deadline=None)
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


@settings(max_examples=120, deadline=None)
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
    same = alike(fewer, more)
    return same + alike(fewer[same:][::-1], more[same:][::-1]) >= len(fewer) - 1


def alike(some: list[str], others: list[str]) -> int:
    """How many lines are the same from the first one on."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False))))


@settings(max_examples=120, deadline=None)
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
    except BotError:
        # A list of lists, or in a list; a text that ends with the file, or with empty lines, and would be another one.
        nested = isinstance(there, list) and (
            isinstance(holder[-1], int) or any(isinstance(one, list) for one in there)
        )
        assert nested or not ends[1] or re.search(rb"[|>]\+", before)
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
            assert remarks(after) == remarks(before)
            assert seen % 4 or tree_of(after) == changed(tree, trail, new)  # as `amended` itself has seen of each
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


STYLES = [
    ("en: Yes.  # why", "No.", "en: No.  # why"),
    ("en: Yes.", "no", 'en: "no"'),
    ("en: 2016", "2017", "en: 2017"),
    ("en: Yes.", "2017", 'en: "2017"'),
    ("en: 2016-05-22", "2016-05-23", "en: 2016-05-23"),
    ("en: 'Yes.'", "It's", "en: 'It''s'"),
    ("en: Yes.", 'See: "it"', "en: 'See: \"it\"'"),
    ("en: Yes.", "See: it's", 'en: "See: it\'s"'),
    ("en: Yes.  # why", "one\n\ntwo", "en: |-  # why\n  one\n\n  two"),
    ("en: >-\n  a\n  b", "c d", "en: >-\n  c d"),
    ("en: >-\n    a\n    b", "c\nd", "en: >-\n    c\n\n    d"),
    ("en: |\n  a\n  b\n# end", "c\n", "en: |\n  c\n# end"),
    ("en: |\n  a", " c\nd", "en: |2-\n   c\n  d"),
    ("en: a\n  b  # why", "c", "en: c  # why"),
    ("t: {en: a, es: b}  # why", "c", "t: {en: c, es: b}  # why"),
    ("t: {en: a, es: b}", "c, d", 't: {en: "c, d", es: b}'),
    ("t: {en: a, es: b}", "c\nd", 't: {en: "c\\nd", es: b}'),
    ("t:\n  - en:", "c", "t:\n  - en: c"),
    ("en:  # nothing yet", "c", "en: c  # nothing yet"),
    (f'en: "{"long " * 30}"', "word " * 30 + "end", f'en: "{"word " * 30}end"'),
    ("en: Yes.", "word " * 30 + "end", "en: >-\n  " + ("word " * 23).strip() + "\n  " + "word " * 7 + "end"),
]


@pytest.mark.parametrize(("before", "text", "after"), STYLES, ids=[before for before, _, _ in STYLES])
def test_what_people_will_read(before: str, text: str, after: str) -> None:
    trail: Trail = {"e": ("en",), "t": ("t", "en")}[before[0]] if "- en" not in before else ("t", 0, "en")
    assert amended(before.encode(), "x.yaml", trail, text).decode() == after


ADDED = [
    ("a: 1\n", ("b",), "2 3", "a: 1\nb: 2 3\n"),
    ("a: 1", ("b",), "2027-01-10", "a: 1\nb: 2027-01-10\n"),
    (
        "p:\n  - id: x\n    # end\n  - id: y\n",
        ("p", 0, "w", "opens"),
        "on",
        'p:\n  - id: x\n    # end\n    w:\n      opens: "on"\n  - id: y\n',
    ),
    ("a: {en: x}  # why\n", ("a", "no"), "y", 'a: {en: x, "no": y}  # why\n'),
    ("a: {}\n", ("a", "en"), "y", "a: {en: y}\n"),
    ("q: {en: [a]}\n", ("q", "es", 0), "b", "q: {en: [a], es: [b]}\n"),
    ("q:\n  en: [a]\n", ("q", "en", 1), "b", "q:\n  en: [a, b]\n"),
    ("q:\n  en:\n  - a\n\n  - b\nr: 1\n", ("q", "en", 2), "c: d", 'q:\n  en:\n  - a\n\n  - b\n\n  - "c: d"\nr: 1\n'),
    ("q:\n  en:\n    - a\n", ("q", "es", 0), "b", "q:\n  en:\n    - a\n  es:\n    - b\n"),
]


@pytest.mark.parametrize(("before", "trail", "text", "after"), ADDED)
def test_where_people_will_find_it(before: str, trail: Trail, text: str, after: str) -> None:
    assert amended(before.encode(), "x.yaml", trail, text).decode() == after


REMOVED = [
    ("a: 1\n\n# of b\nb:  # too\n  # and this\n  c: 1\n\n# of d\nd: 1\n", ("b",), "a: 1\n\n# of d\nd: 1\n"),
    ("# of all\na: 1\nb: 2\n", ("a",), "# of all\nb: 2\n"),
    ("p:\n  - a: 1\n    b: 2\n", ("p", 0, "a"), "p:\n  - b: 2\n"),
    ("q:\n- a\n# of b\n- b\n- c\n", ("q", 1), "q:\n- a\n- c\n"),
    ("q: [a, b, c]\n", ("q", 0), "q: [b, c]\n"),
    ("q: {a: x, b: [y], c: z}\n", ("q", "c"), "q: {a: x, b: [y]}\n"),
]


@pytest.mark.parametrize(("before", "trail", "after"), REMOVED)
def test_what_is_taken_away(before: str, trail: Trail, after: str) -> None:
    assert removed(before.encode(), "x.yaml", trail).decode() == after


BY_HAND = [
    ("a: &x 1\nb: *x\n", ("b",), r"^f.yaml:1:4: a text that begins with & .*; mend this in the file by hand first$"),
    ("<<: *x\nb: 1\n", ("b",), r"^f.yaml:1:\d+: .*mend this"),
    ("a: 1\n\tb: 2\n", ("a",), r"^f.yaml:2:\d+: found a tab.*mend this"),
    ("a: 1\na: 2\n", ("a",), r"^f.yaml:2:1: .*repeated.*mend this"),
    ("a: *x\n", ("a",), r"^f.yaml:1:4: .*aliases.*mend this"),
    ("a: 1\rb: 2\r", ("a",), r"^f.yaml:1:1: the lines end"),
    ("a: [b]\n", ("a",), r"^f.yaml:1:1: a is not one text; change the file by hand$"),
    ("a: [b]\n", ("a", 3), r"^f.yaml:1:1: a holds no place for this; change"),
    ("a: 1\n", ("a", "b"), r"^f.yaml:1:1: a holds no place for this; change"),
    ("a: 1\n", ("b", 1), r"holds no place for this; change"),
    ("? a\n: {b: 1\n   # why\n   }\n", ("a", "c"), ""),
    ("", ("a",), r"^f.yaml:1:1: the file is empty.*mend this"),
    ("a: x\n", ("a",), "cannot be sure of; change the file by hand"),
]


@pytest.mark.parametrize(("before", "trail", "why"), BY_HAND)
def test_what_is_left_to_people_is_named_with_its_place(before: str, trail: Trail, why: str) -> None:
    text = "y\u202ez" if "x" in before[:4] else "y"
    if not why:
        assert read(amended(before.encode(), "f.yaml", trail, text), "").tree == {"a": {"b": "1", "c": "y"}}
        return
    with pytest.raises(BotError, match=why):
        amended(before.encode(), "f.yaml", trail, text)
