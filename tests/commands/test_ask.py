"""``ask``: one question, and the stream of JSON lines."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from tests.running import compiled

pytestmark = pytest.mark.usefixtures("one_cache")


@pytest.fixture
def cache(one_cache: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    monkeypatch.setenv("WEGO_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def stream(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def replies(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_answer_with_its_link(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--knowledge", str(folder), "Are towels provided?"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "Towels are provided by the hotel.",
        "About towels: https://example.org/towels",
    ]


def test_quotes_may_be_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--knowledge", str(folder), "are", "towels", "provided"]) == 0
    assert "hotel" in capsys.readouterr().out


def test_what_is_not_known_is_no_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--knowledge", str(folder), "Who won the football match in Madrid?"]) == 0
    assert "hotel" not in capsys.readouterr().out


def test_explanation_names_the_entry(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--knowledge", str(folder), "--explain", "Are towels provided?"]) == 0
    assert "answer, towel, confidence" in capsys.readouterr().out


def test_bytes_that_are_no_text(folder: Path) -> None:
    assert main(["ask", "--knowledge", str(folder), "towel\udcff?"]) == 0


def test_every_line_gets_a_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stream(monkeypatch, b'{"chat": "a", "text": "Are towels provided?"}\n\noops\n{"text": "Breakfast hours"}')
    assert main(["ask", "--knowledge", str(folder), "--jsonl"]) == 1
    first, second, third, fourth = replies(capsys)
    assert (first["outcome"], first["entry"], first["language"]) == ("answer", "towel", "en")
    assert first["links"] == [{"label": "About towels", "url": "https://example.org/towels"}]
    assert first["candidates"][0][0] == "towel"
    assert 0 < first["confidence"] <= 1
    assert first["elapsed_ms"] >= 0
    assert second == {"error": "an empty line; expected a JSON object", "line": 2}
    assert third["line"] == 3
    assert fourth["entry"] == "breakfast"


STRANGE = [
    "",
    " ",
    "?",
    "a" * 100_000,
    "\x00",
    r"\ud800",
    "\u202e",
    "🙂" * 500,
    "%s {0} {x} **",
    "<b>&amp;",
    "/start",
    "-h",
]


def test_strange_texts_get_a_reply(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps({"chat": "a", "text": text}).replace(r"\\ud800", r"\ud800") for text in STRANGE]
    stream(monkeypatch, "\n".join(lines).encode())
    assert main(["ask", "--knowledge", str(folder), "--jsonl"]) == 0
    assert [reply["outcome"] in ("answer", "suggest", "unknown") for reply in replies(capsys)] == [True] * len(STRANGE)


def test_no_input_no_output(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stream(monkeypatch, b"")
    assert main(["ask", "--knowledge", str(folder), "--jsonl"]) == 0
    assert capsys.readouterr().out == ""


def test_knowledge_from_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    assert main(["ask", "Are towels provided?"]) == 0
    assert "hotel" in capsys.readouterr().out


def test_an_edit_is_heeded_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["ask", "--knowledge", str(folder), "Are towels provided?"]
    main(ask)
    main(ask)
    faq = folder / "faq.yaml"
    faq.write_text(faq.read_text(encoding="utf-8").replace("by the hotel", "by the hostel"), encoding="utf-8")
    capsys.readouterr()
    assert main(ask) == 0
    assert "by the hostel" in capsys.readouterr().out


@pytest.mark.parametrize("spoil", [b"", b"junk", b"\x80\x05K\x01."])
def test_a_spoilt_cache_is_read_past(
    folder: Path, cache: Path, capsys: pytest.CaptureFixture[str], spoil: bytes
) -> None:
    ask = ["ask", "--knowledge", str(folder), "Are towels provided?"]
    main(ask)
    files = [path for path in cache.rglob("*") if path.is_file()]
    assert files
    for path in files:
        path.write_bytes(spoil)
    assert main(ask) == 0
    assert capsys.readouterr().out.count("by the hotel") == 2


def test_without_cache_nothing_is_written(folder: Path, cache: Path) -> None:
    assert main(["ask", "--no-cache", "--knowledge", str(folder), "Are towels provided?"]) == 0
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_is_done_without(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("WEGO_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert main(["ask", "--knowledge", str(folder), "Are towels provided?"]) == 0


@pytest.mark.parametrize("day", ["0001-01-01", "2024-02-29", "9999-12-31"])
@pytest.mark.parametrize(
    "text", ["When is the next training?", "Can I apply now?", "Which was the latest?", "When was the first one?"]
)
def test_any_day_of_the_calendar(day: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGO_CACHE_DIR", compiled())
    assert main(["ask", "--today", day, text]) == 0
