"""What two folders surely have in common, by their files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.sameness import Same, same

ALL, NONE = {"en", "ko", "ru"}, set[str]()
CHANGES = [
    ("notes.md", ALL, True),
    ("languages/ru/questions/dates.yaml", ALL, True),
    ("languages/ru/words.yaml", {"en", "ko"}, False),
    ("languages/ru/more.yaml", {"en", "ko"}, False),
    ("languages/ru/words.txt", {"en", "ko"}, False),
    ("languages/tr/words.yaml", ALL, False),
    ("languages/en/words.yaml", NONE, False),
    ("languages/others.yaml", NONE, False),
    ("programs/seoul.yaml", NONE, False),
]


@pytest.fixture
def old(tmp_path: Path, english: Path) -> Path:
    """English and Korean come with the program, Russian with the folder."""
    (english / "languages" / "ko").mkdir()
    (english / "languages" / "ko" / "words.yaml").write_text("stop: []\n", encoding="utf-8")
    folder = tmp_path / "old"
    (folder / "languages" / "ru" / "questions").mkdir(parents=True)
    (folder / "languages" / "ru" / "words.yaml").write_text("stop: []\n", encoding="utf-8")
    (folder / "faq.yaml").write_text("entries: []\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "languages", "hearing"), CHANGES)
def test_what_a_file_can_change(name: str, languages: set[str], hearing: bool, old: Path, english: Path) -> None:
    new = old.with_name("new")
    shutil.copytree(old, new)
    (new / name).parent.mkdir(parents=True, exist_ok=True)
    (new / name).write_text("stop: [x]\n", encoding="utf-8")

    assert same(old, new, english) == same(new, old, english) == Same(frozenset(languages), hearing)


def test_a_file_under_another_name_is_another_one(old: Path, english: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    shutil.copytree(old, new)
    (new / "faq.yaml").rename(new / "questions.yaml")
    assert same(old, new, english) == Same()


def test_a_language_of_the_program_may_be_brought_by_the_folder(old: Path, english: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    shutil.copytree(old, new)
    shutil.copytree(english / "languages" / "ko", new / "languages" / "ko")
    assert same(old, new, english) == Same(frozenset(ALL), hearing=True)
