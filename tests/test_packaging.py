"""The hashed requirements hold what the program declares, and name no place to get it from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8")


def name_of(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return name.group().lower().replace("_", "-")


def test_every_dependency_is_pinned() -> None:
    pinned = {name_of(line) for line in REQUIREMENTS.splitlines() if re.match(r"\w", line)}
    declared = {name_of(line) for line in PROJECT["dependencies"] if "win32" not in line}
    assert declared <= pinned


def test_the_driver_of_postgresql_is_pinned_too() -> None:
    wanted = {name_of(requirement) for requirement in PROJECT["optional-dependencies"]["postgresql"]}
    assert wanted | {"psycopg-binary"} <= {name_of(line) for line in REQUIREMENTS.splitlines() if re.match(r"\w", line)}


def test_every_pin_has_hashes() -> None:
    pins = re.split(r"\n(?=\w)", re.sub(r"^#.*\n", "", REQUIREMENTS, flags=re.MULTILINE).strip())
    assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==\S+( \\\n +--hash=sha256:[0-9a-f]{64})+", pin)] == []


def test_no_address_is_named() -> None:
    assert "://" not in REQUIREMENTS
    assert "index" not in REQUIREMENTS
