"""The JSON Schema of the three sorts of knowledge files, by which an editor completes keys and explains them.

The model's docstrings become descriptions. An editor reads YAML its own way (a bare 2016 is a number to it), so the
schema allows such values where this program reads text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from bot.knowledge.language import LanguagePack
from bot.knowledge.model import Facts
from bot.knowledge.questions import QuestionFile
from bot.knowledge.validation import adapter

Kind = Literal["facts", "language", "questions"]

MODELS: Mapping[Kind, type[Any]] = {"facts": Facts, "language": LanguagePack, "questions": QuestionFile}

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: Kind) -> dict[str, Any]:
    """The schema (draft 2020-12) of one sort of file."""
    return {"$schema": _DIALECT, "title": f"WeGO bot: {kind}", **_tidied(adapter(MODELS[kind]).json_schema())}


def _tidied(node: Any) -> Any:
    """pydantic's schema without what staff never write (null) and what only repeats a key (titles)."""
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy = {key: _properties(key, value) for key, value in node.items() if not _is_noise(key, value)}
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    options = [option for option in tidy.pop("anyOf", []) if option != {"type": "null"}]
    if len(options) == 1:
        return {**options[0], **tidy}
    return {**tidy, "anyOf": options} if options else tidy


def _properties(key: str, value: Any) -> Any:
    # Below these two the keys are names of ours: a field may well be called "title".
    if key in ("properties", "$defs"):
        return {name: _tidied(below) for name, below in value.items()}
    return _tidied(value)


def _is_noise(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, [], {}))
