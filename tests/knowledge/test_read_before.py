"""What was made of files before serves again, wherever the same files lie; what is wrong is read anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.loaded import Loaded
from bot.knowledge.loader import load
from bot.knowledge.read_before import ReadBefore

FILES = {
    "faq.yaml": "entries:\n  - id: towel\n    questions: {en: [Towels?]}\n    answer: {en: Yes.}\n",
    "languages/ko/cues.yaml": "cues:\n  when: [언제]\n",
    "languages/ko/words.yaml": "stop: [은]\n",
    "languages/ko/words.txt": "하나\n둘\n",
    "languages/ko/questions/one.yaml": "language: ko\ncategory: all\nquestions:\n  - ask: [수건?]\n    says: [Yes]\n",
    "languages/others.yaml": "others:\n  sw: {words: [na, ya]}\n",
}
EDITS = {
    "faq.yaml": "entries:\n  - id: towel\n    questions: {en: [Towels?]}\n    answer: {en: No.}\n",
    "languages/ko/cues.yaml": "cues:\n  when: [언제, 몇 일]\n",
    "languages/ko/words.txt": "셋\n",
    "languages/ko/questions/one.yaml": "language: ko\ncategory: all\nquestions:\n  - ask: [타월?]\n    says: [Yes]\n",
    "languages/others.yaml": "others:\n  sw: {words: [kwa]}\n",
    "languages/ko/more.yaml": "stop: [는]\n",
}
FAULTS: dict[str, str | bytes] = {
    "faq.yaml": "entries:\n  - id: towel\n    answr: {en: No.}\n",
    "languages/ko/words.yaml": "stop: [은]\ncues:\n  when: [언제]\n",
    "languages/ko/questions/one.yaml": "language: ko\ncategory: all\nquestions:\n  - says: [Yes]\n",
    "languages/others.yaml": "others: 3\n",
    "languages/ko/words.txt": b"\xff\xfe\x00",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "here")


def laid_out(folder: Path) -> Path:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, english: Path, before: ReadBefore | None = None) -> Loaded:
    return load(folder, packaged=english, before=before)


def value(loaded: Loaded) -> tuple[object, ...]:
    return loaded.knowledge, loaded.problems, dict(loaded.positions), loaded.question_files


def kept(folder: Path, english: Path, cache: Path) -> ReadBefore:
    """After a first reading, as another process finds it."""
    first = ReadBefore("program", cache)
    read(folder, english, first)
    first.save()
    return ReadBefore("program", cache)


@pytest.mark.parametrize("edit", [None, *EDITS])
def test_an_edited_file_is_read_anew(edit: str | None, folder: Path, english: Path, tmp_path: Path) -> None:
    before = kept(folder, english, tmp_path / "cache")
    if edit:
        (folder / edit).write_text(EDITS[edit], encoding="utf-8")

    assert value(read(folder, english, before)) == value(read(folder, english))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_again_and_again(fault: str, folder: Path, english: Path, tmp_path: Path) -> None:
    wrong = FAULTS[fault]
    (folder / fault).write_bytes(wrong if isinstance(wrong, bytes) else wrong.encode())
    before = kept(folder, english, tmp_path / "cache")

    found = read(folder, english, before)

    assert found.problems
    assert value(found) == value(read(folder, english))


@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_the_same_files_elsewhere_are_named_by_where_they_lie(
    fault: str | None, folder: Path, english: Path, tmp_path: Path
) -> None:
    before = kept(folder, english, tmp_path / "cache")
    there = tmp_path / "elsewhere"
    shutil.copytree(folder, there)
    if fault:
        wrong = FAULTS[fault]
        (there / fault).write_bytes(wrong if isinstance(wrong, bytes) else wrong.encode())

    found = read(there, english, before)

    assert value(found) == value(read(there, english))
    assert not any(position.file.startswith(str(folder)) for position in found.positions.values())


def test_what_has_not_changed_is_not_parsed(
    folder: Path, english: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(folder, english, tmp_path / "cache")
    monkeypatch.setattr("bot.knowledge.loader.read", lambda *_, **__: pytest.fail("parsed again"))

    assert read(folder, english, before).knowledge is not None
