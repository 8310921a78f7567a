"""The compiled cache: a hit gives the value back, everything else is a miss."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.knowledge import cache
from bot.knowledge.cache import KEPT, fingerprint, read, write

posix = pytest.mark.skipif(os.name != "posix", reason="owners and permissions as on Unix")
pytestmark = posix


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "deep"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "k"
    (folder / "languages" / "en").mkdir(parents=True)
    (folder / "faq.yaml").write_text("entries: []", encoding="utf-8")
    (folder / "languages" / "en" / "words.txt").write_text("word", encoding="utf-8")
    return folder


def test_what_was_written_is_read(directory: Path) -> None:
    assert read("a", "en", directory) is None

    write("a", "en", {"one": (1, 2)}, directory)

    assert read("a", "en", directory) == {"one": (1, 2)}
    assert read("b", "en", directory) is None
    assert directory.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in directory.iterdir()] == [0o600]


def test_a_text_that_stands_in_two_parts_is_kept_in_memory_once(directory: Path) -> None:
    for part in ("en", "ko"):
        write("a", part, {"name": "".join(("Seoul ", "Program")), "code": part}, directory)

    english, korean = read("a", "en", directory), read("a", "ko", directory)

    assert isinstance(english, dict)
    assert isinstance(korean, dict)
    assert english["name"] is korean["name"]
    assert (english["code"], korean["code"]) == ("en", "ko")


DAMAGES = [b"", b"x", b"x" * 100, pickle.dumps({"one": 1})]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_a_miss(damage: bytes, directory: Path) -> None:
    write("a", "en", {"one": 1}, directory)
    (path,) = directory.iterdir()

    path.write_bytes(damage)

    assert read("a", "en", directory) is None


def test_one_flipped_byte_is_a_miss(directory: Path) -> None:
    write("a", "en", {"one": 1}, directory)
    (path,) = directory.iterdir()
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)

    assert read("a", "en", directory) is None


def test_a_sound_file_of_another_program_is_a_miss(directory: Path) -> None:
    write("a", "en", 1, directory)
    (path,) = directory.iterdir()
    payload = b"cno.such.module\nThing\n."
    path.write_bytes(cache._checksum(payload) + payload)

    assert read("a", "en", directory) is None


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o722])
def test_a_folder_that_others_may_write_to_is_ignored(mode: int, directory: Path) -> None:
    write("a", "en", 1, directory)
    directory.chmod(mode)

    assert read("a", "en", directory) is None
    write("b", "en", 1, directory)
    assert len(list(directory.iterdir())) == 1


@pytest.mark.parametrize("mode", [0o666, 0o660, 0o602])
def test_a_file_that_others_may_write_to_is_ignored(mode: int, directory: Path) -> None:
    write("a", "en", 1, directory)
    (directory / "a-en.compiled").chmod(mode)

    assert read("a", "en", directory) is None


def test_a_linked_file_is_ignored(directory: Path) -> None:
    write("a", "en", 1, directory)
    (directory / "b-en.compiled").symlink_to(directory / "a-en.compiled")

    assert read("b", "en", directory) is None


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "")
    monkeypatch.setattr("pathlib.Path.home", _homeless)
    monkeypatch.setattr("platformdirs.user_cache_dir", _homeless)

    write("a", "en", 1)

    assert read("a", "en") is None


def _homeless(*_: object, **__: object) -> str:
    raise RuntimeError("could not determine the home directory")


def test_a_folder_of_somebody_else_is_ignored(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a", "en", 1, directory)
    monkeypatch.setattr("os.getuid", lambda: 987_654)

    assert read("a", "en", directory) is None


def test_a_link_is_ignored(directory: Path, tmp_path: Path) -> None:
    write("a", "en", 1, directory)
    (tmp_path / "link").symlink_to(directory)

    assert read("a", "en", tmp_path / "link") is None


def test_where_nothing_can_be_written_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    write("a", "en", 1, tmp_path / "file" / "below")
    write("a", "en", 1, tmp_path / "file")

    assert read("a", "en", tmp_path / "file") is None


def test_the_newest_are_kept(directory: Path) -> None:
    for number in range(KEPT + 4):
        write(f"k{number}", "en", number, directory)
        os.utime(directory / f"k{number}-en.compiled", (number, number))
    (directory / "foreign.txt").write_text("x", encoding="utf-8")
    write("last", "en", 1, directory)

    kept = {path.stem for path in directory.glob("*.compiled")}

    assert kept == {"last-en", *(f"k{number}-en" for number in range(5, KEPT + 4))}
    assert (directory / "foreign.txt").exists()


CHANGES = {
    "content": lambda folder: (folder / "faq.yaml").write_text("entries: {}", encoding="utf-8"),
    "new file": lambda folder: (folder / "b.yaml").write_text("", encoding="utf-8"),
    "name": lambda folder: (folder / "faq.yaml").rename(folder / "faq2.yaml"),
    "word": lambda folder: (folder / "languages" / "en" / "words.txt").write_text("words", encoding="utf-8"),
    "gone": lambda folder: (folder / "faq.yaml").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_fingerprint_changes_with_all_that_is_read(change: str, folder: Path, tmp_path: Path) -> None:
    before = fingerprint(folder, tmp_path / "p")
    assert fingerprint(folder, tmp_path / "p") == before

    CHANGES[change](folder)

    assert fingerprint(folder, tmp_path / "p") != before


@pytest.mark.parametrize("name", [".hidden.yaml", "faq.yaml~", "notes.md"])
def test_the_fingerprint_knows_what_is_not_read(name: str, folder: Path, tmp_path: Path) -> None:
    before = fingerprint(folder, tmp_path / "p")

    (folder / name).write_text("x", encoding="utf-8")

    assert fingerprint(folder, tmp_path / "p") == before


def test_the_fingerprint_is_that_of_a_copy(folder: Path, english: Path, tmp_path: Path) -> None:
    copy = tmp_path / "somewhere" / "else"
    shutil.copytree(folder, copy)
    assert fingerprint(copy, english) == fingerprint(folder, english)
    shutil.copytree(english, tmp_path / "program")
    assert fingerprint(copy, tmp_path / "program") == fingerprint(folder, english)


def test_the_fingerprint_changes_with_packaged_languages(folder: Path, english: Path) -> None:
    before = fingerprint(folder, english)

    (english / "languages" / "en" / "words.yaml").write_text("stop: [an]", encoding="utf-8")

    assert fingerprint(folder, english) != before


def test_the_fingerprint_changes_with_the_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(folder, folder)

    monkeypatch.setattr("bot.__version__", "99")

    assert fingerprint(folder, folder) != before


def test_neither_yaml_nor_pydantic_is_imported() -> None:
    code = "import sys, bot.knowledge.cache; print({'yaml', 'pydantic', 'rapidfuzz'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_a_state_is_kept_with_all_its_parts(directory: Path) -> None:
    parts = [f"part{number}" for number in range(KEPT + 9)]
    for part in parts:
        write("old", part, 1, directory)
        write("new", part, 2, directory)

    assert [(read("old", part, directory), read("new", part, directory)) for part in parts] == [(1, 2)] * len(parts)
