"""Small knowledge folders for the preview, and a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from bot.knowledge.folders import packaged_folder
from tests.commands.conftest import FAQ, QUESTIONS, speak_little
from tests.preview.previewing import Running, previewing
from tests.preview.seeing import NoBrowserError, chromium
from tests.running import compiled

BROWSER = "WEGO_TEST_BROWSER"
"""Set to "required" where a browser has to be there, as in .ci/run."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two entries and two test questions, in an English that is read in no time."""
    knowledge = tmp_path / "knowledge"
    (knowledge / "questions").mkdir(parents=True)
    (knowledge / "faq.yaml").write_text(FAQ, encoding="utf-8")
    (knowledge / "questions" / "hotel.yaml").write_text(QUESTIONS, encoding="utf-8")
    speak_little(knowledge)
    return knowledge


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what is compiled of small folders is kept: most of them begin alike."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def preview(folder: Path, kept: Path) -> Iterator[Running]:
    """A preview of the small folder, which a test may edit."""
    with previewing(folder, kept) as running:
        yield running


@pytest.fixture(scope="module")
def packaged() -> Iterator[Running]:
    """A preview of the knowledge that travels with the program, in all its languages."""
    with previewing(packaged_folder(), compiled(), "--today", "2026-11-21") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    """A headless Chromium; where none is, the tests are skipped, or fail where one is required."""
    try:
        with chromium() as found:
            yield found
    except NoBrowserError as missing:
        if os.environ.get(BROWSER) == "required":
            raise
        pytest.skip(str(missing))
