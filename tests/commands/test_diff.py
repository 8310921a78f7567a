"""``diff``: the lines and the answers that change, from folders and from git."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from bot.cli import main
from tests.commands.conftest import speak_little

pytestmark = pytest.mark.usefixtures("one_cache")


@pytest.fixture
def folder(folder: Path) -> Path:
    speak_little(folder)
    return folder


@pytest.fixture
def new(folder: Path, tmp_path: Path) -> Path:
    """A copy of the folder, to change."""
    return Path(shutil.copytree(folder, tmp_path / "new"))


@pytest.fixture
def repository(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in a real git repository, committed; the program is started in it."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.chdir(tmp_path)
    for arguments in (("init", "-q"), ("add", "knowledge"), (*COMMIT, "the first")):
        git(*arguments)
    return tmp_path


COMMIT = ("-c", "user.name=Staff", "-c", "user.email=staff@example.org", "commit", "-qm")


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def diff(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str], str]:
    code = main(["diff", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err


def test_nothing_differs(folder: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = diff(capsys, folder, new)
    assert (code, out) == (0, ["No file differs.", "", "No answer changes (2 questions compared)."])


def test_a_change_that_breaks_no_test(folder: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(new / "faq.yaml", "provided by the hotel", "given by the hotel")
    code, out, _ = diff(capsys, folder, new)
    assert code == 0
    assert out[0] == "faq.yaml: changed (+1 -1 lines)"
    assert "  -      en: Towels are provided by the hotel." in out
    assert out[-6:] == [
        "Another answer (1 question):",
        "  ? en hotel: Are towels provided?",
        "  - Towels are provided by the hotel.",
        "  - [About towels] https://example.org/towels",
        "  + Towels are given by the hotel.",
        "  + [About towels] https://example.org/towels",
    ]


def test_a_change_that_breaks_one(folder: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(new / "faq.yaml", "provided by the hotel", "provided by the inn")
    code, out, _ = diff(capsys, folder, new)
    assert code == 1
    assert "      does not say 'hotel'" in out


def test_the_way_back_breaks_none(folder: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(new / "faq.yaml", "provided by the hotel", "provided by the inn")
    assert diff(capsys, new, folder)[0] == 0


def test_as_json(folder: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(new / "faq.yaml", "provided by the hotel", "provided by the inn")
    code, out, _ = diff(capsys, folder, new, "--format", "json")
    report = json.loads("\n".join(out))
    (change,), (file,) = report["changes"], report["files"]
    assert (code, report["regressions"], report["total"]) == (1, 1, 2)
    assert (file["file"], file["state"]) == ("faq.yaml", "changed")
    assert (change["kind"], change["passed"], change["passes"]) == ("regression", True, False)
    assert (change["before"]["entry"], change["after"]["outcome"]) == ("towel", "answer")
    assert "inn" in change["after"]["text"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_found_in_the_new_one_alone(
    form: str, folder: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in (folder, new):  # what is found in both, be it at another line, is nothing new
        spoil(
            place / "faq.yaml", "        - Breakfast hours\n", "        - Breakfast hours\n        - Breakfast hours\n"
        )
    spoil(new / "faq.yaml", "entries:\n", "# ours\nentries:\n")
    spoil(new / "faq.yaml", "Should I pack a towel?", "When is breakfast served?")
    _, out, _ = diff(capsys, folder, new, "--findings", "--format", form)
    if form == "json":
        found = json.loads("\n".join(out))["findings"]
        said = [f"{one['file']}:{one['line']}:{one['column']}: {one['message']}" for one in found]
    else:
        said = out[out.index("Found in the new version, and not in the old one:") + 1 :]
    assert said
    assert [one for one in said if not one.startswith(("faq.yaml:8:11: ", "faq.yaml:18:11: "))] == []
    assert not [one for one in said if "Breakfast hours" in one]


def test_nothing_is_found(folder: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(capsys, folder, new, "--findings")[1][-1] == "Nothing is found that was not before."


def test_real_questions(folder: Path, new: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(new / "faq.yaml", "from seven to nine", "from six to ten")
    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"text": "When is breakfast served?", "language": "en"}\n', encoding="utf-8")
    code, out, _ = diff(capsys, folder, new, "--questions", asked)
    assert code == 0
    assert "  ? somebody asked: When is breakfast served?" in out


def test_real_questions_that_are_piped_in(
    folder: Path, new: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What people ask need not lie on the disk for it."""
    spoil(new / "faq.yaml", "from seven to nine", "from six to ten")
    piped = io.TextIOWrapper(io.BytesIO(b'{"text": "When is breakfast served?"}\n'))
    monkeypatch.setattr("sys.stdin", piped)
    _, out, _ = diff(capsys, folder, new, "--questions", "-")
    assert "  ? somebody asked: When is breakfast served?" in out


@pytest.mark.parametrize(
    ("line", "why"), [('{"txt": "x"}', "'text' is missing"), ("x", "not JSON"), ("", "an empty line")]
)
def test_a_line_that_is_no_question(
    line: str, why: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text(f'{{"text": "x"}}\n{line}\n', encoding="utf-8")
    code, _, err = diff(capsys, folder, folder, "--questions", asked)
    assert code == 2
    assert f"{asked}:2: " in err
    assert why in err


def test_the_day_changes_nothing_that_a_day_does_not_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(capsys, folder, folder, "--today", "2027-01-01")[0] == 0


def test_a_file_is_new_and_one_is_gone(folder: Path, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (new / "faq.yaml").rename(new / "house.yaml")
    code, out, _ = diff(capsys, folder, new)
    assert code == 0
    assert [line for line in out if line.startswith(("faq", "house"))] == [
        "faq.yaml: gone (+0 -21 lines)",
        "house.yaml: new (+21 -0 lines)",
    ]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_version_with_errors(form: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They bear the name of the version that was given, not that of a copy of it."""
    spoil(repository / "knowledge" / "faq.yaml", "answer:\n      en: Towels", "awnser:\n      en: Towels")
    git(*COMMIT, "a mistake", "-a")
    code, out, err = diff(capsys, "HEAD~1:knowledge", "HEAD:knowledge", "--format", form)
    assert code == 1
    assert "HEAD:knowledge/faq.yaml:8:5: " in err
    assert "/tmp" not in err.replace(str(repository), "")
    if form == "json":
        places = [problem["file"] for problem in json.loads("\n".join(out))["problems"]]
        assert set(places) == {"HEAD:knowledge/faq.yaml"}


def test_versions_of_git(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(copies))
    spoil(repository / "knowledge" / "faq.yaml", "provided by the hotel", "provided by the inn")
    assert diff(capsys, "HEAD:knowledge", "knowledge")[0] == 1
    git(*COMMIT, "an inn", "-a")
    assert diff(capsys, "HEAD:knowledge", "knowledge")[0] == 0
    monkeypatch.chdir(repository / "knowledge")
    assert diff(capsys, "HEAD~1:knowledge", "HEAD:./")[0] == 1
    assert list(copies.iterdir()) == []


def test_what_was_compiled_before_is_found_again(
    repository: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A revision is copied to another folder each time."""
    kept = repository / "cache"
    monkeypatch.setenv("WEGO_CACHE_DIR", str(kept))
    assert diff(capfd, "HEAD:knowledge", "knowledge")[0] == 0
    before = {path.name: path.stat().st_ino for path in kept.iterdir()}
    assert diff(capfd, "HEAD:knowledge", "knowledge")[0] == 0
    assert {path.name: path.stat().st_ino for path in kept.iterdir()} == before
    parts = [name.partition("-")[2] for name in before]
    assert len(parts) == len(set(parts))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nowhere", "there is no folder nowhere; name a folder, or one of git as in HEAD:knowledge"),
        ("HEAD:nowhere", "git has no folder HEAD:nowhere (path 'nowhere' does not exist in 'HEAD')"),
        ("nothing:knowledge", "git has no folder nothing:knowledge ("),
        ("HEAD:knowledge/faq.yaml", "git has no folder HEAD:knowledge/faq.yaml (not a tree object"),
        ("-x:y", "there is no folder -x:y"),
    ],
)
def test_what_git_does_not_have(name: str, why: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = diff(capsys, "--", name, "knowledge")
    assert code == 2
    assert err.startswith(f"wego-bot: {why}")
    assert err.count("\n") == 1


def test_outside_of_git(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    code, _, err = diff(capsys, "HEAD:knowledge", folder)
    assert code == 2
    assert "not a git repository" in err


def test_without_git(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", str(folder))
    code, _, err = diff(capsys, "HEAD:knowledge", folder)
    assert code == 2
    assert "git cannot be started" in err
