"""Who may import whom; the linter watches over libraries, this table over the parts of the program."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "bot").rglob("*.py"))

MAY_IMPORT = {
    "errors": {"knowledge"},
    "knowledge": {"knowledge", "errors"},
    "matching": {"matching", "knowledge", "errors"},
    "answers": {"answers", "matching", "knowledge", "errors"},
    "storage": {"storage"},
    "announcements": {"announcements", "storage", "failure"},
    "failure": set(),
    "stand_in": {"stand_in"},
}
"""The parts below the edge. Everything else in bot/ is the edge, and may import all of them."""

ONLY_IN = {
    "yaml": {"knowledge"},
    "pydantic": {"knowledge"},
    "pydantic_core": {"knowledge"},
    "platformdirs": {"settings", "knowledge"},
    "argparse": {"cli", "commands"},
    "telegram": {"telegram_bot", "app", "rehearsal"},
    "aiohttp": {"telegram_bot", "app", "links", "stand_in"},
    "prometheus_client": {"telegram_bot"},
    "sqlalchemy": {"storage", "announcements"},
    "alembic": {"storage"},
    "icalendar": {"telegram_bot"},
    "PIL": {"telegram_bot"},
    "dotenv": {"settings"},
    "starlette": {"preview"},
    "uvicorn": {"preview"},
}


def part_of(path: Path) -> str:
    """knowledge, matching, answers, cli, ..."""
    return path.relative_to(ROOT / "bot").with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """Every module that is named in an import anywhere in the file, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_downwards(path: Path) -> None:
    allowed = MAY_IMPORT.get(part_of(path))
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("bot.")}
    assert allowed is None or ours <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_cancellation_is_lost(path: Path) -> None:
    """On Python 3.11 `asyncio.wait_for` takes no notice of one that comes as what it waits for is done."""
    used = {
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert "asyncio.wait_for" not in used


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_libraries_stay_where_they_belong(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imports(path)}
    assert {name for name in libraries & set(ONLY_IN) if part_of(path) not in ONLY_IN[name]} == set()
