"""The hooks and the steps that the README shows, in a real repository: they let pass what is right, and only that."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.commands.conftest import FAQ, QUESTIONS, speak_little
from tests.running import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
Run = Callable[..., subprocess.CompletedProcess[str]]
RIGHT, WRONG, BROKEN = ("Towels are", "All towels are"), ("by the hotel", "by the inn"), ("answer:", "awnser:")
RESULTS = [
    (RIGHT, True, "+ All towels are provided by the hotel."),
    (WRONG, False, "does not say 'hotel'"),
    (BROKEN, False, "unknown key 'awnser'"),
]
CHANGES = pytest.mark.parametrize(("change", "passes", "says"), RESULTS, ids=["right", "wrong", "broken"])


def shown(name: str) -> str:
    """The one block of the README under that name."""
    (block,) = re.findall(rf"```\w+ {re.escape(name)}\n(.*?)```", README, re.DOTALL)
    return str(block)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "cache"


@pytest.fixture
def run(tmp_path: Path, kept: Path) -> Run:
    """A command in a new repository, with the program on its path."""
    programs, repository = tmp_path / "bin", tmp_path / "repository"
    programs.mkdir()
    repository.mkdir()
    program = programs / "wego-bot"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        **{f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "WEGO_CACHE_DIR": str(kept),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "BASE": "HEAD",
    }

    def command(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, cwd=repository, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
        )

    assert command("git", "init", "-q").returncode == 0
    knowledge = repository / "knowledge"
    (knowledge / "questions").mkdir(parents=True)
    (knowledge / "faq.yaml").write_text(FAQ, encoding="utf-8")
    (knowledge / "questions" / "hotel.yaml").write_text(QUESTIONS, encoding="utf-8")
    speak_little(knowledge)
    return command


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    return tmp_path / "repository" / "knowledge" / "faq.yaml"


def commit(run: Run, *options: str) -> subprocess.CompletedProcess[str]:
    return run("git", "commit", "-qm", "a change", *options)


@pytest.fixture
def hooked(run: Run, tmp_path: Path) -> Run:
    """With the hook in its place, and a first commit, which it lets pass."""
    hook = tmp_path / "repository" / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(shown("pre-commit"), encoding="utf-8")
    hook.chmod(0o755)
    run("git", "add", "-A")
    done = commit(run)
    assert (done.returncode, done.stderr) == (0, "")
    return run


def change_to(file: Path, change: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(*change, 1), encoding="utf-8")


@CHANGES
def test_the_hook(change: tuple[str, str], passes: bool, says: str, hooked: Run, faq: Path) -> None:
    change_to(faq, change)
    done = commit(hooked, "-a")
    assert (done.returncode == 0) is passes, done.stderr
    assert says in done.stdout + done.stderr
    assert (hooked("git", "status", "--short").stdout == "") is passes


def test_the_hook_looks_at_what_is_committed_alone(hooked: Run, faq: Path) -> None:
    change_to(faq, WRONG)
    faq.with_name("notes.md").write_text("x", encoding="utf-8")
    hooked("git", "add", "knowledge/notes.md")
    assert commit(hooked).returncode == 0
    hooked("git", "add", "-A")
    change_to(faq, (WRONG[1], WRONG[0]))
    assert commit(hooked).returncode == 1


def test_the_hook_of_pre_commit(run: Run, faq: Path) -> None:
    (repo,) = yaml.safe_load(shown(".pre-commit-config.yaml"))["repos"]
    (hook,) = repo["hooks"]
    assert (repo["repo"], hook["language"], hook["pass_filenames"]) == ("local", "system", False)
    assert re.search(hook["files"], "knowledge/faq.yaml")
    run("git", "add", "-A")
    commit(run)

    for change, passes, says in RESULTS[:2]:
        change_to(faq, change)
        done = run(*shlex.split(hook["entry"]))
        assert (done.returncode == 0) is passes, done.stderr
        assert says in done.stdout


def test_the_steps_of_a_code_host(run: Run, faq: Path) -> None:
    run("git", "add", "-A")
    commit(run)
    for change, passes, says in RESULTS:
        change_to(faq, change)
        done = run("sh", "-ec", shown("ci"))
        assert (done.returncode == 0) is passes, done.stderr
        assert says in done.stdout
        assert passes or done.stdout.startswith("::error file=knowledge/")
