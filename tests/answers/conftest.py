"""What the tests of the answers share: small knowledge folders that are written in the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge.folders import packaged_folder
from bot.knowledge.loaded import Loaded
from bot.knowledge.loader import load

Write = Callable[..., Loaded]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files of YAML into one folder and loads it, with the language packs that travel with the program."""

    def written(**files: str) -> Loaded:
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        loaded = load(tmp_path, packaged=packaged_folder())
        assert loaded.knowledge is not None, loaded.problems
        return loaded

    return written
