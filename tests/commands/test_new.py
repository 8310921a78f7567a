"""``new``: where the skeleton stands, what to do next, and which exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.knowledge.folders import packaged_folder
from tests.commands.conftest import speak_little


@pytest.fixture
def folder(folder: Path) -> Path:
    speak_little(folder)
    return folder


def new(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["new", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_what_is_added_passes_the_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of_ours = ("--knowledge", str(folder))
    code, out, _ = new(capsys, "entry", "pool", "--question", "Is there a pool?", "--answer", "No pool.", *of_ours)
    assert code == 0
    assert out.startswith(f"{folder}/faq.yaml:22: ")
    assert f"wego-bot check --knowledge {folder}" in out
    assert main(["check", *of_ours]) == 0
    assert main(["ask", "is there a pool", *of_ours]) == 0
    assert "No pool." in capsys.readouterr().out


def test_what_is_not_given_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(capsys, "entry", "pool", "--knowledge", str(folder))[0] == 0
    assert main(["check", "--knowledge", str(folder)]) == 1
    assert "faq.yaml:25:10: " in capsys.readouterr().out


def test_a_program_and_its_edition(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of_ours = ("--knowledge", str(folder))
    assert new(capsys, "program", "course", "--name", "The Course", *of_ours)[0] == 0
    code, out, _ = new(capsys, "edition", "course", "2027", *of_ours)
    assert code == 0
    path, line = out.split(": ")[0].rsplit(":", 1)
    assert Path(path) == folder / "programs" / "course.yaml"
    assert Path(path).read_text(encoding="utf-8").splitlines()[int(line) - 1] == '      - id: "2027"'


def test_an_announcement_in_a_file_of_its_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of_ours = ("--knowledge", str(folder))
    code, out, _ = new(capsys, "announcement", "survey", *of_ours)
    assert code == 0
    assert out.startswith(f"{folder}/announcements/survey.yaml:4: ")
    assert main(["check", *of_ours]) == 1
    assert "survey.yaml:6:10: " in capsys.readouterr().out
    path = folder / "announcements" / "survey.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("en:\n", "en: Hello\n", 1), encoding="utf-8")
    assert main(["check", *of_ours]) == 0
    assert new(capsys, "announcement", "later", "--about", "course/2027", *of_ours)[0] == 0
    assert "    about: course/2027\n" in (path.parent / "later.yaml").read_text(encoding="utf-8")


REFUSED = [
    (("announcement", "Survey"), 2, "an id of lower-case letters"),
    (("announcement", "survey", "--about", "The Course"), 2, "expected a programme"),
    (("entry", "towel"), 2, "the id 'towel' is there already: "),
    (("entry", "Towel"), 2, "an id of lower-case letters"),
    (("edition", "course", "2027"), 2, "there is no programme 'course'"),
    (("entry", "pool", "--file", "../x.yaml"), 2, "is no file of facts"),
    (("entry", "pool", "--file", "faq.yaml/x.yaml"), 1, "nothing has changed"),
]


@pytest.mark.parametrize(("arguments", "expected", "why"), REFUSED)
def test_what_is_refused(
    arguments: tuple[str, ...], expected: int, why: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = new(capsys, *arguments, "--knowledge", str(folder))
    assert (code, out) == (expected, "")
    assert err.startswith("wego-bot: ")
    assert why in err


@pytest.mark.parametrize("arguments", [(), ("entry",), ("program", "x"), ("edition", "course")])
def test_usage(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        new(capsys, *arguments)
    assert ended.value.code == 2


def test_the_installed_program_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bot" / "_knowledge").mkdir(parents=True)
    monkeypatch.setattr("bot.__file__", str(tmp_path / "bot" / "__init__.py"))
    code, _, err = new(capsys, "entry", "pool")
    assert code == 2
    assert "copy it with: wego-bot init" in err
    assert list(packaged_folder().iterdir()) == []
