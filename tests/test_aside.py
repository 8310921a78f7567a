"""Compiling in a process of its own: it ends with whoever waits for it, and its failure is told."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from pathlib import Path

import pytest

from bot import aside
from bot.exits import ANOTHER
from bot.knowledge.fingerprints import program
from bot.knowledge.problems import Problem
from tests.telegram.serving import until


async def test_it_ends_with_whoever_waits_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "pid"
    code = f"import os, pathlib, time; pathlib.Path({str(note)!r}).write_text(str(os.getpid())); time.sleep(60)"
    monkeypatch.setattr(aside, "_command", lambda *_: [sys.executable, "-c", code])

    task = asyncio.create_task(aside.compile_beside(tmp_path))
    await until(lambda: note.exists() and note.read_text(encoding="utf-8"))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text(encoding="utf-8")), 0)


async def test_what_cannot_be_compiled_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        await aside.compile_beside(tmp_path / "nothing")

    assert "languages are not compiled beforehand: wego-bot: there is no folder" in caplog.text


async def test_a_process_that_cannot_be_started_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(aside, "_command", lambda *_: [str(tmp_path / "nothing")])

    with caplog.at_level(logging.WARNING):
        await aside.compile_beside(tmp_path)

    assert "languages are not compiled beforehand: No such file or directory" in caplog.text


async def test_a_process_that_never_says_how_it_went_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "pid"
    code = f"import os, pathlib, time; pathlib.Path({str(note)!r}).write_text(str(os.getpid())); time.sleep(60)"
    monkeypatch.setattr(aside, "_command", lambda *_: [sys.executable, "-c", code])
    monkeypatch.setattr(aside, "PATIENCE", 1.0)

    outcome = await aside.compile_aside(tmp_path, ["en"])

    assert (outcome.code, outcome.problems, outcome.said) == (-1, (), "it took more than 1 seconds")
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text(encoding="utf-8")), 0)


REPORT = "import json; print(json.dumps({{'program': {program!r}, 'problems': {problems!r}}}))"
WRONG = {"file": "a", "line": 1, "column": 2, "message": "m", "level": "error"}
REPLACED = "the program has been replaced while it runs; start it again"
SAYS = [
    (REPORT.format(program=program(), problems=[]), aside.Outcome(0)),
    (REPORT.format(program=program(), problems=[WRONG]), aside.Outcome(1, (Problem("a", 1, 2, "m"),))),
    (REPORT.format(program="another", problems=[]), aside.Outcome(ANOTHER, said=REPLACED)),
    ("print('not JSON'); raise SystemExit(7)", aside.Outcome(7, said="no reason was given")),
    ("print('[]'); raise SystemExit(7)", aside.Outcome(7, said="no reason was given")),
    ("import sys; sys.exit('wego-bot: the disk is gone')", aside.Outcome(1, said="wego-bot: the disk is gone")),
]


@pytest.mark.parametrize(("code", "expected"), SAYS)
async def test_how_it_went(code: str, expected: aside.Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "_command", lambda *_: [sys.executable, "-c", code])

    assert await aside.compile_aside(tmp_path, ["en"]) == expected
    await aside.settled()
