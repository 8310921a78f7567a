"""What a proposal would change, found by the real commands over a small folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.aside import settled
from bot.editing.preview import Preview, Previews
from bot.editing.proposal import Changed
from tests.commands.conftest import FAQ, QUESTIONS, speak_little

HOTEL, INN = "provided by the hotel", "provided by the inn"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WEGO_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "knowledge"
    (folder / "questions").mkdir(parents=True)
    speak_little(folder)
    (folder / "faq.yaml").write_text(FAQ, encoding="utf-8")
    (folder / "questions" / "hotel.yaml").write_text(QUESTIONS, encoding="utf-8")
    return folder


async def previewed(folder: Path, text: str, *asked: str) -> Preview:
    changes = [Changed("faq.yaml", (folder / "faq.yaml").read_bytes(), text.encode())]
    try:
        return await Previews(folder, lambda: ("en",)).preview(changes, asked)
    finally:
        await settled()


async def test_answers_that_change_and_what_the_change_brings(folder: Path) -> None:
    text = FAQ.replace(HOTEL, INN).replace("Should I pack a towel?", "When is breakfast served?")
    found = await previewed(folder, text, "may I bring a towel?", "Say \u2028 something else")
    assert found.comparison is not None
    assert (found.refused, found.comparison.regressions, found.comparison.total) == (False, 1, 4)
    assert {problem.file for problem in found.problems} == {"faq.yaml"}
    assert any("the same question" in problem.message for problem in found.problems)


async def test_a_file_with_mistakes_is_refused_by_its_own_name(folder: Path) -> None:
    found = await previewed(folder, FAQ.replace("answer:", "awnser:", 1))
    assert found.refused
    assert [str(one).partition(" ")[0] for one in found.problems if "awnser" in one.message] == ["faq.yaml:8:5:"]


async def test_what_mends_a_folder_can_be_published(folder: Path) -> None:
    """Somebody has saved a file with mistakes: nothing can be compared with that."""
    (folder / "faq.yaml").write_text(FAQ.replace("answer:", "awnser:", 1), encoding="utf-8")
    found = await previewed(folder, FAQ)
    assert (found.refused, found.blind, found.problems) == (False, True, ())
