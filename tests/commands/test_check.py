"""``check`` and ``eval``: what is wrong, where, and with which exit code."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.cli import main
from bot.runtime import open_service
from tests.running import program

pytestmark = pytest.mark.usefixtures("one_cache")


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_sound_knowledge(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--knowledge", str(folder)]) == 0
    assert "2 entries, 2 test questions, checked in" in capsys.readouterr().out


def test_what_was_checked_is_compiled_and_a_check_of_it_finds_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WEGO_CACHE_DIR", str(tmp_path / "cache"))
    spoil(folder, "questions/hotel.yaml", "- hotel", "- hostel")
    said = []
    for _ in range(2):
        assert main(["check", "--knowledge", str(folder)]) == 1
        said.append(capsys.readouterr().out.partition(", checked in")[0])
        assert open_service(folder).uncompiled is None
    assert said[0] == said[1]


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


def test_what_is_due_is_shown_with_its_remedy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, "faq.yaml", "  - id: towel\n", "  - id: towel\n    review_by: 2027-02-01\n")
    assert main(["check", "--knowledge", str(folder), "--today", "2027-01-17"]) == 0
    assert "review_by" not in capsys.readouterr().out
    assert main(["check", "--knowledge", str(folder), "--today", "2027-02-01"]) == 0
    out = capsys.readouterr().out
    assert "faq.yaml:3:16: warning: the review of entries/towel has been due since 2027-02-01; look at it" in out


def test_a_text_that_contradicts_a_fact_is_shown_with_both_places(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, "faq.yaml", "Towels are provided by the hotel.", "The hotel has towels (https://example.org/towel).")
    assert main(["check", "--knowledge", str(folder)]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "warning: " in line]
    assert "faq.yaml:9:11: warning: this text says https://example.org/towel, the facts" in line
    assert f"{folder.name}/faq.yaml:11:14); correct one of the two" in line


def test_links_are_tried_only_when_that_is_asked_for(
    folder: Path, gone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, "faq.yaml", "Towels are provided by the hotel.", f"See {gone}/towels, it is said.")
    spoil(folder, "faq.yaml", "https://example.org/towels", "https://127.0.0.1:9/towels")
    (folder / "questions" / "hotel.yaml").unlink()

    assert main(["check", "--knowledge", str(folder)]) == 0
    assert "the link" not in capsys.readouterr().out

    asked = program("check", "--knowledge", str(folder), "--links")

    assert asked.returncode == 0
    told = [line for line in asked.stdout.splitlines() if "the link" in line]
    assert [line.partition("faq.yaml:")[2].partition(" ")[0] for line in told] == ["9:11:", "11:14:"]
    assert f"the link {gone}/towels does not work: its server has no such page; correct the link" in told[0]
    assert "the link https://127.0.0.1:9/towels leads nowhere: nobody answers at 127.0.0.1" in told[1]


class _Gone(BaseHTTPRequestHandler):
    """Has no page at all."""

    def do_GET(self) -> None:
        self.send_error(404)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def gone() -> Iterator[str]:
    """The address of a server on loopback that has no page."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Gone) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
