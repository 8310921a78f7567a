"""The sentences that the code says, against the table of fields and the English pack."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from string import Formatter

import pytest

from bot.knowledge.fields import TEMPLATE_FIELDS
from bot.knowledge.language import LanguagePack
from tests.parsed import packaged_knowledge

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "bot" / "answers").rglob("*.py"))


@dataclass(frozen=True)
class Said:
    """One call that says a sentence: every key that it may say, and the fields that it fills."""

    place: str
    keys: frozenset[str]
    fields: frozenset[str]
    open_ended: bool = False
    """True where the end of the key is computed."""


def said() -> Iterator[Said]:
    """All calls of ``sentences.line`` and ``sentences.text``."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
    for path, tree in trees.items():
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _says(call):
                    keys, open_ended = _keys(call.args[0], function, list(trees.values()))
                    filled = frozenset(keyword.arg for keyword in call.keywords if keyword.arg)
                    yield Said(f"{path.name}:{call.lineno}", keys, filled, open_ended)


def _says(call: ast.Call) -> bool:
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in ("line", "text"):
        return False
    return ast.unparse(function.value).endswith("sentences")


def _keys(argument: ast.expr, function: ast.FunctionDef, trees: list[ast.Module]) -> tuple[frozenset[str], bool]:
    """The texts that an argument can be; where it is put together, the known sentences that fit."""
    found: set[str] = set()
    open_ended = False
    for node in _values(argument, function, trees):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            open_ended = True
            pattern = "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
            found.update(name for name in TEMPLATE_FIELDS if fnmatch(name, pattern))
    return frozenset(found), open_ended


def _values(node: ast.expr, function: ast.FunctionDef, trees: list[ast.Module]) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _values(node.body, function, trees)
        yield from _values(node.orelse, function, trees)
    elif isinstance(node, ast.Subscript):
        yield from _values(node.value, function, trees)
    elif isinstance(node, ast.Dict):
        yield from node.values
    elif isinstance(node, ast.Tuple):
        yield from node.elts
    elif isinstance(node, ast.Name):
        for value in _bound(node.id, function, trees):
            yield from _values(value, function, trees)
    else:
        yield node


def _bound(name: str, function: ast.FunctionDef, trees: list[ast.Module]) -> Iterator[ast.expr]:
    """What a name is given: by an assignment, a loop, a default, or the calls of the function."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            yield node.value
        if isinstance(node, ast.comprehension) and isinstance(node.target, ast.Name) and node.target.id == name:
            yield node.iter
    arguments = function.args
    names = [argument.arg for argument in arguments.args]
    if name not in names:
        return
    at = names.index(name)
    defaults = dict(zip(names[len(names) - len(arguments.defaults) :], arguments.defaults, strict=True))
    if name in defaults:
        yield defaults[name]
    for tree in trees:
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == function.name and len(call.args) > at:
                yield call.args[at]


CALLS = list(said())


@pytest.fixture(scope="module")
def english() -> LanguagePack:
    """The pack that travels with the program."""
    return packaged_knowledge("en").languages["en"]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.place)
def test_every_sentence_is_declared_with_the_fields_that_it_is_given(call: Said) -> None:
    assert call.keys, "what is said here cannot be read from the code"
    assert call.keys <= set(TEMPLATE_FIELDS)
    for key in call.keys:
        assert TEMPLATE_FIELDS[key] <= call.fields, key
        assert call.open_ended or call.fields <= TEMPLATE_FIELDS[key], key


def named_on_telegram() -> Iterator[str]:
    """Every text in the code of the edge that could name a sentence, "command-" and what follows included."""
    for path in (ROOT / "bot" / "telegram_bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_declared_sentence_is_said() -> None:
    """In the answers; those of the files for Telegram there, where many are chosen by a name that is passed on."""
    named = set(named_on_telegram())
    of_telegram = {
        key
        for file in (ROOT / "knowledge" / "languages" / "en").glob("telegram*.yaml")
        for key in re.findall(r"^  ([\w-]+):", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    said_there = of_telegram & (named | {f"{how}command-{name}" for name in named for how in ("", "team-")})
    assert set(TEMPLATE_FIELDS) - {key for call in CALLS for key in call.keys} - said_there == set()


@pytest.mark.parametrize("name", sorted(TEMPLATE_FIELDS))
def test_the_english_pack_says_every_sentence_with_declared_fields(name: str, english: LanguagePack) -> None:
    template = {**english.templates, **english.phrases}[name]
    for text in [template] if isinstance(template, str) else template.values():
        fields = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
        assert fields <= TEMPLATE_FIELDS[name] | {"count"}
