"""Bytes -> text tree with positions, or problems; never an exception."""

from __future__ import annotations

import string

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.document import Document, Trail, Tree
from bot.knowledge.encoding import MAX_BYTES
from bot.knowledge.reader import MAX_DEPTH, read

LOADERS = [yaml.CSafeLoader, yaml.SafeLoader]

TEXT_STAYS_TEXT = [
    "NO",
    "yes",
    "on",
    "22:30",
    "2016-05-22",
    "0x1F",
    "010",
    "1_000",
    "1e3",
    ".inf",
    "nullable",
    "=",
    "<<",
]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("text", TEXT_STAYS_TEXT)
def test_scalars_stay_text(text: str, loader: type) -> None:
    document = read(f"a: {text}\n{text}: [{text}]\n".encode(), "f", loader=loader)

    assert document.tree == {"a": text, text: [text]}
    assert document.problems == []


POSITIONS: list[tuple[Trail, tuple[int, int] | None, tuple[int, int]]] = [
    (("entries",), (2, 1), (3, 3)),
    (("entries", 0, "id"), (3, 5), (3, 9)),
    (("entries", 0, "questions", "en"), (5, 7), (6, 9)),
    (("entries", 0, "questions", "en", 1), None, (7, 11)),
    (("entries", 0, "answer"), (8, 5), (8, 13)),
    (("entries", 0, "answer", "en"), (8, 14), (8, 18)),
    (("entries", 0, "note"), (9, 5), (9, 11)),
    (("entries", 0, "한국"), (12, 5), (12, 9)),
]
POSITIONED = """# A comment.
entries:
  - id: refund
    questions:
      en:
        - One?
        - "Two?"
    answer: {en: No}
    note: |
      More
      lines.
    한국: x
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("loader", LOADERS)
def test_every_value_and_key_has_its_place(loader: type, mark: str, ends: str) -> None:
    document = read((mark + POSITIONED.replace("\n", ends)).encode(), "f", loader=loader)

    assert document.problems == []
    for trail, key, value in POSITIONS:
        assert document.keys.get(trail) == key, trail
        assert document.values[trail] == value, trail


UNREADABLE = [
    ("latin-1", "a: caf\xe9\n".encode("latin-1"), (1, 7), "byte 7 of the file is 0xE9"),
    ("latin-1 in line 2", "a: é\nb: ".encode() + b"\xff", (2, 4), "byte 10 of the file is 0xFF"),
    ("utf-16", "a: b\n".encode("utf-16"), (1, 1), "saved as UTF-16"),
    ("utf-16 big", b"\xfe\xff\x00a", (1, 1), "saved as UTF-16"),
    ("utf-32", "a: b\n".encode("utf-32"), (1, 1), "saved as UTF-32"),
    ("utf-32 big", b"\0\0\xfe\xff\0\0\0a", (1, 1), "saved as UTF-32"),
    ("utf-16 without mark", "a: b\n".encode("utf-16-le"), (1, 2), "zero byte"),
    ("zero byte", b"a: b\nc: \0", (2, 4), "zero byte"),
    ("bell", b"a: b\nc: \x07", (2, 4), "U+0007 (control character)"),
    ("line separator", "a: b\nc: x\u2028".encode(), (2, 5), "U+2028 (line separator)"),
    ("second mark", "\ufeffa: \ufeffb".encode(), (1, 4), "U+FEFF"),
    ("huge", b"a: " + b"x" * MAX_BYTES, (1, 1), "larger than 5 MB"),
    ("deep, in brackets", b"[" * 100_000, (1, MAX_DEPTH + 1), "nested more than 20 deep"),
    ("deep, in lists", b"- " * 100_000, (1, 2 * MAX_DEPTH + 1), "nested more than 20 deep"),
    ("deep, in mappings", b"{a: " * 50_000, (1, 4 * MAX_DEPTH + 1), "nested more than 20 deep"),
]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("data", "place", "part"), [case[1:] for case in UNREADABLE], ids=[case[0] for case in UNREADABLE]
)
def test_what_cannot_be_read_is_one_problem(data: bytes, place: tuple[int, int], part: str, loader: type) -> None:
    document = read(data, "f", loader=loader)

    assert document.tree is None
    (problem,) = document.problems
    assert (problem.line, problem.column) == place
    assert part in problem.message


def test_an_alias_bomb_is_refused_before_it_is_expanded() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    document = read("\n".join(lines).encode(), "f")

    assert document.tree is not None
    assert all(len(node) <= 9 for node in document.tree.values())
    assert len(document.problems) == 30 + 29 * 9


def test_an_escape_for_an_unseen_character_is_read_as_a_space() -> None:
    document = read(b'a: "x\\0y\\x1bz"', "f")

    assert document.tree == {"a": "x y z"}
    assert [problem.level for problem in document.problems] == ["warning"]


SOUND = [
    "WeGO\u00a0trains.",
    "Dashes \u2013 and \u2022 bullets.",
    "\u2013 at the beginning",
    "\u201cSeoul\u201d and \u201cJeju\u201d",
    "\u6ce8\u610f\uff1afull width",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308",
    "\u0645\u06cc\u200c\u0634\u0648\u062f",
    "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c",
    "\u200f\u0634",
]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("text", SOUND)
def test_strange_characters_inside_texts_stay(text: str, loader: type) -> None:
    document = read(f"a:\n  - {text}\n  - |\n    {text}\nb: x\n  {text}\n".encode(), "f", loader=loader)

    assert document.problems == []
    assert document.tree == {"a": [text, f"{text}\n"], "b": f"x {text}"}


def test_progress_is_told_and_grows() -> None:
    told: list[float] = []
    read(b"a:\n" + b"  - x\n" * 20_000, "f", progress=told.append)

    assert len(told) > 3
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 1


@given(st.binary(max_size=200))
def test_arbitrary_bytes_never_raise(data: bytes) -> None:
    _sound(read(data, "f"))


@given(st.text(alphabet=string.printable + "éß한\u0301\u2028\ufeff", max_size=80))
def test_arbitrary_text_never_raises(text: str) -> None:
    for loader in LOADERS:
        _sound(read(text.encode("utf-8", "replace"), "f", loader=loader))


@given(st.text(alphabet="ab:-[]{}&*!|>'\"%#?, \n\t\\x0U", max_size=40))
def test_arbitrary_yaml_never_raises_and_both_parsers_agree(text: str) -> None:
    documents = [read(text.encode(), "f", loader=loader) for loader in LOADERS]
    for document in documents:
        _sound(document)
    if all(not document.problems for document in documents):
        assert documents[0].tree == documents[1].tree


WORDS = st.text(alphabet="abcé한ж 0123:#-'\"\\{}[]&*!%@,?|>", max_size=12)
TREES: st.SearchStrategy[Tree] = st.recursive(
    WORDS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(WORDS.filter(bool), below, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(WORDS.filter(bool), TREES, min_size=1, max_size=4), st.booleans())
def test_what_was_written_is_read_back_and_positions_point_at_it(tree: dict[str, Tree], flow: bool) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, default_style='"', width=10_000)
    documents = [read(text.encode(), "f", loader=loader) for loader in LOADERS]

    for document in documents:
        assert document.problems == []
        assert document.tree == tree
        lines = text.split("\n")
        for trail, (line, column) in document.values.items():
            value = _at(tree, trail)
            if isinstance(value, str):
                assert yaml.safe_load(_quoted(lines[line - 1][column - 1 :])) == value
        for trail, (line, column) in document.keys.items():
            assert lines[line - 1][column - 1 :].removeprefix("? ").startswith('"'), trail
    assert documents[0].values == documents[1].values
    assert documents[0].keys == documents[1].keys


def _sound(document: Document) -> None:
    """Every position lies in the file, and there is a tree or a reason why not."""
    assert document.tree is not None or document.problems
    for problem in document.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert "\n" not in str(problem)
        assert problem.message.isprintable()


def _at(tree: Tree, trail: Trail) -> Tree:
    for step in trail:
        tree = tree[step]  # type: ignore[index]
    return tree


def _quoted(rest: str) -> str:
    """The double-quoted text at the beginning of `rest`."""
    end = 1
    while rest[end] != '"':
        end += 2 if rest[end] == "\\" else 1
    return rest[: end + 1]
