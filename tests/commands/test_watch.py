"""``check --watch``, in a process of its own: what a save breaks and mends is told as it is saved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.rechecking import Findings
from bot.knowledge.problems import Problem
from tests.commands.conftest import speak_little
from tests.running import ROOT


@pytest.fixture
def folder(folder: Path) -> Path:
    speak_little(folder)
    return folder


@contextmanager
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The check, which ends by Ctrl-C alone."""
    command = [sys.executable, "-m", "bot", "check", "--watch", "--knowledge", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment, cwd=ROOT
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def round_of(process: subprocess.Popen[str]) -> list[str]:
    """What one check says, up to the empty line behind it."""
    assert process.stdout is not None
    return list(iter(process.stdout.readline, "\n"))


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_each_save_is_checked_until_ctrl_c(folder: Path) -> None:
    faq, hotel = folder / "faq.yaml", folder / "questions" / "hotel.yaml"
    spoil(faq, "answer:\n      en: Towels", "awnser:\n      en: Towels")
    with watching(folder) as process:
        first = round_of(process)
        assert any(line.startswith(f"{faq}:8:5: unknown key") for line in first)
        assert "is not tried out before" in first[-1]

        spoil(hotel, "floor: 1.0", "floor: 7")
        second = round_of(process)
        assert [line[:8] for line in second[:-1]] == ["new:    ", "still th"]
        assert f"{hotel}:3:8: expected a share" in second[0]

        spoil(faq, "awnser:", "answer:")
        spoil(hotel, "floor: 7", "floor: 1.0")
        third = round_of(process)
        assert all(line.startswith("mended: ") for line in third[:-1])
        assert len(third) > 1
        assert "0 errors" in third[-1]

        spoil(hotel, "- hotel", "- hostel")
        *problems, closing = round_of(process)
        assert ["does not say 'hostel'" in line for line in problems] == [True]
        assert "1 error" in closing

        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130


def test_the_forms_for_programs_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--watch", "--format", "json", "--knowledge", str(folder)]) == 2
    assert "leave out --format" in capsys.readouterr().err


def at(line: int, message: str, file: str = "a.yaml") -> Problem:
    return Problem(file, line, 1, message)


ONE, TWO = at(1, "one; the first is in a.yaml:9:2"), at(5, "two")
NEWS = [
    ([], [], []),
    ([ONE], [ONE], ["still there: 1 problem"]),
    ([ONE, TWO], [], [f"mended: {ONE}", f"mended: {TWO}"]),
    ([], [TWO], [f"new:    {TWO}"]),
    ([ONE, TWO], [at(3, "one; the first is in a.yaml:12:2"), at(9, "two")], ["still there: 2 problems"]),
    ([TWO], [at(5, "two", "b.yaml")], [f"mended: {TWO}", f"new:    {at(5, 'two', 'b.yaml')}"]),
    ([TWO], [at(4, "two"), at(5, "two")], [f"new:    {at(5, 'two')}", "still there: 1 problem"]),
]


@pytest.mark.parametrize(("before", "after", "told"), NEWS)
def test_news(before: list[Problem], after: list[Problem], told: list[str]) -> None:
    findings = Findings()
    assert list(findings.news(before)) == [str(problem) for problem in before]
    assert list(findings.news(after)) == told
