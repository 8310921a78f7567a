"""The JSON Schema agrees with the model and with what staff write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from bot.knowledge.model import Edition, Facts
from bot.knowledge.schema import MODELS, Kind, schema

KINDS = sorted(MODELS)


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """All mappings of a schema."""
    if isinstance(node, dict):
        yield node
        for below in node.values():
            yield from nodes(below)
    elif isinstance(node, list):
        for below in node:
            yield from nodes(below)


@pytest.mark.parametrize("kind", KINDS)
def test_keys_and_needs_are_those_of_the_model(kind: Kind) -> None:
    found = schema(kind)

    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(found["properties"]) == [item.name for item in fields(MODELS[kind])]
    assert found["additionalProperties"] is False
    assert found["description"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_points_nowhere_and_nothing_is_noise(kind: Kind) -> None:
    found = schema(kind)

    for node in nodes(found):
        reference = node.get("$ref")
        if isinstance(reference, str):
            assert reference.removeprefix("#/$defs/") in found["$defs"]
        assert node.get("type") != "null"
        assert node.get("default", 0) is not None
        if node.get("type") == "object":
            assert "additionalProperties" in node


def test_docstrings_are_descriptions() -> None:
    edition = schema("facts")["$defs"]["Edition"]

    assert edition["description"] == Edition.__doc__
    assert edition["properties"]["venue"]["description"] == "The organisation in whose house it was held."
    assert edition["properties"]["title"]["description"] == "The official title."
    assert edition["required"] == ["id", "year"]


YAML_NATIVE = [
    ("year", 2016),
    ("year", "2016"),
    ("id", 2016),
    ("id", "2016-1"),
    ("topics_complete", False),
    ("note", 5),
]
TYPES = {int: "integer", str: "string", bool: "boolean"}


@pytest.mark.parametrize(("name", "value"), YAML_NATIVE)
def test_what_an_editor_takes_for_a_number_is_allowed(name: str, value: object) -> None:
    allowed = schema("facts")["$defs"]["Edition"]["properties"][name]["type"]
    native = TYPES[type(value)]

    assert native in allowed or (native == "integer" and "number" in allowed)


def test_a_field_named_title_is_no_title() -> None:
    assert "title" in schema("facts")["$defs"]["News"]["properties"]
    assert all(not isinstance(node.get("title"), str) for node in nodes(schema("facts")["$defs"]))


def test_every_section_has_its_definition() -> None:
    found = schema("facts")

    for item in fields(Facts):
        section = found["properties"][item.name]
        assert "$ref" in section or "$ref" in section["items"], item.name
