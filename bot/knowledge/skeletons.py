"""New facts as YAML to fill in: what must be there, and below it, commented out, all that may be.

The fields and the words on them come from the schema, so that no field of the model can be missing here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

Given = Mapping[str, str]
"""Field -> its value as YAML, from behind the colon on; further lines are indented below the field."""

_BY_COMMAND = {"editions": "added by: wego-bot new edition"}
"""Fields that are not filled in by hand."""
_STEP = "  "


def item(record: str, given: Given) -> list[str]:
    """One item of a list, without indentation: the given fields, then all others of that record of the model.

    A field that must be there and is not given stands there empty, so that ``wego-bot check`` asks for it.
    """
    from bot.knowledge.schema import schema

    model = _Model(schema("facts")["$defs"])
    return [f"{'- ' if number == 0 else _STEP}{line}" for number, line in enumerate(model.filled(record, given))]


def bare(given: Given) -> list[str]:
    """One item of a list with the given fields alone."""
    lines = [line for name, value in given.items() for line in f"{name}:{value}".split("\n")]
    return [f"{'- ' if number == 0 else _STEP}{line}" for number, line in enumerate(lines)]


class _Model:
    """The records of the model, as the schema tells them."""

    def __init__(self, records: dict[str, Any]) -> None:
        self._records = records

    def filled(self, record: str, given: Given) -> Iterator[str]:
        """The fields of a record; those that are neither given nor needed as comments."""
        needed = self._records[record]["required"]
        fields: dict[str, Any] = self._records[record]["properties"]
        for name in sorted(fields, key=lambda name: name not in needed and name not in given):
            if name in given:
                first, *below = f"{name}:{given[name]}".split("\n")
                yield from (f"{first}{_comment(self._choices(fields[name]))}", *below)
            else:
                lines = self._field(name, fields[name])
                yield from (line.removesuffix(" ...") if name in needed else f"# {line}" for line in lines)

    def _field(self, name: str, node: dict[str, Any]) -> Iterator[str]:
        """A field with what stands in it, in words, and what it is."""
        about = " ".join(filter(None, [node.get("description", ""), self._choices(node)]))
        if name in _BY_COMMAND:
            yield f"{name}:{_comment(_BY_COMMAND[name])}"
            return
        below = list(self._below(node))
        if "items" not in node and node.get("type") != "object" and len(below) == 1:
            yield f"{name}: {below[0]}{_comment(about)}"
            return
        yield f"{name}:{_comment(about)}"
        yield from (f"{_STEP}{line}" for line in below)

    def _below(self, node: dict[str, Any]) -> Iterator[str]:
        """What stands in a field: a word for it, or lines for what is made of several."""
        record = self._records.get(node.get("$ref", "").rpartition("/")[2], {})
        if "properties" in record:
            for name, field in record["properties"].items():
                yield from self._field(name, field)
        elif "items" in node:
            for number, line in enumerate(self._below(node["items"])):
                yield f"{'- ' if number == 0 else _STEP}{line}"
        elif node.get("type") == "object":
            (each,) = [*node.get("patternProperties", {}).values(), node.get("additionalProperties")][:1]
            lines = list(self._below(each))
            yield from ["en:", *(f"{_STEP}{line}" for line in lines)] if "items" in each else [f"en: {lines[0]}"]
        else:
            yield _word(node, record)

    def _choices(self, node: dict[str, Any]) -> str:
        record = self._records.get(node.get("$ref", "").rpartition("/")[2], {})
        return f"One of: {', '.join(record['enum'])}." if "enum" in record else ""


def _word(node: dict[str, Any], record: dict[str, Any]) -> str:
    """What stands for a value; but for texts nothing that would pass for one."""
    if "enum" in record:
        return str(record["enum"][0])
    if node.get("format") == "date":
        return "YYYY-MM-DD"
    if r"\d{2}:\d{2}" in node.get("pattern", ""):
        return "YYYY-MM-DD HH:MM"
    if node.get("format") == "uri":
        return "https://..."
    if node.get("type") == "boolean":
        return "false" if node.get("default") else "true"
    if "maximum" in node:
        return "NUMBER"
    if "a-z0-9" in node.get("pattern", ""):
        return "ID"
    return str(node.get("default") or "...")


def _comment(words: str) -> str:
    return f"  # {words}" if words else ""


def quoted(text: str) -> str:
    """A text as a YAML scalar in one line, whatever stands in it."""
    escaped = json.dumps(text, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in escaped)


def listed(texts: tuple[str, ...]) -> str:
    """English texts below a field, as a list."""
    return "".join(["\n  en:", *(f"\n    - {quoted(text)}" for text in texts)])
