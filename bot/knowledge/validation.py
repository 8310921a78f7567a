"""One document's tree -> a value of the model, or all that is wrong with it, each fault at its line.

pydantic checks the tree against the plain dataclasses of the model; what it says is put into words for people who
write texts. The only module, with ``schema.py``, that imports pydantic.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.knowledge.document import Document, Trail, Tree
from bot.knowledge.nearest import hint
from bot.knowledge.problems import Problem
from bot.knowledge.shapes import described, expected, is_union, keys_of, split, type_at

Model = TypeVar("Model")


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
        value: Model = adapter(model).validate_python(document.tree)
    except ValidationError as error:
        return None, _problems(document, document.tree, model, error)
    return value, []


def _problems(document: Document, tree: Tree, model: type[Any], error: ValidationError) -> list[Problem]:
    problems: dict[tuple[Trail, str], Problem] = {}
    for detail in error.errors(include_url=False):
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
            return _missing(str(detail["loc"][-1]), trail)
        case "unexpected_keyword_argument":
            known = keys_of(type_at(model, trail[:-1]))
            return f"unknown key {trail[-1]!r}{hint(str(trail[-1]), known) or '.'} Known here: {', '.join(known)}"
        case "enum":
            choices = str(detail["ctx"]["expected"])
            return f"expected {choices}, found {described(found)}{hint(str(found), choices.split(chr(39))[1::2])}"
        case "value_error" if detail["loc"][-1] == "[key]":
            return f"{detail['ctx']['error']}, found the key {trail[-1]!r}"
        case "value_error" if isinstance(found, str):
            said = str(detail["ctx"]["error"])
            return said if "found" in said else f"{said}, found {described(found)}"
    return f"expected {expected(kind)}, found {described(found)}{_advice(kind, found)}"


def _missing(key: str, trail: Trail) -> str:
    if not trail:
        return f"the key '{key}:' is missing in this file"
    inside = trail[-1] if isinstance(trail[-1], str) else trail[-2] if len(trail) > 1 else ""
    where = f"in '{inside}'" if isinstance(trail[-1], str) else f"in this item of '{inside}'"
    return f"the key '{key}:' is missing {where}"


def _advice(kind: Any, found: Tree | None) -> str:
    if isinstance(found, str) and found and expected(kind).startswith("a list"):
        return "; write '- ' before it, in a line of its own"
    return ""


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)
