"""What the tests of the answers share: small knowledge folders that are written in the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answers.assistant import Assistant
from bot.knowledge.loaded import Loaded
from tests.answers.asking import assistant_of, packaged_assistant
from tests.parsed import loaded

Write = Callable[..., Loaded]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files of YAML into one folder and loads it, with the language packs that travel with the program."""

    def written(**files: str) -> Loaded:
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        found = loaded(tmp_path, {"en"})
        assert found.knowledge is not None, found.problems
        return found

    return written


@pytest.fixture(scope="session")
def made_up() -> Assistant:
    """The bot over the made-up knowledge."""
    return assistant_of()


@pytest.fixture(scope="session")
def packaged() -> Assistant:
    """The bot over the knowledge that travels with the program."""
    return packaged_assistant()
