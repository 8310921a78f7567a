"""The program as a whole: exit codes, the error boundary, a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bot
from bot.cli import main
from tests.running import ROOT, compiled, program

LANGUAGES = sorted(folder.name for folder in (ROOT / "knowledge" / "languages").iterdir() if folder.is_dir())
USAGE = [
    [],
    ["dance"],
    ["ask"],
    ["ask", "--jsonl", "hello"],
    ["ask", "   "],
    ["ask", "--today", "tomorrow", "hello"],
    ["ask", "--today", "2026-02-30", "hello"],
    ["ask", "--knowledge"],
    ["ask", "--knowledge", "no/such/folder", "hello"],
    ["ask", "--know", "here", "hello"],
    ["check", "--format", "xml"],
    ["check", "--knowledge", "no/such/folder"],
    ["schema"],
    ["schema", "fact"],
    ["init"],
]


def exit_code(arguments: list[str]) -> int:
    try:
        return main(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else -1


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(arguments) == 2
    assert "wego-bot" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["chat", "-h"], ["--version"]])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(arguments) == 0
    assert capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code(["--version"])
    assert capsys.readouterr().out == f"wego-bot {bot.__version__}\n"


def test_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.runtime.open_service", interrupt)
    assert main(["ask", "hello"]) == 130


def test_a_process_of_its_own_answers_json_lines() -> None:
    run = program("ask", "--jsonl", text='{"chat": "a", "text": "hello"}\n')
    assert (run.returncode, run.stderr) == (0, "")
    assert set(json.loads(run.stdout)) >= {"outcome", "text", "language", "entry", "confidence", "suggestions", "links"}


def test_the_first_reply_comes_before_the_second_line() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "WEGO_CACHE_DIR": compiled()},
        cwd=ROOT,
    ) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(2):
            process.stdin.write(b'{"text": "hello"}\n')
            process.stdin.flush()
            assert b"outcome" in process.stdout.readline()
    assert process.returncode == 0


def test_an_old_terminal_shows_what_it_can() -> None:
    run = program("ask", "서울?", PYTHONIOENCODING="ascii")
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that Linux alone has")
def test_a_full_disk() -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "bot", "ask", "hello"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "WEGO_CACHE_DIR": compiled()},
            cwd=ROOT,
            check=False,
        )
    assert run.returncode == 1
    assert run.stderr.startswith("wego-bot: ")
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_reader_who_leaves_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "WEGO_CACHE_DIR": compiled()},
        cwd=ROOT,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdin
        process.stdout.close()
        process.stdin.write(b'{"text": "hello"}\n' * 3)
        process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_neither_yaml_nor_pydantic_nor_telegram_is_loaded_once_the_knowledge_is_compiled() -> None:
    code = (
        "import sys; from bot.cli import main; main(['ask', 'hello']);"
        "sys.exit(', '.join({'yaml', 'pydantic', 'telegram', 'asyncio'} & set(sys.modules)))"
    )
    environment = {**os.environ, "WEGO_CACHE_DIR": compiled()}
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
        )
        for _ in range(2)
    ]
    assert runs[1].stderr.strip() == ""


def test_a_dash_stays_a_dash_where_the_terminal_has_none() -> None:
    environment = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}

    done = program("ask", "When was the 2016 Seoul training?", **environment)

    assert "22-29 May 2016" in done.stdout


@pytest.mark.parametrize("command", ["ask hi >&-", "chat <&-", "ask --jsonl <&-"])
def test_closed_streams(command: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m bot {command}'],
        capture_output=True,
        env={**os.environ, "WEGO_CACHE_DIR": compiled()},
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", [["ask", "hi"], ["ask", "--jsonl"], ["chat"]])
def test_a_language_that_is_not_there(command: list[str]) -> None:
    done = program(*command, "--language", "zz")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"wego-bot: there is no language 'zz'; there are: {', '.join(LANGUAGES)}\n"


@pytest.mark.parametrize("message", ["temas en 2018", "visitas tecnicas en 2017?", "ultima noticia de wego"])
def test_what_is_heard_does_not_change_from_run_to_run(message: str) -> None:
    done = [program("ask", message, PYTHONHASHSEED=str(seed)) for seed in range(3)]

    assert [one.returncode for one in done] == [0, 0, 0]
    assert len({one.stdout for one in done}) == 1
