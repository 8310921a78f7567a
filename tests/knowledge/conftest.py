"""What the tests of the knowledge share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def english(tmp_path: Path) -> Path:
    """A packaged folder that speaks English, in few words."""
    folder = tmp_path / "packaged"
    (folder / "languages" / "en").mkdir(parents=True)
    (folder / "languages" / "en" / "words.yaml").write_text("stop: [the, a]\n", encoding="utf-8")
    (folder / "languages" / "en" / "words.txt").write_text("train\ntown # not a training\n", encoding="utf-8")
    return folder
