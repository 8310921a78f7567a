"""The last line of a check: which folder, and how much of it, as far as that is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.check import summarise
from bot.knowledge.loader import load

ENTRY = "  - {id: towel, questions: {en: [Are there towels?]}, answer: {en: Yes.}}\n"
QUESTIONS = "language: en\ncategory: hotel\nquestions: [{ask: [Towels?], entry: towel}]\n"

SUMMARIES = [
    ({"faq.yaml": f"entries:\n{ENTRY}"}, "1 file, 0 programmes, 1 entry, 0 test questions, checked in 0.0 s: 0 errors"),
    (
        {"faq.yaml": f"entries:\n{ENTRY}", "questions/hotel.yaml": QUESTIONS},
        "2 files, 0 programmes, 1 entry, 1 test question, checked in 0.0 s: 0 errors",
    ),
    ({"faq.yaml": f"entries\n{ENTRY}"}, "1 file, checked in 0.0 s: 1 error, "),
    (
        {"faq.yaml": f"entris:\n{ENTRY}", "questions/hotel.yaml": QUESTIONS},
        "2 files, checked in 0.0 s: 1 error, ",
    ),
]


@pytest.mark.parametrize(("files", "line"), SUMMARIES)
def test_summary(files: dict[str, str], line: str, tmp_path: Path, english: Path) -> None:
    folder = tmp_path / "knowledge"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    loaded = load(folder, packaged=english)

    summary = str(summarise(folder, loaded, loaded.problems, 0.0))

    assert summary.startswith(f"{folder}: {line}")
