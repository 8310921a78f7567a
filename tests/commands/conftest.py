"""A small knowledge folder, and an environment in which nothing outside the test is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.folders import packaged_folder

FAQ = """\
entries:
  - id: towel
    questions:
      en:
        - Do I need to bring a towel?
        - Are towels provided?
        - Should I pack a towel?
    answer:
      en: Towels are provided by the hotel.
    links:
      - url: https://example.org/towels
        label:
          en: About towels
  - id: breakfast
    questions:
      en:
        - When is breakfast served?
        - What time can we have breakfast?
        - Breakfast hours
    answer:
      en: Breakfast is served from seven to nine.
"""

QUESTIONS = """\
language: en
category: hotel
floor: 1.0
today: 2026-11-21
questions:
  - ask:
      - Are towels provided?
    says:
      - hotel
    entry: towel
  - ask:
      - Who won the football match in Madrid?
    unknown: true
"""


def speak_little(knowledge: Path) -> None:
    """Give a folder an English of its own, with the bot's sentences and next to no words: it is read in no time."""
    english = knowledge / "languages" / "en"
    english.mkdir(parents=True)
    for path in (packaged_folder() / "languages" / "en").glob("*.yaml"):
        if path.stem not in ("cues", "words"):
            shutil.copyfile(path, english / path.name)
    (knowledge / "languages" / "others.yaml").write_text("others: {}\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two entries and two test questions."""
    knowledge = tmp_path / "knowledge"
    (knowledge / "questions").mkdir(parents=True)
    (knowledge / "faq.yaml").write_text(FAQ, encoding="utf-8")
    (knowledge / "questions" / "hotel.yaml").write_text(QUESTIONS, encoding="utf-8")
    return knowledge


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of the test's own, and no settings from the developer's shell."""
    monkeypatch.setenv("WEGO_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("KNOWLEDGE_DIR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where tests to which the cache is all one keep what is compiled: most of them begin with the same folder."""
    return tmp_path_factory.mktemp("kept") / "cache"


@pytest.fixture
def one_cache(environment: None, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGO_CACHE_DIR", str(kept))
