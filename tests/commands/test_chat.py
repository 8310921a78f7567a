"""``chat`` through a pipe."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.cli import main


def test_a_pipe_gets_replies_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Are towels provided?\n\n/today 2027-01-02\n/quit\nBreakfast hours\n"))
    assert main(["chat", "--knowledge", str(folder)]) == 0
    assert capsys.readouterr().out == (
        "Towels are provided by the hotel.\nAbout towels: https://example.org/towels\n\nToday is 2027-01-02.\n\n"
    )


class Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_person_is_greeted_and_sees_a_prompt(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard("Breakfast hours\n"))
    assert main(["chat", "--knowledge", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "/help" in out
    assert "> Breakfast is served" in out
    assert out.endswith("Goodbye.\n")


def test_ctrl_c_leaves_politely(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Keyboard())
    monkeypatch.setattr("builtins.input", interrupt)
    assert main(["chat", "--knowledge", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("Goodbye.\n")
