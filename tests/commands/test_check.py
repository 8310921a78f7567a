"""``check`` and ``eval``: what is wrong, where, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from tests.running import program


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_sound_knowledge(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--knowledge", str(folder)]) == 0
    assert "2 entries, 2 test questions, checked in" in capsys.readouterr().out


def test_a_mistake_is_shown_at_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, "faq.yaml", "answer:\n      en: Towels", "awnser:\n      en: Towels")
    assert main(["check", "--knowledge", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "faq.yaml:8:5: " in out
    assert "'answer'" in out
    assert "error" in out.splitlines()[-1]


def test_problems_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, "faq.yaml", "id: breakfast", "id: towel")
    assert main(["check", "--knowledge", str(folder), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    levels = [problem["level"] for problem in report["problems"]]
    assert report["summary"]["errors"] == levels.count("error") == 1


def test_problems_as_annotations(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, "faq.yaml", "id: breakfast", "id: towel")
    assert main(["check", "--knowledge", str(folder), "--format", "annotations"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[0] for line in lines if "towel" in line] == ["::error"]


def test_a_failing_test_question_is_a_problem_at_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, "questions/hotel.yaml", "- hotel", "- hostel")
    assert main(["check", "--knowledge", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "hotel.yaml:6:" in out
    assert "does not say 'hostel'" in out


@pytest.mark.parametrize("command", [["ask", "towel"], ["chat"], ["eval"]])
def test_broken_knowledge_is_not_used(folder: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    spoil(folder, "faq.yaml", "answer:\n      en: Towels", "awnser:\n      en: Towels")
    assert main([*command, "--knowledge", str(folder)]) == 1
    assert "faq.yaml:8:5: " in capsys.readouterr().err


def test_eval_prints_a_row_a_category(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--knowledge", str(folder)]) == 0
    _, hotel, everything = capsys.readouterr().out.splitlines()
    assert hotel.split() == ["en", "hotel", "2/2", "100.0%", "100%"]
    assert everything.split() == ["all", "2/2", "100.0%"]


def test_eval_below_its_floor(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, "questions/hotel.yaml", "entry: towel", "entry: breakfast")
    failures = tmp_path / "failures.jsonl"
    assert main(["eval", "--knowledge", str(folder), "--failures", str(failures)]) == 1
    out = capsys.readouterr().out
    assert "below its floor" in out
    assert "towel won; expected breakfast" in out
    (line,) = failures.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["faults"] == ["towel won; expected breakfast"]


def test_eval_above_a_floor_that_allows_for_failures(folder: Path) -> None:
    spoil(folder, "questions/hotel.yaml", "entry: towel", "entry: breakfast")
    spoil(folder, "questions/hotel.yaml", "floor: 1.0", "floor: 0.5")
    assert main(["eval", "--knowledge", str(folder)]) == 0


@pytest.mark.parametrize("choice", [["--category", "hotels"], ["--language", "ko"]])
def test_eval_of_nothing(folder: Path, choice: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--knowledge", str(folder), *choice]) == 2
    assert "no such test questions" in capsys.readouterr().err


def test_failures_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    run = program("eval", "--knowledge", str(folder), "--failures", str(tmp_path))
    assert run.returncode == 1
    assert run.stderr.startswith("wego-bot: ")
