"""``compile``: all languages beforehand, and what a bot on Telegram has compiled beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.compiled import Compiled
from bot.exits import UNKEPT
from bot.runtime import compile_first, open_service

PARTS = ("head", "repertoire", "files", "en", "en.ear")


def test_everything_is_compiled_and_the_next_start_finds_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert open_service(folder).uncompiled == folder
    assert main(["compile", "--knowledge", str(folder)]) == 0
    assert capsys.readouterr().out == "compiled: en\n"
    assert open_service(folder).uncompiled is None


def test_what_is_compiled_stays_as_it_is(folder: Path, tmp_path: Path) -> None:
    def states() -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in (tmp_path / "cache").iterdir()}

    assert main(["compile", "--knowledge", str(folder)]) == 0
    before = states()
    assert {name.partition("-")[2] for name in before} == {f"{part}.compiled" for part in PARTS}
    assert main(["compile", "--knowledge", str(folder)]) == 0
    assert states() == before


def test_a_language_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", "--knowledge", str(folder), "--language", "tlh"]) == 2
    assert "there is no language 'tlh'; there are: en" in capsys.readouterr().err


def test_a_language_that_was_taken_away_holds_up_no_program(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bot that runs asks for the languages that it had at hand; one of them may be gone."""
    arguments = ["compile", "--knowledge", str(folder), "--format", "json"]
    assert main([*arguments, "--language", "en", "--language", "tlh"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []


def test_where_nothing_can_be_kept_it_is_said(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("WEGO_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert main(["compile", "--knowledge", str(folder)]) == UNKEPT
    assert "WEGO_CACHE_DIR" in capsys.readouterr().err


@pytest.mark.parametrize("named", ["knowledge", "./knowledge", "{whole}"])
def test_a_bot_that_starts_has_another_process_read_the_knowledge(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bot.py").write_text("raise SystemExit('a stranger in the current folder')", encoding="utf-8")
    monkeypatch.setattr("bot.compiled.read_knowledge", lambda *_: pytest.fail("read in this process"))
    path = Path(named.format(whole=folder))

    assert compile_first(path) == 0
    assert Compiled(path, tmp_path / "cache").has_head()
    assert open_service(path).languages == ("en",)


def test_a_bot_that_can_keep_nothing_starts_all_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("WEGO_CACHE_DIR", str(tmp_path / "file" / "cache"))

    assert compile_first(folder) == UNKEPT
    assert open_service(folder).languages == ("en",)


def test_a_bot_does_not_start_over_mistakes(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "faq.yaml").write_text("entries: 3\n", encoding="utf-8")
    assert compile_first(folder) == 1
    assert "faq.yaml:1" in capfd.readouterr().err
