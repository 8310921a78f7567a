"""Where the packaged knowledge is, and copying it for staff."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BotError, UsageError
from bot.knowledge.folders import copy_to, packaged_folder


def test_a_checkout_has_its_knowledge_beside_the_program() -> None:
    assert packaged_folder().name == "knowledge"


def test_a_wheel_has_it_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bot" / "_knowledge").mkdir(parents=True)
    monkeypatch.setattr("bot.__file__", str(tmp_path / "bot" / "__init__.py"))

    assert packaged_folder() == tmp_path / "bot" / "_knowledge"


def test_everything_visible_is_copied(english: Path, tmp_path: Path) -> None:
    (english / ".hidden").write_text("x", encoding="utf-8")
    (english / "languages" / "en" / "words.yaml").chmod(0o444)
    target = tmp_path / "new" / "folder"

    copied = copy_to(target, source=english)

    assert [str(name) for name in copied] == ["languages/en/words.txt", "languages/en/words.yaml"]
    assert (target / "languages" / "en" / "words.yaml").read_bytes() == b"stop: [the, a]\n"
    (target / "languages" / "en" / "words.yaml").write_text("staff may write here", encoding="utf-8")
    assert not (target / ".hidden").exists()


def test_an_empty_folder_is_filled(english: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert len(copy_to(tmp_path / "empty", source=english)) == 2


def test_nothing_is_overwritten(english: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x", encoding="utf-8")

    with pytest.raises(UsageError, match="is not empty; name one that is new or empty"):
        copy_to(tmp_path / "full", source=english)
    with pytest.raises(UsageError, match="is a file"):
        copy_to(tmp_path / "full" / "x", source=english)
    with pytest.raises(UsageError, match="cannot be written"):
        copy_to(tmp_path / "full" / "x" / "y", source=english)


def test_an_installation_without_knowledge_says_so(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="install the program anew"):
        copy_to(tmp_path / "new", source=tmp_path / "nowhere")
