"""``init`` and ``schema``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.schema import KINDS
from tests.running import compiled

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def test_a_copy_is_as_sound_as_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGO_CACHE_DIR", compiled())  # where the very same bytes are found, wherever they lie
    copy = tmp_path / "copy"
    assert main(["init", str(copy)]) == 0
    assert main(["ask", "--knowledge", str(copy), "hello"]) == 0
    ours = {path.relative_to(KNOWLEDGE) for path in KNOWLEDGE.rglob("*.yaml")}
    assert ours == {path.relative_to(copy) for path in copy.rglob("*.yaml")}


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("wego-bot: ")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_printed(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", kind]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), dict)


def test_schemas_beside_the_knowledge_are_fresh(tmp_path: Path) -> None:
    assert main(["schema", "--out", str(tmp_path)]) == 0
    for kind in KINDS:
        name = f"{kind}.schema.json"
        ours = (KNOWLEDGE / "schemas" / name).read_text(encoding="utf-8")
        assert ours == (tmp_path / name).read_text(encoding="utf-8"), "run: wego-bot schema --out knowledge/schemas"
