"""Small knowledge folders for the preview, and a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from bot.knowledge.folders import packaged_folder
from tests.commands.conftest import FAQ, QUESTIONS, speak_little
from tests.preview.previewing import Running, previewing
from tests.running import compiled

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REQUIRED = "WEGO_TEST_BROWSER"
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
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = shutil.which("chromedriver")
    if not (program and driver):
        reason = "Chromium and chromedriver are not here; on Debian: apt-get install chromium chromium-driver"
        if os.environ.get(REQUIRED) == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--no-proxy-server"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
    try:
        yield found
    finally:
        found.quit()
