"""One document's tree -> a value of the model, or all that is wrong with it, each fault at its line.

pydantic checks the tree against the plain dataclasses of the model; what it says is put into words for people who
write texts. The only module, with ``schema.py``, that imports pydantic.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.knowledge import lookalikes
from bot.knowledge.document import Document, Trail, Tree
from bot.knowledge.model import Application, Facts
from bot.knowledge.nearest import hint
from bot.knowledge.problems import Problem
from bot.knowledge.shapes import described, expected, is_slug, is_union, keys_of, may_be_absent, split, type_at
from bot.knowledge.types import POINTERS_PASS

Model = TypeVar("Model")

_ELSEWHERE = {Application: " and say what is known, with the link, below 'call:'"}
"""Where to write what is known of a record that lacks what it must have."""


def adapter(model: type[Model]) -> TypeAdapter[Model]:
    """pydantic's validator of a model class, built once."""
    return _adapter(cast("Any", model))


def validate(document: Document, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """The document as a `model`, or None and its problems.

    Also None, without a problem of its own, where the reader found a fault that leaves the tree incomplete.
    """
    if document.tree is None:
        return None, []
    try:
        return adapter(model).validate_python(document.tree), []
    except ValidationError as error:
        if model is Facts and all(_points(document.tree, model, detail) for detail in _details(error)):
            return adapter(model).validate_python(document.tree, context=POINTERS_PASS), []
        problems = _problems(document, document.tree, model, error)
    # Of one place, what is wrong says more than what may be.
    places = {(problem.line, problem.column) for problem in problems}
    document.problems[:] = [
        noted for noted in document.problems if noted.level == "error" or (noted.line, noted.column) not in places
    ]
    return None, problems


def _details(error: ValidationError) -> list[ErrorDetails]:
    return error.errors(include_url=False)


def _points(tree: Tree, model: type[Any], detail: ErrorDetails) -> bool:
    """Whether it is only that a malformed id points elsewhere: the check that knows all ids says more of it."""
    trail, found = split(tree, detail["loc"])
    named = next((step for step in reversed(trail) if isinstance(step, str)), "")
    return isinstance(found, str) and bool(found) and named != "id" and is_slug(type_at(model, trail))


def _problems(document: Document, tree: Tree, model: type[Any], error: ValidationError) -> list[Problem]:
    problems: dict[tuple[Trail, str], Problem] = {}
    for detail in _details(error):
        trail, found = split(tree, detail["loc"])
        if any(trail[:length] in document.faulty for length in range(len(trail) + 1)):
            continue
        kind = type_at(model, trail)
        about_key = detail["loc"][-1:] == ("[key]",) or detail["type"] == "unexpected_keyword_argument"
        about = "key" if about_key else "value"
        if detail["type"] == "missing":
            about = f"missing {detail['loc'][-1]}"
        position = document.value_at(trail) if about == "value" else document.key_at(trail)
        # The members of a union fail one by one at the same trail; the first sentence speaks for all of them,
        problems.setdefault((trail, about), Problem.at(position, _words(detail, trail, found, model, kind)))
    # and where one of them got further, its faults say more.
    deeper = {trail[:length] for trail, _ in problems for length in range(len(trail))}
    return [
        problem
        for (trail, about), problem in problems.items()
        if not (about == "value" and trail in deeper and is_union(type_at(model, trail)))
    ]


def _words(detail: ErrorDetails, trail: Trail, found: Tree | None, model: type[Any], kind: Any) -> str:
    match detail["type"]:
        case "missing":
            return _missing(str(detail["loc"][-1]), trail, model)
        case "unexpected_keyword_argument":
            known = keys_of(type_at(model, trail[:-1]))
            words = f"unknown key {trail[-1]!r}{hint(str(trail[-1]), known)}{lookalikes.advice(str(trail[-1]))}"
            return f"{words}{'' if words.endswith('?') else '.'} Known here: {', '.join(known)}"
        case "enum":
            choices = str(detail["ctx"]["expected"])
            near = hint(str(found), choices.split(chr(39))[1::2])
            return f"expected {choices}, found {described(found)}{near}{_advice(kind, found)}"
        case "value_error" if detail["loc"][-1] == "[key]":
            return f"{detail['ctx']['error']}, found the key {trail[-1]!r}{lookalikes.advice(str(trail[-1]))}"
        case "value_error" if isinstance(found, str):
            said = str(detail["ctx"]["error"])
            return said if "found" in said else f"{said}, found {described(found)}{_advice(kind, found)}"
    return f"expected {expected(kind)}, found {described(found)}{_advice(kind, found)}"


def _missing(key: str, trail: Trail, model: type[Any]) -> str:
    if not trail:
        return f"the key '{key}:' is missing in this file"
    inside = trail[-1] if isinstance(trail[-1], str) else trail[-2] if len(trail) > 1 else ""
    where = f"in '{inside}'" if isinstance(trail[-1], str) else f"in this item of '{inside}'"
    advice = f"; if that is not known yet, leave '{inside}:' out" if may_be_absent(model, trail) else ""
    return f"the key '{key}:' is missing {where}{advice}{_ELSEWHERE.get(type_at(model, trail), '') if advice else ''}"


def _advice(kind: Any, found: Tree | None) -> str:
    wanted = expected(kind)
    if isinstance(found, dict) and found and wanted.startswith("a text"):
        return "; put the whole text in quotes if the colon, or the bracket it begins with, belongs to it"
    if isinstance(found, list) and found and wanted.startswith("a text"):
        return "; put the whole text in quotes if it begins with a bracket or '- '"
    if not isinstance(found, str) or not found:
        return ""
    if wanted.startswith("a list"):
        return "; write '- ' before it, in a line of its own"
    if is_slug(kind):
        return hint(found, [_as_id(found)]) or lookalikes.advice(found)
    return lookalikes.advice(found)


def _as_id(text: str) -> str:
    """The text as an id would spell it: Seoul Program, seoul-program."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)
