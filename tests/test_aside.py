"""Compiling in a process of its own: it ends with whoever waits for it, and its failure is told."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from pathlib import Path

import pytest

from bot import aside
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
